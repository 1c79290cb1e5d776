#include "gui/models/followed_array.h"

#include <algorithm>

namespace memdelbrot {

namespace {

const Allocation* usedArray(const std::string& name, const std::vector<Allocation>& allocations)
{
    const auto found = std::find_if(allocations.begin(), allocations.end(),
                                    [&name](const Allocation& each) { return each.name == name && each.isInUse(); });
    return found == allocations.end() ? nullptr : &*found;
}

std::string labelOf(const Allocation& array)
{
    return "alloc:" + array.name;
}

}  // namespace

std::optional<FollowedArray> FollowedArray::of(const Place& place, const std::vector<Allocation>& allocations)
{
    for (const Allocation& array : allocations) {
        const Address begin = place.viewBegin.value_or(place.address);
        if (!array.isInUse() || array.target != place.target || !array.range.contains(begin))
            continue;
        const FollowedArray followed(array, begin.value() - array.range.begin().value());
        const ArrayView whole = *followed.place().view;
        if (place.view && place.view->dtype == whole.dtype && place.view->shape == whole.shape)
            return followed;
    }
    return std::nullopt;
}

std::optional<Place> FollowedArray::change(const std::vector<Allocation>& allocations)
{
    const Allocation* const now = usedArray(m_array.name, allocations);
    if (!now || now->target != m_array.target)
        return std::nullopt;
    if (now->range == m_array.range && now->view.dtype == m_array.view.dtype && now->view.shape == m_array.view.shape)
        return std::nullopt;
    m_array = *now;
    if (m_offset >= m_array.range.size())
        m_offset = 0;
    return place();
}

Place FollowedArray::place() const
{
    Place place{.target = m_array.target,
                .address = Address(m_array.range.begin().value() + m_offset),
                .view = m_array.view,
                .label = labelOf(m_array)};
    if (m_offset > 0) {
        place.view->shape = {(m_array.range.size() - m_offset) / m_array.view.dtype.itemSize()};
        place.label += "+" + std::to_string(m_offset);
    }
    return place;
}

Place upToDate(const Place& place, const std::vector<Allocation>& allocations)
{
    for (const Allocation& array : allocations) {
        if (array.isInUse() && array.target == place.target && place.view && place.label == labelOf(array))
            return {.target = array.target, .address = array.range.begin(), .view = array.view, .label = place.label};
    }
    return place;
}

}  // namespace memdelbrot
