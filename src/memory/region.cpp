#include "memory/region.h"

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

}  // namespace memdelbrot
