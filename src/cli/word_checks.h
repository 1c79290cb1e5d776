#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace memdelbrot {

// CLI11's own check answers "Value 0 not in range" with a bound of 309 digits.
[[nodiscard]] inline CLI::Validator oneOrMore()
{
    return CLI::Validator(
        [](const std::string& text) {
            const bool isNumber = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
            const bool isZero = text.find_first_not_of('0') == std::string::npos;
            return isNumber && !isZero ? std::string() : text + " is no whole number from 1 up";
        },
        "NUMBER");
}

// What is written is a PNG, so the name has to say so.
[[nodiscard]] inline CLI::Validator pngName()
{
    return CLI::Validator(
        [](const std::string& text) {
            return text.ends_with(".png") || text.ends_with(".PNG") ? std::string() : text + " does not end in .png";
        },
        "FILE.png");
}

}  // namespace memdelbrot
