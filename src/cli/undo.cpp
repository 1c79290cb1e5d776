// Shell lines that go back and forth in what was poked: undo, redo.
#include "base/hex_text.h"
#include "cli/command_set.h"
#include "cli/element_json.h"
#include "cli/unlocked.h"

#include <optional>

namespace memdelbrot {

namespace {

Result<Outcome> step(bool isUndo, Session& session)
{
    // As with poke, the line itself is the unlock.
    std::optional<Unlocked> unlocked;
    Journal& journal = session.workbench().journal();
    if (const auto next = isUndo ? journal.nextUndo() : journal.nextRedo())
        unlocked.emplace(session.workbench().targets(), next->target);
    const auto entry = isUndo ? journal.undo() : journal.redo();
    if (!entry)
        return failure(entry.error());
    const std::string address = hexNumber(entry->record.address.value());
    Outcome outcome;
    outcome.text = std::string(isUndo ? "undone" : "redone") + " at " + address + " in " + entry->targetName + ": "
        + hexBytes(entry->record.after) + "\n";
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
