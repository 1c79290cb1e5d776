#include "worker/client/captured_output.h"

#include <utility>

namespace memdelbrot {

namespace {

constexpr std::size_t limit = 16 * 1024 * 1024;
constexpr std::string_view cutMark = "\n[more was written]\n";

}  // namespace

void CapturedOutput::add(OutputStream stream, std::string_view text)
{
    const std::scoped_lock lock(m_mutex);
    std::string& kept = m_texts[static_cast<std::size_t>(stream)];
    if (kept.size() > limit)
        return;   // cut already
    kept += text.substr(0, limit - kept.size());
    if (kept.size() == limit)
        kept += cutMark;
}

std::string CapturedOutput::take(OutputStream stream)
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_texts[static_cast<std::size_t>(stream)], {});
}

}  // namespace memdelbrot
