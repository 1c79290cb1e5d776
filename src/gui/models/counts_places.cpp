#include "gui/models/counts_places.h"

#include "workbench/workbench.h"

namespace memdelbrot {

namespace {

constexpr std::uint64_t countSize = sizeof(std::int32_t);

std::uint64_t indexOf(const FractalFrame& frame, Sample sample)
{
    return static_cast<std::uint64_t>(sample.row) * static_cast<std::uint64_t>(frame.run.counts->width())
        + static_cast<std::uint64_t>(sample.column);
}

}  // namespace

AddressRange rangeOf(const FractalFrame& frame, Sample sample)
{
    return AddressRange::fromSize(
        Address(frame.run.allocation.range.begin().value() + indexOf(frame, sample) * countSize), countSize);
}

std::int32_t countAt(const FractalFrame& frame, Sample sample)
{
    return frame.run.counts->counts()[indexOf(frame, sample)];
}

std::optional<Sample> sampleAt(const FractalFrame& frame, Address address)
{
    if (!frame.run.allocation.range.contains(address))
        return std::nullopt;
    const std::uint64_t index = (address.value() - frame.run.allocation.range.begin().value()) / countSize;
    const auto width = static_cast<std::uint64_t>(frame.run.counts->width());
    return Sample{static_cast<int>(index / width), static_cast<int>(index % width)};
}

std::optional<Tile> tileIn(const FractalFrame& frame, const AddressRange& range)
{
    const AddressRange touched = frame.run.allocation.range.intersected(range);
    if (touched.isEmpty())
        return std::nullopt;
    const Sample first = *sampleAt(frame, touched.begin());
    const Sample last = *sampleAt(frame, touched.last());
    if (first.row == last.row)
        return Tile{first.row, first.column, 1, last.column - first.column + 1};
    return Tile{first.row, 0, last.row - first.row + 1, frame.run.counts->width()};
}

Place placeOf(const FractalFrame& frame, Sample sample)
{
    const std::uint64_t index = indexOf(frame, sample);
    Place place{.target = frame.run.allocation.target,
                .address = rangeOf(frame, sample).begin(),
                .view = frame.run.allocation.view,
                .label = "alloc:" + frame.run.allocation.name,
                .viewBegin = frame.run.allocation.range.begin()};
    if (index > 0) {
        place.label += "+" + std::to_string(index * countSize);
    }
    return place;
}

}  // namespace memdelbrot
