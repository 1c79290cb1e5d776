#pragma once

#include "memory/memory_target.h"
#include "search/scan_condition.h"

#include <memory>
#include <vector>

namespace memdelbrot {

// Up to 16 KiB of scanned memory: which of its numbers are still candidates, and what they were at the last scan. Immutable,
// so that the steps of a scan share those that did not change.
class ScanChunk final {
public:
    static constexpr std::size_t mostBytes = 16 * 1024;  // in which numbers begin

    // All numbers that begin every `step` bytes in the first `starts` of them. nullptr where none fits.
    [[nodiscard]] static std::shared_ptr<const ScanChunk> ofAll(Address begin, std::span<const std::byte> bytes,
                                                                std::size_t starts, std::size_t step,
                                                                std::size_t itemSize);

    // What is in range() now, and what of it could not be read: sorted, disjoint, may reach farther.
    struct Now {
        std::span<const std::byte> bytes;
        std::span<const UnreadableRange> unreadable;
    };
    // The candidates of which the condition holds and that can be read, with what they are now; the chunk itself where
    // nothing is different, nullptr where none is left. REQUIRES: now.bytes.size() == range().size().
    [[nodiscard]] static std::shared_ptr<const ScanChunk> narrowed(const std::shared_ptr<const ScanChunk>& chunk,
                                                                   const Now& now, const ScanComparison& comparison);

    [[nodiscard]] Address begin() const { return m_begin; }
    [[nodiscard]] AddressRange range() const;  // of all that it may look at
    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] std::size_t memoryBytes() const;

    // Of candidate number `index`. REQUIRES: index < count().
    [[nodiscard]] Address addressOf(std::size_t index) const;
    [[nodiscard]] std::span<const std::byte> valueOf(std::size_t index) const;

private:
    using Bits = std::vector<std::uint64_t>;

    ScanChunk() = default;
    [[nodiscard]] std::size_t slotOf(std::size_t index) const;
    [[nodiscard]] Bits marked(std::span<const std::byte> now, const ScanComparison& comparison) const;
    void clearUnreadable(Bits& bits, std::span<const UnreadableRange> unreadable) const;
    [[nodiscard]] std::shared_ptr<const ScanChunk> withOnly(Bits bits, std::size_t count,
                                                            std::span<const std::byte> now) const;
    void keepFew(const Bits& bits, std::span<const std::byte> now);

    Address m_begin;
    std::uint16_t m_slots = 0;  // places in which a number may begin, every m_step bytes
    std::uint8_t m_step = 1;
    std::uint8_t m_itemSize = 0;
    std::uint32_t m_count = 0;  // of candidates
    std::vector<std::byte> m_bytes;  // all of the chunk's, or the candidates' alone
    Bits m_bits;  // a bit for each slot; empty where all or few are candidates
    std::vector<std::uint16_t> m_few;  // the candidates' slots, where they take less room so
};

}  // namespace memdelbrot
