#pragma once

#include "workbench/addresses.h"
#include "workbench/allocations.h"

namespace memdelbrot {

// A named array that is shown from its begin or from an element on: told when it has another shape or place, as the
// fractal's counts have on a canvas of another size.
class FollowedArray final {
public:
    // nullopt: the place is in no named array, or not seen as the array's elements to its end.
    [[nodiscard]] static std::optional<FollowedArray> of(const Place& place,
                                                         const std::vector<Allocation>& allocations);

    // Where it is to be seen now. nullopt: as it was when last asked; or there is none of its name, for the moment maybe.
    [[nodiscard]] std::optional<Place> change(const std::vector<Allocation>& allocations);

private:
    FollowedArray(const Allocation& array, std::uint64_t offset) : m_array(array), m_offset(offset) {}
    [[nodiscard]] Place place() const;

    Allocation m_array;  // as it was last
    std::uint64_t m_offset = 0;  // bytes from its begin to what is shown
};

// A place that was noted earlier, where the array that it is named after is now.
[[nodiscard]] Place upToDate(const Place& place, const std::vector<Allocation>& allocations);

}  // namespace memdelbrot
