#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>

namespace memdelbrot {

// A byte's place in a 64-bit address space (or in a file: its offset).
class Address final {
public:
    constexpr Address() = default;
    explicit constexpr Address(std::uint64_t value) : m_value(value) {}

    [[nodiscard]] constexpr std::uint64_t value() const { return m_value; }

    // nullopt where the sum leaves the 64-bit space.
    [[nodiscard]] constexpr std::optional<Address> plus(std::uint64_t bytes) const
    {
        if (bytes > std::numeric_limits<std::uint64_t>::max() - m_value)
            return std::nullopt;
        return Address(m_value + bytes);
    }

    friend constexpr auto operator<=>(const Address&, const Address&) = default;

private:
    std::uint64_t m_value = 0;
};

}  // namespace memdelbrot
