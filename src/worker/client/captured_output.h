#pragma once

#include "process/supervisor.h"

#include <array>
#include <mutex>
#include <string>

namespace memdelbrot {

// What a worker wrote since it was last asked. Of more than 16 MiB the rest is dropped, and the text says so.
class CapturedOutput final {
public:
    void add(OutputStream stream, std::string_view text);
    [[nodiscard]] std::string take(OutputStream stream);

private:
    std::mutex m_mutex;
    std::array<std::string, 2> m_texts;
};

}  // namespace memdelbrot
