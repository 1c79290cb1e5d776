// Shell lines that narrow numbers down by what becomes of them: scan, rescan.
#include "search/scan.h"
#include "base/hex_text.h"
#include "cli/command_set.h"
#include "cli/element_json.h"
#include "cli/region_limits.h"
#include "cli/shielded_words.h"
#include "cli/word_checks.h"

namespace memdelbrot {

namespace {

using Kind = ScanCondition::Kind;

// What numbers have to be now.
struct NumberWords {
    std::optional<std::string> equal;
    std::vector<std::string> range;   // LOW HIGH
    std::size_t shown = 20;

    void addTo(CLI::App* command, CLI::App* group)
    {
        group->add_option("--equal", equal, "VALUE: that are it now");
        group->add_option("--range", range, "LOW HIGH: that are in it now, both ends included")->expected(2);
        command->add_option("--limit", shown, "Show so many of them (default 20)")->check(oneOrMore());
    }
    [[nodiscard]] Result<ScanCondition> condition(const Dtype& dtype) const
    {
        return equal ? ScanCondition::equalTo(dtype, unshieldedWord(*equal))
                     : ScanCondition::inRange(dtype, unshieldedWord(range[0]), unshieldedWord(range[1]));
    }
};

struct ScanWords {
    TargetOption target;
    RegionLimits where;
    NumberWords numbers;
    std::string dtype;
    std::uint64_t alignment = 0;   // bytes; 0: the dtype's size
};

struct RescanWords {
    NumberWords numbers;
    bool isChanged = false;
    bool isUnchanged = false;
    bool isIncreased = false;
    bool isDecreased = false;
    std::optional<std::string> by;
    bool isUndone = false;
};

Outcome described(const Scan& scan, std::size_t shown)
{
    Outcome outcome;
    QJsonArray candidates;
    for (std::size_t index = 0; index < std::min(scan.candidates(), shown); ++index) {
        const ScanCandidate candidate = scan.candidate(index);
        outcome.text +=
            hexNumber(candidate.address.value()) + "  " + formatElement(scan.dtype(), candidate.value) + "\n";
        candidates.append(QJsonObject{{QStringLiteral("address"), jsonAddress(candidate.address)},
                                      {QStringLiteral("value"), jsonElement(scan.dtype(), candidate.value)}});
    }
    outcome.text += std::to_string(scan.candidates()) + (scan.candidates() == 1 ? " candidate" : " candidates")
        + (scan.candidates() > shown ? ", of which the first " + std::to_string(shown) + " are shown" : "") + "\n";
    outcome.json = QJsonObject{{QStringLiteral("candidates"), candidates},
                               {QStringLiteral("count"), jsonUnsigned(scan.candidates())}};
    if (scan.candidates() == 1)
        outcome.value = hexNumber(scan.candidate(0).address.value());
    return outcome;
}

Outcome described(const Scan& scan, const ScanOutcome& step, std::size_t shown)
{
    Outcome outcome = described(scan, shown);
    QJsonObject json = outcome.json.toObject();
    json[QStringLiteral("scanned_bytes")] = jsonUnsigned(step.scannedBytes);
    json[QStringLiteral("unreadable_bytes")] = jsonUnsigned(step.unreadableBytes);
    json[QStringLiteral("can_undo")] = scan.canUndo();
    json[QStringLiteral("seconds")] = jsonNumber(step.seconds);
    outcome.json = json;
    if (step.lostUndo)
        outcome.text += "the scans before cannot be brought back: there was no room to keep them\n";
    if (step.unreadableBytes > 0) {
        outcome.exitCode = step.scannedBytes > step.unreadableBytes ? ExitPartlyUnreadable : ExitNothingReadable;
        outcome.complaint = "cannot read " + std::to_string(step.unreadableBytes)
            + " bytes; numbers in them are no candidates any more";
    }
    return outcome;
}

Result<Outcome> stepped(Scan& scan, const Result<ScanCondition>& condition, std::size_t shown)
{
    if (!condition)
        return failure(condition.error());
    return scan.step(*condition).map([&](const ScanOutcome& step) { return described(scan, step, shown); });
}

Result<Outcome> begin(const ScanWords& words, Session& session)
{
    Workbench& workbench = session.workbench();
    const auto dtype = Dtype::parse(words.dtype);
    if (!dtype)
        return failure(dtype.error());
    const auto id = words.target.open(session);
    if (!id)
        return failure(id.error());
    const auto target = workbench.targets().target(*id);
    const auto range = target ? words.where.range(workbench, *id) : failure(target.error());
    if (!range)
        return failure(range.error());
    const auto regions = words.where.regions();
    if (!regions)
        return failure(regions.error());
    const std::uint64_t alignment = words.alignment > 0 ? words.alignment : dtype->itemSize();
    auto scan = Scan::of(*target, *dtype, {.alignment = alignment, .within = *range, .regions = *regions});
    if (!scan)
        return failure(std::move(scan.error()));
    const bool isAny = !words.numbers.equal && words.numbers.range.empty();
    auto outcome =
        stepped(*scan, isAny ? ScanCondition(Kind::Any) : words.numbers.condition(*dtype), words.numbers.shown);
    if (outcome)
        session.scan() = std::move(*scan);
    return outcome;
}

Result<ScanCondition> conditionOf(const RescanWords& words, const Dtype& dtype)
{
    if (words.by && !words.isIncreased && !words.isDecreased)
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = "--by",
                        .detail = "it goes with --increased or --decreased"});
    if (words.by)
        return ScanCondition::changedBy(words.isIncreased ? Kind::IncreasedBy : Kind::DecreasedBy, dtype,
                                        unshieldedWord(*words.by));
    if (words.isChanged || words.isUnchanged)
        return ScanCondition(words.isChanged ? Kind::Changed : Kind::Unchanged);
    if (words.isIncreased || words.isDecreased)
        return ScanCondition(words.isIncreased ? Kind::Increased : Kind::Decreased);
    return words.numbers.condition(dtype);
}

