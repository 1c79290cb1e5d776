#include "memory/buffer_target.h"

#include <algorithm>
#include <cerrno>

namespace memdelbrot {

BufferTarget::BufferTarget(std::string name, Address begin, std::vector<std::byte> bytes)
    : m_name(std::move(name)), m_begin(begin), m_bytes(std::move(bytes))
{
    m_bytes.resize(AddressRange::fromSize(m_begin, m_bytes.size()).size());   // none behind 2^64
}

std::vector<UnreadableRange> BufferTarget::readInto(const AddressRange& range, std::span<std::byte> bytes) const
{
    if (range.isEmpty())
        return {};
    const std::lock_guard lock(m_mutex);
    const AddressRange part = range.intersected(AddressRange::fromSize(m_begin, m_bytes.size()));
    if (part.isEmpty())
        return {{range, ENXIO}};

    const std::uint64_t before = part.begin().value() - range.begin().value();
    const auto first = m_bytes.begin() + static_cast<std::ptrdiff_t>(part.begin().value() - m_begin.value());
    std::copy_n(first, part.size(), bytes.begin() + static_cast<std::ptrdiff_t>(before));
    std::vector<UnreadableRange> unreadable;
    if (before > 0)
        unreadable.push_back({AddressRange::fromSize(range.begin(), before), ENXIO});
    if (part.last() < range.last())
        unreadable.push_back(
            {AddressRange::fromEnd(Address(part.last().value() + 1), Address(range.last().value() + 1)), ENXIO});
    return unreadable;
}

Result<void> BufferTarget::write(Address begin, std::span<const std::byte> bytes, WriteForce)
{
    const std::lock_guard lock(m_mutex);
    const AddressRange whole = AddressRange::fromSize(m_begin, m_bytes.size());
    const AddressRange part = AddressRange::fromSize(begin, bytes.size()).intersected(whole);
    if (!bytes.empty() && (part.isEmpty() || part.begin() != begin))
        return failure(
            {.code = ErrorCode::Unreadable, .errnoValue = ENXIO, .address = begin.value(), .subject = m_name});
    std::copy_n(bytes.begin(), part.size(),
                m_bytes.begin() + static_cast<std::ptrdiff_t>(bytes.empty() ? 0 : begin.value() - m_begin.value()));
    if (part.size() < bytes.size())
        return failure({.code = ErrorCode::Unreadable,
                        .errnoValue = ENXIO,
                        .address = begin.value() + part.size(),
                        .subject = m_name});
    return {};
}

Result<std::vector<Region>> BufferTarget::regions() const
{
    const std::lock_guard lock(m_mutex);
    if (m_bytes.empty())
        return std::vector<Region>{};
    return std::vector{Region{
        AddressRange::fromSize(m_begin, m_bytes.size()), {.read = true, .write = true}, 0, m_name, RegionKind::Other}};
}

TargetState BufferTarget::state() const
{
    return TargetState::Running;
}

std::string BufferTarget::name() const
{
    return m_name;
}

}  // namespace memdelbrot
