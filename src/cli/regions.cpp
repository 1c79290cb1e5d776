#include "base/hex_text.h"
#include "cli/command_set.h"
#include "cli/element_json.h"
#include "cli/target_option.h"

#include <cstdio>

namespace memdelbrot {

namespace {

QJsonValue json(const Region& region)
{
    const auto end = region.range.begin().plus(region.range.size());
    return QJsonObject{
        {QStringLiteral("start"), jsonAddress(region.range.begin())},
        {QStringLiteral("end"), end ? jsonAddress(*end) : QJsonValue(QStringLiteral("0x10000000000000000"))},
        {QStringLiteral("permissions"), jsonText(permissionsText(region.permissions))},
        {QStringLiteral("offset"), jsonUnsigned(region.offset)},
        {QStringLiteral("path"), jsonText(region.path)},
        {QStringLiteral("kind"), jsonText(regionKindText(region.kind))}};
}

std::string line(const Region& region)
{
    char sizes[64];
    std::snprintf(sizes, sizeof sizes, "%10llu KiB",
                  static_cast<unsigned long long>((region.range.size() + 1023) / 1024));
    const std::string begin = hexNumber(region.range.begin().value());
    const std::string last = region.range.isEmpty() ? begin : hexNumber(region.range.last().value());
    return begin + "-" + last + " " + permissionsText(region.permissions) + sizes + "  " + regionKindText(region.kind)
        + "  " + region.path + "\n";
}

Result<Outcome> regions(const TargetOption& option, Session& session)
{
    const auto id = option.open(session);
    if (!id)
        return failure(id.error());
    const auto target = session.workbench().targets().target(*id);
    if (!target)
        return failure(target.error());
    const auto found = (*target)->regions();
    if (!found)
        return failure(found.error());
    Outcome outcome;
    QJsonArray array;
    for (const Region& region : *found) {
        outcome.text += line(region);
        array.append(json(region));
    }
    outcome.json = array;
    return outcome;
}

}  // namespace

void addRegions(CommandSet& commands)
{
    const auto option = std::make_shared<TargetOption>();
    CLI::App* const command = commands.add("regions", "List what is mapped, with permissions and files",
                                           [option](Session& session) { return regions(*option, session); });
    option->addTo(command, commands.isShellLine());
}

}  // namespace memdelbrot
