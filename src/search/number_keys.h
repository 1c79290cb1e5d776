// One number at a time, as simd_scan.cpp does with many.
#pragma once

#include "search/simd_scan.h"

#include <bit>
#include <concepts>
#include <cstring>

namespace memdelbrot {

template <std::unsigned_integral T>
constexpr T signBit = static_cast<T>(T{1} << (8 * sizeof(T) - 1));

template <std::unsigned_integral T>
[[nodiscard]] constexpr T keyOf(NumberKey key, T bits)
{
    switch (key) {
    case NumberKey::Plain:
        return bits;
    case NumberKey::Ordered:
        return static_cast<T>(bits & signBit<T> ? ~bits : bits | signBit<T>);
    case NumberKey::Magnitude:
        break;
    }
    return static_cast<T>(bits & ~signBit<T>);
}

template <std::unsigned_integral T>
[[nodiscard]] bool passes(const NumberTest& test, const std::byte* bytes)
{
    T bits;
    std::memcpy(&bits, bytes, sizeof bits);
    if (test.isSwapped) {
        T turned = 0;
        for (std::size_t at = 0; at < sizeof(T); ++at)
            turned = static_cast<T>(turned | ((bits >> (8 * at)) & 0xff) << (8 * (sizeof(T) - 1 - at)));
        bits = turned;
    }
    return static_cast<T>(keyOf(test.key, bits) - static_cast<T>(test.low)) <= static_cast<T>(test.span);
}

}  // namespace memdelbrot
