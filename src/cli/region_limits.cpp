#include "cli/region_limits.h"

#include "cli/shielded_words.h"
#include "workbench/addresses.h"

#include <set>

namespace memdelbrot {

void RegionLimits::addTo(CLI::App* command)
{
    command->add_option("--within", within, "ADDRESS SIZE: only what begins there")->expected(2);
    command
        ->add_option("--kind", kinds,
                     "Only in such regions: anonymous, file, heap, stack, \"shared memory\", vdso, device, other")
        ->delimiter(',');
    command->add_flag("--writable", isWritable, "Only in regions that are");
    command->add_flag("--executable", isExecutable, "Only in regions that are");
}

Result<std::optional<AddressRange>> RegionLimits::range(Workbench& workbench, TargetId target) const
{
    if (within.empty())
        return std::nullopt;
    return rangeOf(within, workbench, target).map([](const AddressRange& range) { return std::optional(range); });
}

Result<std::function<bool(const Region&)>> RegionLimits::regions() const
{
    std::set<RegionKind> chosen;
    for (const std::string& name : kinds) {
        const auto kind = regionKindOf(name);
        if (!kind)
            return failure({.code = ErrorCode::InvalidArgument,
                            .subject = name,
                            .detail = "kinds of regions are anonymous, file, heap, stack, \"shared memory\", vdso, "
                                      "device and other"});
        chosen.insert(*kind);
    }
    return [chosen, writable = isWritable, executable = isExecutable](const Region& region) {
        return (chosen.empty() || chosen.contains(region.kind)) && (!writable || region.permissions.write)
            && (!executable || region.permissions.execute);
    };
}

Result<AddressRange> rangeOf(const std::vector<std::string>& words, Workbench& workbench, TargetId target)
{
    return evaluateRange(workbench, target, unshieldedWord(words[0]), unshieldedWord(words[1]));
}

}  // namespace memdelbrot
