// C values on their way into a call and out of it.
#pragma once

#include "layout/c_type.h"
#include "worker/client/worker.h"

namespace memdelbrot {

// How a value of that type goes through a call. Errors: Unsupported (records and complex numbers by value).
[[nodiscard]] Result<PassedType> passedTypeOf(const CType& type);

// A number's text as a value of that type: 42, -1, 0xff, 'a', true, 2.5, inf. REQUIRES: an arithmetic type.
// Errors: Syntax, InvalidArgument (detail: the range that the type holds), Unsupported.
[[nodiscard]] Result<PassedValue> passedNumber(const CType& type, const std::string& text);

[[nodiscard]] PassedValue passedPointer(Address address);

// "-3", "2.5", "0x7f…", "void".
[[nodiscard]] std::string passedText(const CType& type, const PassedValue& value);

// The value's first eight bytes as an unsigned number.
[[nodiscard]] std::uint64_t passedBits(const PassedValue& value);

// 42, -1, 0xff, 'a': sign and magnitude. nullopt: not an integer, or beyond 64 bits.
struct IntegerText {
    bool isNegative = false;
    std::uint64_t magnitude = 0;
};
[[nodiscard]] std::optional<IntegerText> parsedInteger(const std::string& text);

}  // namespace memdelbrot
