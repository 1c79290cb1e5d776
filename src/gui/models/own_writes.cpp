#include "gui/models/own_writes.h"

namespace memdelbrot {

OwnWrites::OwnWrites(const Journal::Entries& entries, TargetId target)
{
    for (const auto& entry : entries) {
        if (entry->target == target && entry->kind == JournalEntry::Kind::Poke && !entry->isUndone)
            m_entries.push_back(entry);
    }
    if (m_entries.size() > kMost)
        m_entries.erase(m_entries.begin(), m_entries.end() - static_cast<std::ptrdiff_t>(kMost));
}

void OwnWrites::mark(const AddressRange& range, std::span<HexByte> bytes) const
{
    for (const auto& entry : m_entries) {
        const PokeRecord& record = entry->record;
        const AddressRange common = AddressRange::fromSize(record.address, record.after.size()).intersected(range);
        for (std::uint64_t step = 0; step < common.size(); ++step) {
            const std::uint64_t address = common.begin().value() + step;
            HexByte& byte = bytes[static_cast<std::size_t>(address - range.begin().value())];
            byte.isWritten = byte.state == HexState::Readable
                && byte.value == record.after[static_cast<std::size_t>(address - record.address.value())];
        }
    }
}

}  // namespace memdelbrot
