#include "search/scan_chunk.h"

#include <algorithm>
#include <bit>

namespace memdelbrot {

namespace {

std::size_t wordsFor(std::size_t slots)
{
    return (slots + 63) / 64;
}

std::size_t countOf(const std::vector<std::uint64_t>& bits)
{
    std::size_t count = 0;
    for (const std::uint64_t word : bits)
        count += static_cast<std::size_t>(std::popcount(word));
    return count;
}

// The place of the set bit number `index`.
std::size_t setBit(std::uint64_t word, std::size_t index)
{
    for (; index > 0; --index)
        word &= word - 1;
    return static_cast<std::size_t>(std::countr_zero(word));
}

template <typename Visit>
void forEachSlot(const std::vector<std::uint64_t>& bits, Visit visit)
{
    for (std::size_t word = 0; word < bits.size(); ++word) {
        for (std::uint64_t left = bits[word]; left != 0; left &= left - 1)
            visit(word * 64 + static_cast<std::size_t>(std::countr_zero(left)));
    }
}

}  // namespace

std::shared_ptr<const ScanChunk> ScanChunk::ofAll(Address begin, std::span<const std::byte> bytes, std::size_t starts,
                                                  std::size_t step, std::size_t itemSize)
{
    if (bytes.size() < itemSize || starts == 0)
        return nullptr;
    const std::size_t last = std::min(starts - 1, bytes.size() - itemSize) / step;   // slot
    std::shared_ptr<ScanChunk> chunk(new ScanChunk);
    chunk->m_begin = begin;
    chunk->m_slots = static_cast<std::uint16_t>(last + 1);
    chunk->m_step = static_cast<std::uint8_t>(step);
    chunk->m_itemSize = static_cast<std::uint8_t>(itemSize);
    chunk->m_count = static_cast<std::uint32_t>(last + 1);
    const auto used = bytes.first(last * step + itemSize);
    chunk->m_bytes.assign(used.begin(), used.end());
    return chunk;
}

std::shared_ptr<const ScanChunk> ScanChunk::narrowed(const std::shared_ptr<const ScanChunk>& chunk, const Now& now,
                                                     const ScanComparison& comparison)
{
    Bits bits = chunk->marked(now.bytes, comparison);
    chunk->clearUnreadable(bits, now.unreadable);
    const std::size_t count = countOf(bits);
    if (count == 0)
        return nullptr;
    if (count == chunk->m_count && chunk->m_few.empty() && std::ranges::equal(chunk->m_bytes, now.bytes))
        return chunk;
    return chunk->withOnly(std::move(bits), count, now.bytes);
}

ScanChunk::Bits ScanChunk::marked(std::span<const std::byte> now, const ScanComparison& comparison) const
{
    Bits bits(wordsFor(m_slots));
    if (!m_few.empty()) {
        for (std::size_t index = 0; index < m_few.size(); ++index) {
            std::uint64_t bit = 0;
            comparison.mark(valueOf(index).data(), now.data() + std::size_t{m_few[index]} * m_step, 1, 1, &bit);
            bits[m_few[index] / 64] |= bit << (m_few[index] % 64);
        }
        return bits;
    }
    comparison.mark(m_bytes.data(), now.data(), m_slots, m_step, bits.data());
    for (std::size_t word = 0; word < m_bits.size(); ++word)
        bits[word] &= m_bits[word];
    return bits;
}

void ScanChunk::clearUnreadable(Bits& bits, std::span<const UnreadableRange> unreadable) const
{
    const AddressRange all = range();
    for (const UnreadableRange& bad : unreadable) {
        const AddressRange hole = bad.range.intersected(all);
        if (hole.isEmpty())
            continue;
        const std::uint64_t first = hole.begin().value() - m_begin.value();   // bytes into the chunk
        const std::uint64_t end = first + hole.size();
        std::uint64_t slot = first < m_itemSize ? 0 : (first - m_itemSize) / m_step + 1;
        for (; slot < m_slots && slot * m_step < end; ++slot)
            bits[slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
    }
}

std::shared_ptr<const ScanChunk> ScanChunk::withOnly(Bits bits, std::size_t count, std::span<const std::byte> now) const
{
    std::shared_ptr<ScanChunk> left(new ScanChunk);
    left->m_begin = m_begin;
    left->m_slots = m_slots;
    left->m_step = m_step;
    left->m_itemSize = m_itemSize;
    left->m_count = static_cast<std::uint32_t>(count);
    const std::size_t many = now.size() + (count == m_slots ? 0 : bits.size() * sizeof bits[0]);
    if (count * (m_itemSize + sizeof m_few[0]) < many) {
        left->keepFew(bits, now);
        return left;
    }
    left->m_bytes.assign(now.begin(), now.end());
    if (count != m_slots)
        left->m_bits = std::move(bits);
    return left;
}

void ScanChunk::keepFew(const Bits& bits, std::span<const std::byte> now)
{
    m_few.reserve(m_count);
    m_bytes.reserve(std::size_t{m_count} * m_itemSize);
    forEachSlot(bits, [&](std::size_t slot) {
        m_few.push_back(static_cast<std::uint16_t>(slot));
        const auto value = now.subspan(slot * m_step, m_itemSize);
        m_bytes.insert(m_bytes.end(), value.begin(), value.end());
    });
}

AddressRange ScanChunk::range() const
{
    return AddressRange::fromSize(m_begin, (m_slots - std::uint64_t{1}) * m_step + m_itemSize);
}

std::size_t ScanChunk::memoryBytes() const
{
    return sizeof *this + m_bytes.capacity() + m_bits.capacity() * sizeof m_bits[0]
        + m_few.capacity() * sizeof m_few[0];
}

std::size_t ScanChunk::slotOf(std::size_t index) const
{
    if (!m_few.empty())
        return m_few[index];
    if (m_bits.empty())
        return index;
    for (std::size_t word = 0;; ++word) {
        const auto here = static_cast<std::size_t>(std::popcount(m_bits[word]));
        if (index < here)
            return word * 64 + setBit(m_bits[word], index);
        index -= here;
    }
}

Address ScanChunk::addressOf(std::size_t index) const
{
    return Address(m_begin.value() + slotOf(index) * m_step);
}

std::span<const std::byte> ScanChunk::valueOf(std::size_t index) const
{
    const std::size_t offset = m_few.empty() ? slotOf(index) * m_step : index * m_itemSize;
    return std::span(m_bytes).subspan(offset, m_itemSize);
}

}  // namespace memdelbrot
