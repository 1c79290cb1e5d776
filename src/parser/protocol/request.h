#pragma once

#include "base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace memdelbrot::parser {

enum class Question : std::uint8_t { Declarations = 1, Headers = 2, Dwarf = 3 };
enum class Language : std::uint8_t { C = 1, Cpp = 2 };

struct Request {
    Question question = Question::Declarations;
    Language language = Language::C;
    std::uint64_t memoryLimit = 0;     // bytes of address space
    std::uint32_t processorSeconds = 0;
    std::string text;                  // for Headers: their names, one a line; for Dwarf: a path, a type's name
};

[[nodiscard]] std::vector<std::byte> encoded(const Request& request);
// Errors: BadMessage.
[[nodiscard]] Result<Request> decodedRequest(std::span<const std::byte> payload);

}  // namespace memdelbrot::parser
