#include "search/search.h"

#include "search/running_search.h"

#include <chrono>

namespace memdelbrot {

namespace {

// What of the chosen regions was not even tried.
void addPassedOver(SearchResult& result, const SearchOptions& options)
{
    for (const Region& region : result.regions) {
        const AddressRange part = options.within ? region.range.intersected(*options.within) : region.range;
        if (options.regions && !options.regions(region))
            continue;
        if (isOversized(region))
            result.leftOutBytes += part.size();
        else if (!region.permissions.read)
            result.closedBytes += part.size();
    }
}

}  // namespace

Result<SearchResult> search(const MemoryTarget& target, const SearchQuery& query, const SearchOptions& options,
                            std::stop_token stop, const SearchListener& listener)
{
    if (options.alignment == 0 || options.limit == 0)
        return failure({.code = ErrorCode::InvalidArgument, .subject = options.limit == 0 ? "limit" : "alignment"});
    const auto begin = std::chrono::steady_clock::now();
    auto regions = target.regions();
    if (!regions)
        return failure(std::move(regions.error()));

    SearchResult result;
    result.regions = std::move(*regions);
    if (listener.began)
        listener.began(result.regions);
    RunningSearch running(target, query.finder(), options, std::move(stop), listener, result.regions);
    running.run();
    if (auto collected = running.collect(result); !collected)
        return failure(std::move(collected.error()));
    addPassedOver(result, options);
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return result;
}

}  // namespace memdelbrot
