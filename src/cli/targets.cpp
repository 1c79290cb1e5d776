// A shell line that lists what is open: targets.
#include "cli/command_set.h"
#include "cli/element_json.h"

namespace memdelbrot {

namespace {

const char* stateText(TargetState state)
{
    switch (state) {
    case TargetState::Running:
        return "running";
    case TargetState::Frozen:
        return "frozen";
    case TargetState::Ended:
        break;
    }
    return "ended";
}

Outcome listed(Session& session)
{
    Outcome outcome;
    QJsonArray targets;
    for (const TargetInfo& info : session.workbench().targets().list()) {
        const bool isUnlocked = info.lock == WriteLock::Unlocked;
        outcome.text += info.name + "  " + stateText(info.state) + (isUnlocked ? ", unlocked" : ", locked")
            + (info.pid.value() != 0 ? ", pid " + std::to_string(info.pid.value()) : "") + "\n";
        targets.append(
            QJsonObject{{QStringLiteral("name"), jsonText(info.name)},
                        {QStringLiteral("pid"), info.pid.value() != 0 ? QJsonValue(info.pid.value()) : QJsonValue()},
                        {QStringLiteral("state"), QString::fromLatin1(stateText(info.state))},
                        {QStringLiteral("unlocked"), isUnlocked}});
    }
    outcome.json = targets;
    return outcome;
}

}  // namespace

void addTargets(CommandSet& commands)
{
    (void)commands.add("targets", "List what is open",
                       [](Session& session) -> Result<Outcome> { return listed(session); });
}

}  // namespace memdelbrot
