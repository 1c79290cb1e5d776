#include "gui/models/place_history.h"

namespace memdelbrot {

void PlaceHistory::visit(const Place& place)
{
    if (!m_places.empty()) {
        const Place& here = m_places[m_current];
        if (here.target == place.target && here.address == place.address && here.label == place.label) {
            m_places[m_current] = place;
            return;
        }
        m_places.resize(m_current + 1, place);
    }
    m_places.push_back(place);
    if (m_places.size() > kLimit)
        m_places.erase(m_places.begin());
    m_current = m_places.size() - 1;
}

std::optional<Place> PlaceHistory::back()
{
    if (!canGoBack())
        return std::nullopt;
    return m_places[--m_current];
}

std::optional<Place> PlaceHistory::forward()
{
    if (!canGoForward())
        return std::nullopt;
    return m_places[++m_current];
}

}  // namespace memdelbrot
