#include "search/search.h"
#include "base/hex_text.h"
#include "cli/command_set.h"
#include "cli/element_json.h"
#include "cli/shielded_words.h"
#include "cli/target_option.h"
#include "cli/word_checks.h"

#include <unistd.h>

#include <cstdio>

namespace memdelbrot {

namespace {

struct SearchCommandOptions {
    TargetOption target;
    std::optional<std::string> bytes;
    std::optional<std::string> text;
    std::string encoding = "utf-8";
    std::vector<std::string> value;   // DTYPE V
    std::uint64_t alignment = 0;      // 0: the value's own size, or 1
    std::size_t limit = 10'000;
};

Result<SearchQuery> queryOf(const SearchCommandOptions& options)
{
    if (options.bytes)
        return SearchQuery::forBytes(*options.bytes);
    if (options.text) {
        const auto encoding = parseTextEncoding(options.encoding);
        return encoding ? SearchQuery::forText(*options.text, *encoding) : failure(encoding.error());
    }
    const auto dtype = Dtype::parse(options.value[0]);
    return dtype ? SearchQuery::forValue(*dtype, unshieldedWord(options.value[1])) : failure(dtype.error());
}

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

// Exit code and complaint for what could not be read.
void noteUnreadable(Outcome& outcome, const SearchResult& result)
{
    const std::uint64_t unreadable = result.unreadableBytes + result.closedBytes;
    if (unreadable == 0)
        return;
    outcome.exitCode = result.searchedBytes > 0 ? ExitPartlyUnreadable : ExitNothingReadable;
    outcome.complaint = "cannot read " + std::to_string(unreadable) + " bytes, which were not searched";
    if (result.closedBytes > 0)
        outcome.complaint += ": "
            + (result.unreadableBytes > 0 ? std::to_string(result.closedBytes) + " of them" : "they")
            + " lie in pages without read permission";
    outcome.complaint += "; see the target's regions";
}

Outcome described(const SearchResult& result)
{
    Outcome outcome;
    QJsonArray matches;
    for (const Address address : result.matches) {
        const std::string region = regionText(result.regionOf(address));
        outcome.text += hexNumber(address.value()) + "  " + region + "\n";
        matches.append(QJsonObject{{QStringLiteral("address"), jsonAddress(address)},
                                   {QStringLiteral("region"), jsonText(region)}});
    }
    outcome.text += std::to_string(result.matches.size())
        + (result.limited ? " found, and there may be more: --limit" : " found") + " in "
        + std::to_string(result.searchedBytes) + " bytes"
        + (result.leftOutBytes > 0
               ? ", " + std::to_string(result.leftOutBytes) + " of reservations over 1 TiB were left out"
               : "")
        + "\n";
    noteUnreadable(outcome, result);
    outcome.json =
        QJsonObject{{QStringLiteral("matches"), matches},
                    {QStringLiteral("count"), jsonUnsigned(result.matches.size())},
                    {QStringLiteral("limited"), result.limited},
                    {QStringLiteral("searched_bytes"), jsonUnsigned(result.searchedBytes)},
                    {QStringLiteral("unreadable_bytes"), jsonUnsigned(result.unreadableBytes + result.closedBytes)},
                    {QStringLiteral("left_out_bytes"), jsonUnsigned(result.leftOutBytes)},
                    {QStringLiteral("seconds"), jsonNumber(result.seconds)}};
    if (result.matches.size() == 1)
        outcome.value = hexNumber(result.matches.front().value());
    return outcome;
}

Result<Outcome> searchTarget(const SearchCommandOptions& options, Session& session)
{
    const auto query = queryOf(options);
    if (!query)
        return failure(query.error());
    const auto id = options.target.open(session);
    if (!id)
        return failure(id.error());
    const auto target = session.workbench().targets().target(*id);
    if (!target)
        return failure(target.error());
    const bool isTerminal = ::isatty(STDERR_FILENO) == 1;
    const std::uint64_t alignment = options.alignment > 0 ? options.alignment : 1;
    const auto found = search(**target, *query, {.alignment = alignment, .limit = options.limit}, {},
                              isTerminal ? std::function<void(const SearchProgress&)>(showProgress) : nullptr);
    if (isTerminal)
        std::fputs("\r\033[K", stderr);
    return found.map(described);
}

}  // namespace

void addSearch(CommandSet& commands)
{
    const auto options = std::make_shared<SearchCommandOptions>();
    CLI::App* const command = commands.add("search", "Find bytes, text or a value",
                                           [options](Session& session) { return searchTarget(*options, session); });
    options->target.addTo(command, commands.isShellLine());
    CLI::Option_group* const group = command->add_option_group("what", "What is looked for");
    group->add_option("--bytes", options->bytes, "Pairs of hex digits, ?? for any byte: \"48 65 ?? 6c\"");
    group->add_option("--text", options->text, "Text");
    group->add_option("--value", options->value, "DTYPE VALUE: float64 0.5")->expected(2);
    group->require_option(1);
    command->add_option("--encoding", options->encoding,
                        "Of --text: utf-8, utf-16le, utf-16be, latin-1, ascii (default utf-8)");
    command->add_option("--align", options->alignment, "Only addresses that are multiples of it");
    command->add_option("--limit", options->limit, "Stop after so many matches (default 10000)")->check(oneOrMore());
}

}  // namespace memdelbrot
