#include "gui/models/hex_row_map.h"

namespace memdelbrot {

namespace {

struct RowSpan {
    std::uint64_t begin;
    std::uint64_t end;   // inclusive
};

std::vector<RowSpan> joinedSpans(const HexGeometry& geometry, const std::vector<Region>& regions,
                                 const std::vector<AddressRange>& revealed)
{
    std::vector<RowSpan> spans;
    spans.reserve(regions.size() + revealed.size());
    const auto add = [&](const AddressRange& range) {
        if (!range.isEmpty())
            spans.push_back({geometry.rowOf(range.begin()), geometry.rowOf(range.last())});
    };
    for (const Region& region : regions)
        add(region.range);
    for (const AddressRange& range : revealed)
        add(range);
    std::sort(spans.begin(), spans.end(),
              [](const RowSpan& left, const RowSpan& right) { return left.begin < right.begin; });
    std::vector<RowSpan> joined;
    for (const RowSpan& span : spans) {
        if (!joined.empty() && span.begin <= joined.back().end + 1)
            joined.back().end = std::max(joined.back().end, span.end);
        else
            joined.push_back(span);
    }
    return joined;
}

}  // namespace

HexRowMap::HexRowMap(const HexGeometry& geometry, const std::vector<Region>& regions,
                     const std::vector<AddressRange>& revealed)
    : m_geometry(geometry)
{
    std::uint64_t next = 0;
    for (const RowSpan& span : joinedSpans(geometry, regions, revealed)) {
        if (span.begin > next)
            append(next, span.begin - 1, true);
        append(span.begin, span.end, false);
        next = span.end + 1;
    }
    if (next <= geometry.lastRow())
        append(next, geometry.lastRow(), true);
}

void HexRowMap::append(std::uint64_t begin, std::uint64_t end, bool isGap)
{
    m_segments.push_back({m_segments.empty() ? 0 : rowCount(), begin, end, isGap});
}

std::uint64_t HexRowMap::rowCount() const
{
    const Segment& last = m_segments.back();
    return last.firstRow + (last.isGap ? 1 : last.end - last.begin + 1);
}

const HexRowMap::Segment& HexRowMap::segmentOfRow(std::uint64_t row) const
{
    const auto behind =
        std::upper_bound(m_segments.begin(), m_segments.end(), row,
                         [](std::uint64_t wanted, const Segment& segment) { return wanted < segment.firstRow; });
    return *(behind - 1);
}

HexRow HexRowMap::at(std::uint64_t row) const
{
    const Segment& segment = segmentOfRow(row);
    if (segment.isGap)
        return {true, m_geometry.rowRange(segment.begin).begin(), m_geometry.rowRange(segment.end).last()};
    const AddressRange range = m_geometry.rowRange(segment.begin + (row - segment.firstRow));
    return {false, range.begin(), range.last()};
}

std::uint64_t HexRowMap::rowOf(Address address) const
{
    const std::uint64_t wanted = m_geometry.rowOf(address);
    const auto behind = std::upper_bound(m_segments.begin(), m_segments.end(), wanted,
                                         [](std::uint64_t row, const Segment& segment) { return row < segment.begin; });
    const Segment& segment = *(behind - 1);
    return segment.firstRow + (segment.isGap ? 0 : wanted - segment.begin);
}

std::vector<AddressRange> HexRowMap::ranges(std::uint64_t first, std::uint64_t count) const
{
    std::vector<AddressRange> found;
    const std::uint64_t end = first + std::min(count, rowCount() - std::min(first, rowCount()));
    for (std::uint64_t row = first; row < end; ++row) {
        const HexRow line = at(row);
        if (line.isGap)
            continue;
        const bool joins = !found.empty() && found.back().last().value() + 1 == line.first.value();
        if (joins)
            found.back() =
                AddressRange::fromSize(found.back().begin(), line.last.value() - found.back().begin().value() + 1);
        else
            found.push_back(line.range());
    }
    return found;
}

}  // namespace memdelbrot
