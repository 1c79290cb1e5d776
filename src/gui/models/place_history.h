#pragma once

#include "workbench/addresses.h"

#include <optional>
#include <vector>

namespace memdelbrot {

// Where the user has been: back and forward as in a browser.
class PlaceHistory final {
public:
    static constexpr std::size_t kLimit = 200;   // the oldest go first

    void visit(const Place& place);   // forgets what lay forward; the place one is at already counts once
    [[nodiscard]] bool canGoBack() const { return m_current > 0; }
    [[nodiscard]] bool canGoForward() const { return m_current + 1 < m_places.size(); }
    std::optional<Place> back();
    std::optional<Place> forward();

private:
    std::vector<Place> m_places;
    std::size_t m_current = 0;
};

}  // namespace memdelbrot
