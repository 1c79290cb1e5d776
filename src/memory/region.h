#pragma once

#include "memory/address_range.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace memdelbrot {

enum class RegionKind { Anonymous, File, Heap, Stack, Vdso, SharedMemory, Device, Other };

struct Permissions {
    bool read = false;
    bool write = false;
    bool execute = false;
    bool shared = false;   // MAP_SHARED

    friend bool operator==(const Permissions&, const Permissions&) = default;
};

// "rw-p", as /proc/PID/maps writes it.
[[nodiscard]] std::string permissionsText(const Permissions& permissions);

// "heap", "file" …: the word that the screen and the CLI's JSON use.
[[nodiscard]] std::string regionKindText(RegionKind kind);
[[nodiscard]] std::optional<RegionKind> regionKindOf(std::string_view text);

// A line of /proc/PID/maps, or its like in a file or buffer (one region over the whole).
struct Region {
    AddressRange range;
    Permissions permissions;
    std::uint64_t offset = 0;   // bytes into `path`
    std::string path;           // as the kernel prints it, " (deleted)" included; "[heap]"; empty when anonymous
    RegionKind kind = RegionKind::Other;

    friend bool operator==(const Region&, const Region&) = default;
};

// The one that holds the address; nullptr where none does. REQUIRES: regions are sorted and disjoint.
[[nodiscard]] const Region* regionAt(const std::vector<Region>& regions, Address address);

}  // namespace memdelbrot
