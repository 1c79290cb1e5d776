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

void cut(const AddressRange& starts, const AddressRange& bytes, std::uint64_t size, std::uint64_t overlap,
         std::vector<SearchUnit>& pieces)
{
    for (std::uint64_t done = 0; done < starts.size(); done += size) {
        const Address begin(starts.begin().value() + done);
        const AddressRange part = AddressRange::fromSize(begin, std::min(size, starts.size() - done));
        const AddressRange reach = AddressRange::fromSize(begin, part.size() + overlap).intersected(bytes);
        pieces.push_back({part, reach});
        if (starts.size() - done <= size)
            return;
    }
}

}  // namespace

bool isOversized(const Region& region)
{
    return region.permissions.read && region.range.size() > std::uint64_t{1} << 40;
}

std::vector<SearchUnit> planSearch(const std::vector<Region>& regions, const std::optional<AddressRange>& within,
                                   std::uint64_t unitSize, std::uint64_t querySize)
{
    std::vector<SearchUnit> units;
    for (const AddressRange& run : runsOf(regions, within))
        cut(run, run, unitSize, querySize - 1, units);
    return units;
}

std::vector<SearchUnit> blocksOf(const SearchUnit& unit, std::uint64_t blockSize)
{
    std::vector<SearchUnit> blocks;
    cut(unit.starts, unit.bytes, blockSize, unit.bytes.size() - unit.starts.size(), blocks);
    return blocks;
}

}  // namespace memdelbrot
