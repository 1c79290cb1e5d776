#include "memory/region.h"

#include <algorithm>

namespace memdelbrot {

std::string permissionsText(const Permissions& permissions)
{
    return {permissions.read ? 'r' : '-', permissions.write ? 'w' : '-', permissions.execute ? 'x' : '-',
            permissions.shared ? 's' : 'p'};
}

std::string regionKindText(RegionKind kind)
{
    switch (kind) {
    case RegionKind::Anonymous:
        return "anonymous";
    case RegionKind::File:
        return "file";
    case RegionKind::Heap:
        return "heap";
    case RegionKind::Stack:
        return "stack";
    case RegionKind::Vdso:
        return "vdso";
    case RegionKind::SharedMemory:
        return "shared memory";
    case RegionKind::Device:
        return "device";
    case RegionKind::Other:
        break;
    }
    return "other";
}

std::optional<RegionKind> regionKindOf(std::string_view text)
{
    for (const RegionKind kind : {RegionKind::Anonymous, RegionKind::File, RegionKind::Heap, RegionKind::Stack,
                                  RegionKind::Vdso, RegionKind::SharedMemory, RegionKind::Device, RegionKind::Other}) {
        if (regionKindText(kind) == text)
            return kind;
    }
    return std::nullopt;
}

const Region* regionAt(const std::vector<Region>& regions, Address address)
{
    const auto found =
        std::ranges::lower_bound(regions, address, {}, [](const Region& region) { return region.range.last(); });
    return found != regions.end() && found->range.contains(address) ? &*found : nullptr;
}

}  // namespace memdelbrot
