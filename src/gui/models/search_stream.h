#pragma once

#include "search/search.h"

#include <mutex>

namespace memdelbrot {

// What a running search has found since it was last asked. Thread-safe: filled by the threads that search, emptied by the
// one that shows it.
class SearchStream final {
public:
    struct News {
        std::vector<Match> matches;
        SearchProgress progress;
        std::optional<std::vector<Region>> regions;  // once, with the first
    };

    // Its functions keep a reference to the stream.
    [[nodiscard]] SearchListener listener();
    [[nodiscard]] News take();

private:
    std::mutex m_mutex;
    News m_news;
};

}  // namespace memdelbrot
