#pragma once

#include <string>

namespace memdelbrot {

// A real number's decimal text in at most `width` characters, its last digits replaced by "…". Never the exponent, nor
// digits before the point: a number that would lose some is set with an exponent. REQUIRES: width >= 9.
[[nodiscard]] std::string fittedNumber(std::string text, int width);

// A complex number's text, "(1e-05+2j)", each of whose parts is fitted so.
[[nodiscard]] std::string fittedComplex(const std::string& text, int partWidth);

}  // namespace memdelbrot
