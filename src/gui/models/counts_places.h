#pragma once

#include "gui/models/fractal_scene.h"
#include "gui/models/fractal_session.h"
#include "workbench/addresses.h"

namespace memdelbrot {

// Where a sample's count lies in memory, and back. REQUIRES: a sample of the frame.
[[nodiscard]] AddressRange rangeOf(const FractalFrame& frame, Sample sample);
[[nodiscard]] std::int32_t countAt(const FractalFrame& frame, Sample sample);
// nullopt: not in the counts.
[[nodiscard]] std::optional<Sample> sampleAt(const FractalFrame& frame, Address address);
// Whole rows where the range goes over more than one. nullopt: it does not touch the counts.
[[nodiscard]] std::optional<Tile> tileIn(const FractalFrame& frame, const AddressRange& range);

// The sample's count in the array, for the memory view.
[[nodiscard]] Place placeOf(const FractalFrame& frame, Sample sample);

}  // namespace memdelbrot
