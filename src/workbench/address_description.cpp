#include "base/hex_text.h"
#include "workbench/addresses.h"
#include "workbench/workbench.h"

#include <algorithm>

namespace memdelbrot {

namespace {

std::string withOffset(const std::string& name, std::uint64_t offset)
{
    return offset == 0 ? name : name + "+" + hexNumber(offset);
}

std::string allocationAt(const std::vector<Allocation>& allocations, TargetId target, Address address)
{
    for (const Allocation& known : allocations) {
        if (known.target == target && known.range.contains(address)) {
            const std::string place = withOffset("alloc:" + known.name, address.value() - known.range.begin().value());
            return known.isInUse() ? place : place + " (" + stateText(known.state) + ")";
        }
    }
    return {};
}

}  // namespace

std::string AddressDescription::text() const
{
    if (!allocation.empty())
        return allocation;
    if (!symbol.function.empty())
        return withOffset(symbol.function, symbol.offset) + " in " + symbol.module;
    if (!region)
        return "not mapped";
    const std::string permissions = permissionsText(region->permissions);
    if (!symbol.module.empty())
        return withOffset(symbol.module, symbol.offset) + " " + permissions;
    return (region->path.empty() ? regionKindText(region->kind) : region->path) + " " + permissions;
}

ModuleMap modulesOf(Workbench& workbench, TargetId target)
{
    const auto info = workbench.targets().info(target);
    const auto memory = workbench.targets().target(target);
    const auto regions = memory ? (*memory)->regions() : Result<std::vector<Region>>();
    const bool isProcess = info && info->pid.value() != 0;
    const std::string root = isProcess ? "/proc/" + std::to_string(info->pid.value()) + "/root" : "";
    return ModuleMap::create(regions.value_or(std::vector<Region>()), root, workbench.symbolIndices());
}

AddressDescription describeAddress(Workbench& workbench, TargetId target, Address address)
{
    AddressDescription description{
        .symbol = {}, .region = {}, .allocation = allocationAt(workbench.allocations().list(), target, address)};
    const auto memory = workbench.targets().target(target);
    if (!memory)
        return description;
    const auto regions = (*memory)->regions();
    if (!regions)
        return description;
    const auto holds = [address](const Region& region) { return region.range.contains(address); };
    if (const auto found = std::find_if(regions->begin(), regions->end(), holds); found != regions->end())
        description.region = *found;
    description.symbol = modulesOf(workbench, target).symbolAt(address);
    return description;
}

}  // namespace memdelbrot
