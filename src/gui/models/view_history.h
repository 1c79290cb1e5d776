#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace memdelbrot {

// Where a view has been, and where it went back from.
template <typename View>
class ViewHistory final {
public:
    // `isSame`: a move close to the one before, which back() takes back with it. False: `now` is there already.
    bool move(View& now, const View& to, bool isSame)
    {
        if (to == now)
            return false;
        if (!isSame || m_past.empty()) {
            m_past.push_back(now);
            if (m_past.size() > mostSteps)
                m_past.erase(m_past.begin());
        }
        m_future.clear();
        now = to;
        return true;
    }

    bool back(View& now) { return step(now, m_past, m_future); }
    bool forward(View& now) { return step(now, m_future, m_past); }
    [[nodiscard]] bool canGoBack() const { return !m_past.empty(); }
    [[nodiscard]] bool canGoForward() const { return !m_future.empty(); }
    void clear()
    {
        m_past.clear();
        m_future.clear();
    }

private:
    static constexpr std::size_t mostSteps = 500;   // remembered

    static bool step(View& now, std::vector<View>& from, std::vector<View>& to)
    {
        if (from.empty())
            return false;
        to.push_back(now);
        now = from.back().resized(now.size());   // the canvas may have changed since
        from.pop_back();
        return true;
    }

    std::vector<View> m_past;
    std::vector<View> m_future;
};

}  // namespace memdelbrot
