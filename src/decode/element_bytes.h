#pragma once

#include "decode/dtype.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace memdelbrot {

static_assert(std::endian::native == std::endian::little, "values are turned to and from little-endian bytes");

// REQUIRES: bytes.size() >= sizeof(T).
template <typename T>
[[nodiscard]] T loadNumber(std::span<const std::byte> bytes, ByteOrder order)
{
    std::array<std::byte, sizeof(T)> raw;
    std::copy_n(bytes.begin(), sizeof(T), raw.begin());
    if (order == ByteOrder::Big)
        std::ranges::reverse(raw);
    T value;
    std::memcpy(&value, raw.data(), sizeof(T));
    return value;
}

template <typename T>
[[nodiscard]] std::vector<std::byte> storeNumber(T value, ByteOrder order)
{
    std::vector<std::byte> raw(sizeof(T));
    std::memcpy(raw.data(), &value, std::min(sizeof(T), std::is_same_v<T, long double> ? std::size_t{10} : sizeof(T)));
    if (order == ByteOrder::Big)
        std::ranges::reverse(raw);
    return raw;
}

// An x87 number whose integer bit contradicts its exponent has no value (Intel SDM volume 1, table 8-3) and reads as NaN.
[[nodiscard]] inline long double loadExtended(std::span<const std::byte> bytes, ByteOrder order)
{
    const auto value = loadNumber<long double>(bytes, order);
    std::uint64_t significand = 0;
    std::uint16_t exponent = 0;
    std::memcpy(&significand, &value, sizeof significand);
    std::memcpy(&exponent, reinterpret_cast<const char*>(&value) + sizeof significand, sizeof exponent);
    const bool unnormal = (exponent & 0x7fff) != 0 && (significand >> 63) == 0;
    return unnormal ? std::numeric_limits<long double>::quiet_NaN() : value;
}

// Elements of S and U end at their trailing zeros, as in NumPy.
[[nodiscard]] inline std::span<const std::byte> withoutTrailingZeros(std::span<const std::byte> bytes, std::size_t unit)
{
    const auto isZero = [&](std::size_t at) {
        return std::ranges::all_of(bytes.subspan(at, unit), [](std::byte byte) { return byte == std::byte{0}; });
    };
    std::size_t size = bytes.size();
    while (size >= unit && isZero(size - unit))
        size -= unit;
    return bytes.first(size);
}

[[nodiscard]] inline std::vector<char32_t> codePointsOf(const Dtype& dtype, std::span<const std::byte> bytes)
{
    const auto used = withoutTrailingZeros(bytes, 4);
    std::vector<char32_t> points;
    for (std::size_t at = 0; at + 4 <= used.size(); at += 4)
        points.push_back(loadNumber<char32_t>(used.subspan(at, 4), dtype.order()));
    return points;
}

}  // namespace memdelbrot
