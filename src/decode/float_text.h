#pragma once

#include <cstdint>
#include <string>

namespace memdelbrot {

// The shortest decimal that reads back to the same number, set as Python and NumPy set it: "0.1", "1.0", "1e-05",
// "1e+16", "nan", "-inf".
[[nodiscard]] std::string floatText(float value);
[[nodiscard]] std::string floatText(double value);
[[nodiscard]] std::string floatText(long double value);
[[nodiscard]] std::string halfText(std::uint16_t bits);

// Without the ".0" of whole numbers: the parts of a complex number.
[[nodiscard]] std::string withoutPointZero(std::string text);

}  // namespace memdelbrot
