#pragma once

#include "gui/models/hex_page_cache.h"
#include "workbench/journal.h"

namespace memdelbrot {

// The bytes of a target that were poked and stand there still: to be told from those that the target wrote itself.
class OwnWrites final {
public:
    static constexpr std::size_t kMost = 10'000;   // pokes that are looked through: the newest

    OwnWrites() = default;
    OwnWrites(const Journal::Entries& entries, TargetId target);

    // Sets HexByte::isWritten. REQUIRES: bytes.size() == range.size().
    void mark(const AddressRange& range, std::span<HexByte> bytes) const;

private:
    Journal::Entries m_entries;   // of the target, not undone; oldest first
};

}  // namespace memdelbrot
