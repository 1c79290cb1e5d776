// Values as Python's repr() writes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace memdelbrot {

[[nodiscard]] std::string pythonFloat(double value);
[[nodiscard]] std::string pythonComplex(double real, double imaginary);
// Digits of 30 bits, lowest first (Include/cpython/longintrepr.h).
[[nodiscard]] std::string pythonInt(std::span<const std::uint32_t> digits, bool isNegative);
// b'…' with Python's choice of quotes and escapes.
[[nodiscard]] std::string pythonBytes(std::span<const std::byte> bytes);
// '…', from code points; surrogates and control characters are escaped.
[[nodiscard]] std::string pythonText(std::span<const std::uint32_t> codePoints);

void appendUtf8(std::string& text, std::uint32_t codePoint);

}  // namespace memdelbrot
