#include "base/hex_text.h"
#include "cli/command_set.h"
#include "cli/element_json.h"
#include "cli/search_options.h"

#include <unistd.h>

#include <cstdio>

namespace memdelbrot {

namespace {

void showProgress(const SearchProgress& progress)
{
    std::fprintf(stderr, "\r%llu of %llu MiB, %zu found ", static_cast<unsigned long long>(progress.doneBytes >> 20),
                 static_cast<unsigned long long>(progress.totalBytes >> 20), progress.matches);
}

std::string regionText(const Region* region)
{
    if (!region)
        return {};
    return permissionsText(region->permissions) + "  "
        + (region->path.empty() ? regionKindText(region->kind) : region->path);
}

// Exit code and complaint for what should have been readable. Pages that their process may not read itself are none of it:
// nearly every process has some, between the parts of its libraries.
void noteUnreadable(Outcome& outcome, const SearchResult& result)
{
    if (result.unreadableBytes == 0)
        return;
    outcome.exitCode = result.searchedBytes > 0 ? ExitPartlyUnreadable : ExitNothingReadable;
    outcome.complaint = "cannot read " + std::to_string(result.unreadableBytes)
        + " bytes, which were not searched; see the target's regions";
}

Outcome described(const SearchResult& result)
{
    Outcome outcome;
    QJsonArray matches;
    for (const Match& match : result.matches) {
        const std::string region = regionText(regionAt(result.regions, match.begin));
        outcome.text += hexNumber(match.begin.value()) + "  " + region + "\n";
        matches.append(QJsonObject{{QStringLiteral("address"), jsonAddress(match.begin)},
                                   {QStringLiteral("size"), jsonUnsigned(match.size)},
                                   {QStringLiteral("region"), jsonText(region)}});
    }
    outcome.text += std::to_string(result.matches.size())
        + (result.limited ? " found, and there may be more: --limit" : " found") + " in "
        + std::to_string(result.searchedBytes) + " bytes"
        + (result.closedBytes > 0
               ? ", " + std::to_string(result.closedBytes) + " without read permission were passed over"
               : "")
        + (result.leftOutBytes > 0
               ? ", " + std::to_string(result.leftOutBytes) + " of reservations over 1 TiB were left out"
               : "")
        + "\n";
    noteUnreadable(outcome, result);
    outcome.json = QJsonObject{{QStringLiteral("matches"), matches},
                               {QStringLiteral("count"), jsonUnsigned(result.matches.size())},
                               {QStringLiteral("limited"), result.limited},
                               {QStringLiteral("searched_bytes"), jsonUnsigned(result.searchedBytes)},
                               {QStringLiteral("unreadable_bytes"), jsonUnsigned(result.unreadableBytes)},
                               {QStringLiteral("closed_bytes"), jsonUnsigned(result.closedBytes)},
                               {QStringLiteral("left_out_bytes"), jsonUnsigned(result.leftOutBytes)},
                               {QStringLiteral("seconds"), jsonNumber(result.seconds)}};
    if (result.matches.size() == 1)
        outcome.value = hexNumber(result.matches.front().begin.value());
    return outcome;
}

Result<Outcome> searchTarget(const SearchCommandOptions& options, Session& session)
{
    Workbench& workbench = session.workbench();
    const auto id = options.target.open(session);
    if (!id)
        return failure(id.error());
    const auto query = queryOf(options, workbench, *id);
    if (!query)
        return failure(query.error());
    const auto limits = limitsOf(options, workbench, *id);
    if (!limits)
        return failure(limits.error());
    const auto target = workbench.targets().target(*id);
    if (!target)
        return failure(target.error());
    const bool isTerminal = ::isatty(STDERR_FILENO) == 1;
    const auto found = search(**target, *query, *limits, {}, {.progress = isTerminal ? showProgress : nullptr});
    if (isTerminal)
        std::fputs("\r\033[K", stderr);
    return found.map(described);
}

}  // namespace

void addSearch(CommandSet& commands)
{
    const auto options = std::make_shared<SearchCommandOptions>();
    CLI::App* const command = commands.add("search", "Find bytes, text, expressions, values, ranges or pointers",
                                           [options](Session& session) { return searchTarget(*options, session); });
    options->target.addTo(command, commands.isShellLine());
    options->addTo(command);
}

}  // namespace memdelbrot
