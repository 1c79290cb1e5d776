#include "search/search_plan.h"

namespace memdelbrot {

namespace {

bool isSearched(const Region& region)
{
    return region.permissions.read && !region.path.starts_with("[vvar") && !isOversized(region);
}

std::vector<AddressRange> runsOf(const std::vector<Region>& regions, const std::optional<AddressRange>& within)
{
    std::vector<AddressRange> runs;
    for (const Region& region : regions) {
        const AddressRange part = within ? region.range.intersected(*within) : region.range;
        if (!isSearched(region) || part.isEmpty())
            continue;
        if (!runs.empty() && runs.back().last().plus(1) == part.begin())
            runs.back() = AddressRange::fromSize(runs.back().begin(), runs.back().size() + part.size());
        else
            runs.push_back(part);
    }
    return runs;
}

// The piece of `whole` at an offset, with what its matches concern of the bytes at hand.
SearchUnit pieceOf(const AddressRange& whole, std::uint64_t offset, std::uint64_t size, const AddressRange& bytes,
                   MatchReach reach)
{
    const AddressRange starts =
        AddressRange::fromSize(Address(whole.begin().value() + offset), std::min(size, whole.size() - offset));
    const std::uint64_t before = std::min(reach.before, starts.begin().value() - bytes.begin().value());
    const AddressRange wanted =
        AddressRange::fromSize(Address(starts.begin().value() - before), before + starts.size() + reach.size - 1);
    return {0, starts, wanted.intersected(bytes)};
}

}  // namespace

bool isOversized(const Region& region)
{
    const bool isFile = region.kind == RegionKind::File || region.kind == RegionKind::Device;
    return region.permissions.read && !isFile && region.range.size() > std::uint64_t{1} << 40;
}

SearchPlan::SearchPlan(const std::vector<Region>& regions, const std::optional<AddressRange>& within,
                       std::uint64_t unitSize, MatchReach reach)
    : m_unitSize(unitSize), m_reach(reach), m_runs(runsOf(regions, within))
{
}

std::optional<SearchUnit> SearchPlan::next()
{
    if (m_run == m_runs.size())
        return std::nullopt;
    const AddressRange& run = m_runs[m_run];
    SearchUnit unit = pieceOf(run, m_offset, m_unitSize, run, m_reach);
    unit.number = m_number++;
    m_offset += unit.starts.size();
    if (m_offset == run.size()) {
        m_offset = 0;
        ++m_run;
    }
    return unit;
}

std::uint64_t SearchPlan::totalBytes() const
{
    std::uint64_t total = 0;
    for (const AddressRange& run : m_runs)
        total += run.size();
    return total;
}

std::vector<SearchUnit> blocksOf(const SearchUnit& unit, std::uint64_t blockSize, MatchReach reach)
{
    std::vector<SearchUnit> blocks;
    for (std::uint64_t offset = 0; offset < unit.starts.size(); offset += blockSize) {
        blocks.push_back(pieceOf(unit.starts, offset, blockSize, unit.bytes, reach));
        if (unit.starts.size() - offset <= blockSize)
            break;
    }
    return blocks;
}

}  // namespace memdelbrot
