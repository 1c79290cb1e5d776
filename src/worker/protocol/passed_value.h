#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace memdelbrot {

// What goes through libffi: integers by width, floats, pointers.
enum class PassedType : std::uint8_t {
    Void,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float,
    Double,
    LongDouble,
    Pointer
};

struct PassedValue {
    PassedType type = PassedType::Void;
    std::array<std::byte, 16> bytes{};   // little endian, zero behind the type's own size
};

// Of a value in `bytes`; 0 for Void.
[[nodiscard]] constexpr std::size_t sizeOf(PassedType type)
{
    constexpr std::array<std::size_t, 13> sizes{0, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8, 16, 8};
    return sizes[static_cast<std::size_t>(type)];
}

}  // namespace memdelbrot
