// Shell lines that go back and forth in what was poked: undo, redo.
#include "base/hex_text.h"
#include "cli/command_set.h"
#include "cli/element_json.h"
#include "cli/unlocked.h"

#include <optional>

namespace memdelbrot {

namespace {

// The target that the next undo or redo writes to. None: there is nothing to do.
std::optional<TargetId> nextTarget(const std::vector<JournalEntry>& entries, bool isUndo)
{
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        const bool isNext = isUndo ? !entry->isUndo && !entry->isUndone : entry->isUndo;
        if (isNext)
            return entry->target;
    }
    return std::nullopt;
}

Result<Outcome> step(bool isUndo, Session& session)
{
    // As with poke, the line itself is the unlock.
    std::optional<Unlocked> unlocked;
    if (const auto target = nextTarget(session.workbench().journal().entries(), isUndo))
        unlocked.emplace(session.workbench().targets(), *target);
    const auto entry = isUndo ? session.workbench().journal().undo() : session.workbench().journal().redo();
    if (!entry)
        return failure(entry.error());
    const std::string address = hexNumber(entry->record.address.value());
    Outcome outcome;
    outcome.text = std::string(isUndo ? "undone" : "redone") + " at " + address + " in " + entry->targetName + ": " + hexBytes(entry->record.after) + "\n";
    outcome.json = QJsonObject{{QStringLiteral("target"), jsonText(entry->targetName)},
                               {QStringLiteral("address"), jsonText(address)},
                               {QStringLiteral("before"), jsonText(hexBytes(entry->record.before))},
                               {QStringLiteral("after"), jsonText(hexBytes(entry->record.after))}};
    return outcome;
}

}  // namespace

void addUndo(CommandSet& commands)
{
    (void)commands.add("undo", "Take the last poke back", [](Session& session) { return step(true, session); });
    (void)commands.add("redo", "Poke it again", [](Session& session) { return step(false, session); });
}

}  // namespace memdelbrot