Result<Outcome> goOn(const RescanWords& words, Session& session)
{
    auto& scan = session.scan();
    if (!scan)
        return failure({.code = ErrorCode::NotFound, .subject = "a scan", .detail = "scan begins one"});
    if (!words.isUndone)
        return stepped(*scan, conditionOf(words, scan->dtype()), words.numbers.shown);
    if (!scan->canUndo())
        return failure({.code = ErrorCode::NotFound,
                        .subject = "a scan before",
                        .detail = "there is none, or it was given up for room"});
    scan->undo();
    return described(*scan, words.numbers.shown);
}

void addRescan(CommandSet& commands)
{
    const auto words = std::make_shared<RescanWords>();
    CLI::App* const command = commands.add("rescan", "Keep the numbers of the last scan that fit what became of them",
                                           [words](Session& session) { return goOn(*words, session); });
    CLI::Option_group* const group = command->add_option_group("what", "Which numbers are kept");
    group->add_flag("--changed", words->isChanged, "That are others now");
    group->add_flag("--unchanged", words->isUnchanged, "That are the same");
    group->add_flag("--increased", words->isIncreased, "That are greater now");
    group->add_flag("--decreased", words->isDecreased, "That are less now");
    words->numbers.addTo(command, group);
    group->add_flag("--undo", words->isUndone, "Those of the scan before");
    group->require_option(1);
    command->add_option("--by", words->by, "AMOUNT: of --increased and --decreased, by exactly that");
}

}  // namespace

void addScan(CommandSet& commands)
{
    const auto words = std::make_shared<ScanWords>();
    CLI::App* const command =
        commands.add("scan", "Begin to look for numbers whose values are not known yet; rescan narrows them down",
                     [words](Session& session) { return begin(*words, session); });
    words->target.addTo(command, commands.isShellLine());
    command->add_option("DTYPE", words->dtype, "What the numbers are: int32, float64 …")->required();
    CLI::Option_group* const group = command->add_option_group("what", "Which numbers; all where nothing is said");
    words->numbers.addTo(command, group);
    group->require_option(0, 1);
    command
        ->add_option("--align", words->alignment, "Only addresses that are multiples of it (default: the dtype's size)")
        ->check(oneOrMore());
    words->where.addTo(command);
    addRescan(commands);
}

}  // namespace memdelbrot
