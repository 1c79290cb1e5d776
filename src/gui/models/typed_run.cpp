#include "gui/models/typed_run.h"

#include <atomic>

namespace memdelbrot {

TypedRunId TypedRun::of(const AddressRange& range, HexArea area, Clock::time_point now, bool isWaiting)
{
    static std::atomic<std::uint64_t> last = 0;
    const bool goesOn = m_run != TypedRunId() && area == m_area && range.begin().value() == m_end
        && (isWaiting || now - m_last <= kLongestPause);
    if (!goesOn)
        m_run = TypedRunId(++last);
    m_area = area;
    m_end = range.begin().value() + range.size();
    m_last = now;
    return m_run;
}

}  // namespace memdelbrot
