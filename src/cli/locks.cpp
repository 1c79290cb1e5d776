// Shell lines about the write lock: unlock, lock.
#include "cli/command_set.h"
#include "cli/element_json.h"
#include "cli/target_option.h"

namespace memdelbrot {

namespace {

Result<Outcome> setLock(const TargetOption& option, bool unlocks, Session& session)
{
    const auto id = option.open(session);
    if (!id)
        return failure(id.error());
    Targets& targets = session.workbench().targets();
    if (!unlocks)
        targets.lock(*id);
    else if (auto unlocked = targets.unlock(*id); !unlocked)
        return failure(std::move(unlocked.error()));
    const auto info = targets.info(*id);
    if (!info)
        return failure(info.error());
    const bool isUnlocked = info->lock == WriteLock::Unlocked;
    Outcome outcome;
    outcome.text = info->name + (isUnlocked ? " is unlocked\n" : " is locked\n");
    outcome.json =
        QJsonObject{{QStringLiteral("target"), jsonText(info->name)}, {QStringLiteral("unlocked"), isUnlocked}};
    return outcome;
}

}  // namespace

void addLocks(CommandSet& commands)
{
    for (const bool unlocks : {true, false}) {
        const auto option = std::make_shared<TargetOption>();
        CLI::App* const command =
            commands.add(unlocks ? "unlock" : "lock",
                         unlocks ? "Let code and later lines write to a target" : "Let nothing write to a target",
                         [option, unlocks](Session& session) { return setLock(*option, unlocks, session); });
        option->addTo(command, true);
    }
}

}  // namespace memdelbrot
