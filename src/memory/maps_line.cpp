#include "memory/maps_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace memdelbrot {

namespace {

// Takes the text up to `stop` off the front of `rest`; without `stop` takes all of it.
std::string_view takeUntil(std::string_view& rest, char stop)
{
    const std::size_t length = std::min(rest.find(stop), rest.size());
    const std::string_view taken = rest.substr(0, length);
    rest.remove_prefix(std::min(length + 1, rest.size()));
    return taken;
}

std::optional<std::uint64_t> hexValue(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<Permissions> parsePermissions(std::string_view text)
{
    constexpr std::array<std::string_view, 4> letters{"r-", "w-", "x-", "sp"};
    if (text.size() != letters.size())
        return std::nullopt;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (letters[i].find(text[i]) == std::string_view::npos)
            return std::nullopt;
    }
    return Permissions{text[0] == 'r', text[1] == 'w', text[2] == 'x', text[3] == 's'};
}

RegionKind bracketedKind(std::string_view path)
{
    if (path == "[heap]")
        return RegionKind::Heap;
    if (path.starts_with("[stack"))
        return RegionKind::Stack;
    if (path.starts_with("[anon:"))   // prctl(PR_SET_VMA_ANON_NAME)
        return RegionKind::Anonymous;
    if (path.starts_with("[anon_shmem:"))
        return RegionKind::SharedMemory;
    if (path.starts_with("[v"))   // vdso, vvar, vvar_vclock, vsyscall
        return RegionKind::Vdso;
    return RegionKind::Other;
}

RegionKind kindOf(std::string_view path)
{
    if (path.empty())
        return RegionKind::Anonymous;
    if (path.front() == '[')
        return bracketedKind(path);
    // What /dev/zero, memfd_create and shmget are printed as when shared: all of them shmem files.
    for (const std::string_view shared : {"/dev/shm/", "/memfd:", "/SYSV", "/dev/zero"}) {
        if (path.starts_with(shared))
            return RegionKind::SharedMemory;
    }
    if (path.starts_with("/dev/"))
        return RegionKind::Device;
    return path.front() == '/' ? RegionKind::File : RegionKind::Other;
}

}  // namespace

Result<Region> parseMapsLine(std::string_view line)
{
    std::string_view rest = line;
    const auto begin = hexValue(takeUntil(rest, '-'));
    const auto end = hexValue(takeUntil(rest, ' '));
    const auto permissions = parsePermissions(takeUntil(rest, ' '));
    const auto offset = hexValue(takeUntil(rest, ' '));
    const std::string_view device = takeUntil(rest, ' ');
    const std::string_view inode = takeUntil(rest, ' ');
    if (!begin || !end || !permissions || !offset || device.empty() || inode.empty() || *begin >= *end)
        return failure({.code = ErrorCode::Syntax, .subject = std::string(line)});

    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    return Region{AddressRange::fromEnd(Address(*begin), Address(*end)), *permissions, *offset, std::string(rest),
                  kindOf(rest)};
}

std::vector<Region> parseMaps(std::string_view text)
{
    std::vector<Region> regions;
    while (!text.empty()) {
        if (auto region = parseMapsLine(takeUntil(text, '\n')))
            regions.push_back(std::move(*region));
    }
    std::ranges::stable_sort(regions, {}, [](const Region& region) { return region.range.begin(); });
    std::vector<Region> disjoint;
    disjoint.reserve(regions.size());
    for (Region& region : regions) {
        if (disjoint.empty() || region.range.begin() > disjoint.back().range.last())
            disjoint.push_back(std::move(region));
    }
    return disjoint;
}

}  // namespace memdelbrot
