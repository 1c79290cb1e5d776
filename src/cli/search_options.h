#pragma once

#include "cli/region_limits.h"
#include "search/search.h"

#include <optional>
#include <string>
#include <vector>

namespace memdelbrot {

// The words of `search`, as they were typed.
struct SearchCommandOptions {
    TargetOption target;
    std::optional<std::string> bytes;
    std::optional<std::string> text;
    std::optional<std::string> regex;
    std::vector<std::string> value;      // DTYPE V
    std::vector<std::string> range;      // DTYPE LOW HIGH
    std::optional<std::string> nan;                     // DTYPE
    std::optional<std::string> infinite;                // DTYPE
    std::vector<std::string> pointers;   // ADDRESS SIZE
    std::optional<std::string> tolerance;               // of a value
    std::vector<std::string> encodings{"utf-8"};
    bool ignoreCase = false;
    std::uint64_t alignment = 1;
    std::size_t limit = 10'000;
    RegionLimits where;

    void addTo(CLI::App* command);
};

// Errors: the query's, the addresses'.
[[nodiscard]] Result<SearchQuery> queryOf(const SearchCommandOptions& options, Workbench& workbench, TargetId target);
// Errors: InvalidArgument (a kind of region that there is not), the addresses'.
[[nodiscard]] Result<SearchOptions> limitsOf(const SearchCommandOptions& options, Workbench& workbench,
                                             TargetId target);

}  // namespace memdelbrot
