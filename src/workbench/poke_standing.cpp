#include "workbench/poke_standing.h"

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr std::size_t readAtOnce = std::size_t{1} << 20;   // bytes: most overwritten fills differ early

PokeStanding compared(const MemoryTarget& memory, const PokeRecord& record)
{
    std::span<const std::byte> left = record.after;
    std::uint64_t at = record.address.value();
    while (!left.empty()) {
        const auto part = left.first(std::min(left.size(), readAtOnce));
        const ReadResult now = memory.read(AddressRange::fromSize(Address(at), part.size()));
        if (!now.isComplete())
            return PokeStanding::Unreadable;
        if (!std::ranges::equal(now.bytes, part))
            return PokeStanding::Overwritten;
        left = left.subspan(part.size());
        at += part.size();
    }
    return PokeStanding::InPlace;
}

}  // namespace

PokeStanding standingOf(const Targets& targets, const JournalEntry& entry)
{
    const auto memory = targets.target(entry.target);
    if (!memory)
        return PokeStanding::Closed;
    if ((*memory)->state() == TargetState::Ended)
        return PokeStanding::Ended;
    return compared(**memory, entry.record);
}

}  // namespace memdelbrot
