#include "gui/models/search_stream.h"

namespace memdelbrot {

SearchListener SearchStream::listener()
{
    return {.began =
                [this](const std::vector<Region>& regions) {
                    const std::lock_guard lock(m_mutex);
                    m_news.regions = regions;
                },
            .progress =
                [this](const SearchProgress& now) {
                    const std::lock_guard lock(m_mutex);
                    m_news.progress = now;
                },
            .found =
                [this](std::span<const Match> matches) {
                    const std::lock_guard lock(m_mutex);
                    m_news.matches.insert(m_news.matches.end(), matches.begin(), matches.end());
                }};
}

SearchStream::News SearchStream::take()
{
    const std::lock_guard lock(m_mutex);
    News news = std::move(m_news);
    m_news = {.matches = {}, .progress = news.progress, .regions = std::nullopt};
    return news;
}

}  // namespace memdelbrot
