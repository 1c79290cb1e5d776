#pragma once

#include "memory/address.h"

#include <algorithm>
#include <optional>

namespace memdelbrot {

// `size` bytes from `begin`. The last byte of the 2^64 space fits: begin + size may be exactly 2^64, never more.
class AddressRange final {
public:
    constexpr AddressRange() = default;

    // A size that would run past 2^64 is cut there.
    [[nodiscard]] static constexpr AddressRange fromSize(Address begin, std::uint64_t size)
    {
        const std::uint64_t room = std::uint64_t{0} - begin.value();   // 0 stands for 2^64
        return AddressRange(begin, room == 0 ? size : std::min(size, room));
    }
    // REQUIRES: begin <= end. The exclusive end of a range whose last byte is 2^64 - 1 cannot be named: use fromSize.
    [[nodiscard]] static constexpr AddressRange fromEnd(Address begin, Address end)
    {
        return AddressRange(begin, end.value() - begin.value());
    }

    [[nodiscard]] constexpr Address begin() const { return m_begin; }
    [[nodiscard]] constexpr std::uint64_t size() const { return m_size; }  // bytes
    [[nodiscard]] constexpr bool isEmpty() const { return m_size == 0; }
    // REQUIRES: not empty.
    [[nodiscard]] constexpr Address last() const { return Address(m_begin.value() + (m_size - 1)); }

    [[nodiscard]] constexpr bool contains(Address address) const { return address.value() - m_begin.value() < m_size; }
    [[nodiscard]] constexpr bool contains(const AddressRange& other) const
    {
        return other.isEmpty() ? contains(other.begin()) : contains(other.begin()) && contains(other.last());
    }
    // Empty (at the later begin) where they do not meet.
    [[nodiscard]] constexpr AddressRange intersected(const AddressRange& other) const
    {
        const Address begin = std::max(m_begin, other.m_begin);
        if (isEmpty() || other.isEmpty() || begin > last() || begin > other.last())
            return AddressRange(begin, 0);
        return AddressRange(begin, std::min(last(), other.last()).value() - begin.value() + 1);
    }

    friend constexpr bool operator==(const AddressRange&, const AddressRange&) = default;

private:
    constexpr AddressRange(Address begin, std::uint64_t size) : m_begin(begin), m_size(size) {}

    Address m_begin;
    std::uint64_t m_size = 0;
};

}  // namespace memdelbrot
