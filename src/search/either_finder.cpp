#include "search/either_finder.h"

#include <algorithm>

namespace memdelbrot {

Result<void> EitherFinder::find(const SearchedBytes& where, std::uint64_t alignment, std::size_t limit,
                                std::vector<Match>& matches) const
{
    std::vector<Match> found;
    const std::size_t room = limit - std::min(limit, matches.size());
    for (const auto& finder : m_finders) {
        std::vector<Match> its;
        if (auto outcome = finder->find(where, alignment, room, its); !outcome)
            return outcome;
        found.insert(found.end(), its.begin(), its.end());
    }
    std::ranges::sort(
        found, [](const Match& a, const Match& b) { return a.begin != b.begin ? a.begin < b.begin : a.size < b.size; });
    const auto repeated = std::ranges::unique(found);
    found.erase(repeated.begin(), repeated.end());
    found.resize(std::min(found.size(), room));
    matches.insert(matches.end(), found.begin(), found.end());
    return {};
}

std::size_t EitherFinder::reach() const
{
    std::size_t most = 0;
    for (const auto& finder : m_finders)
        most = std::max(most, finder->reach());
    return most;
}

}  // namespace memdelbrot
