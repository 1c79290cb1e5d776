#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace memdelbrot::testing {

inline std::vector<std::byte> bytesOf(std::string_view text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

}  // namespace memdelbrot::testing
