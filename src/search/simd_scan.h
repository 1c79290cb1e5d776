// The loops that go through every byte, by Google Highway for the widest vectors of the machine at hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace memdelbrot {

// Two bytes of a pattern, at distances from where it begins; only the bits in a mask count.
struct ByteProbe {
    struct Part {
        std::size_t distance = 0;
        std::uint8_t value = 0;
        std::uint8_t mask = 0;
    };
    Part first;
    Part second;
};

// The first begin in [from, end) at which both parts are right, or `end`.
// REQUIRES: end + the greater distance <= bytes.size().
[[nodiscard]] std::size_t nextProbe(std::span<const std::byte> bytes, std::size_t from, std::size_t end,
                                    const ByteProbe& probe);

// How the bits of a number are turned into an unsigned one that is in a range where the number is.
enum class NumberKey : std::uint8_t {
    Plain,       // as they are
    Ordered,     // of a float, so that their order is that of its values; NaNs lie outside of the infinities
    Magnitude    // without the sign bit
};

// low <= key(number) <= low + span, on numbers of 1, 2, 4 or 8 bytes.
struct NumberTest {
    std::size_t size = 4;   // bytes of a number
    bool isSwapped = false;  // big-endian
    NumberKey key = NumberKey::Plain;
    std::uint64_t low = 0;
    std::uint64_t span = 0;
};

// REQUIRES: bytes.size() >= test.size.
[[nodiscard]] bool passes(const NumberTest& test, const std::byte* bytes);

constexpr std::size_t numberGroup = 512;   // bytes

// The first group of `numberGroup` bytes, counted from `from`, in which a number begins that passes; there may be none in
// the last groups, which are given without a look. `end` where there is no group left. Numbers begin every `step` bytes
// from `from`. REQUIRES: step divides test.size; end + test.size - 1 <= bytes.size().
[[nodiscard]] std::size_t nextGroup(std::span<const std::byte> bytes, std::size_t from, std::size_t end,
                                    std::size_t step, const NumberTest& test);

}  // namespace memdelbrot
