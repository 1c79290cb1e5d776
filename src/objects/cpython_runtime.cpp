#include "objects/cpython_runtime.h"

#include "base/hex_text.h"
#include "objects/target_words.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace memdelbrot {

namespace {

constexpr std::uint64_t WritableLimit = 16u << 20;  // bytes of an interpreter's .data and .bss that are looked through
constexpr std::string_view DebugCookie = "xdebugpy";  // _Py_DebugOffsets, Include/internal/pycore_runtime.h (3.13)
constexpr std::uint64_t FreeThreadedFlag = 16;  // bytes into it

CPythonVersion fromHex(std::uint32_t version)
{
    return {static_cast<int>(version >> 24), static_cast<int>(version >> 16 & 0xFF),
            static_cast<int>(version >> 8 & 0xFF)};
}

// "3.8.18 (default, …" as Py_GetVersion() composes it into a static buffer (Python/getversion.c).
std::optional<CPythonVersion> versionAt(std::string_view text)
{
    CPythonVersion version{.major = 3};
    const char* at = text.data() + 2;
    const char* end = text.data() + std::min<std::size_t>(text.size(), 40);
    for (int* part : {&version.minor, &version.micro}) {
        const auto [next, error] = std::from_chars(at, end, *part);
        if (error != std::errc() || *part < 0 || *part > 99)
            return std::nullopt;
        at = next;
        if (part == &version.minor && (at == end || *at++ != '.'))
            return std::nullopt;
    }
    const std::string_view rest(at, static_cast<std::size_t>(end - at));
    const auto bracket = rest.find(" (");
    return bracket != std::string_view::npos && bracket < 12 ? std::optional(version) : std::nullopt;
}

struct FoundText {
    CPythonVersion version;
    Address address;
};

// The interpreter's own version text in its writable memory.
std::optional<FoundText> findVersionText(const MemoryTarget& target, const LoadedModule& module)
{
    const auto regions = target.regions();
    if (!regions)
        return std::nullopt;
    for (const Region& region : *regions) {
        const AddressRange part = region.range.intersected(module.range);
        if (!region.permissions.write || part.isEmpty() || part.size() > WritableLimit)
            continue;
        const ReadResult read = target.read(part);
        const std::string_view bytes(reinterpret_cast<const char*>(read.bytes.data()), read.bytes.size());
        for (auto at = bytes.find("3."); at != std::string_view::npos; at = bytes.find("3.", at + 1)) {
            if (at > 0 && bytes[at - 1] != '\0')
                continue;
            if (const auto version = versionAt(bytes.substr(at)))
                return FoundText{*version, Address(part.begin().value() + at)};
        }
    }
    return std::nullopt;
}

Result<void> refuseFreeThreaded(const MemoryTarget& target, Address runtime)
{
    const auto head = readBytes(target, runtime, FreeThreadedFlag + 8);
    if (!head || std::memcmp(head->data(), DebugCookie.data(), DebugCookie.size()) != 0)
        return {};
    if (readWord(target, Address(runtime.value() + FreeThreadedFlag)).value_or(0) == 0)
        return {};
    return failure({.code = ErrorCode::Unsupported,
                    .address = runtime.value(),
                    .subject = "python",
                    .detail = "a free-threaded build of CPython, whose objects are laid out otherwise"});
}

Result<CPythonRuntime> describe(const MemoryTarget& target, const ModuleMap& modules, std::size_t index,
                                Address typeType)
{
    const LoadedModule& module = modules.modules()[index];
    CPythonRuntime runtime{.module = module.path, .typeType = typeType};
    if (const auto at = modules.addressOf(index, "Py_Version")) {  // 3.11 and later
        const auto version = readNumber(target, *at, 4);
        if (!version)
            return failure(version.error());
        runtime.version = fromHex(static_cast<std::uint32_t>(*version));
        runtime.evidence =
            "CPython " + runtime.version.text() + " by Py_Version at " + hexNumber(at->value()) + " in " + module.name;
    } else if (const auto text = findVersionText(target, module)) {
        runtime.version = text->version;
        runtime.evidence = "CPython " + runtime.version.text() + " by its version text at "
            + hexNumber(text->address.value()) + " in " + module.name;
    } else {
        return failure({.code = ErrorCode::Unsupported,
                        .subject = module.name,
                        .detail = "a Python whose version cannot be told"});
    }
    if (const auto at = modules.addressOf(index, "_PyRuntime")) {
        if (auto refused = refuseFreeThreaded(target, *at); !refused)
            return failure(refused.error());
    }
    return runtime;
}

}  // namespace

std::string CPythonVersion::text() const
{
    return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(micro);
}

Result<CPythonRuntime> findCPython(const MemoryTarget& target, const ModuleMap& modules)
{
    for (std::size_t index = 0; index < modules.modules().size(); ++index) {
        const auto typeType = modules.addressOf(index, "PyType_Type");
        if (typeType && modules.addressOf(index, "PyLong_Type"))
            return describe(target, modules, index, *typeType);
    }
    return failure(
        {.code = ErrorCode::NotFound, .subject = target.name(), .detail = "no Python interpreter is loaded in it"});
}

Result<void> checkLayout(const MemoryTarget& target, const CPythonRuntime& runtime, const CPythonLayout& layout)
{
    const auto type = readWord(target, Address(runtime.typeType.value() + layout.type));
    const auto name = readWord(target, Address(runtime.typeType.value() + layout.typeName));
    if (!type || !name)
        return failure(type ? name.error() : type.error());
    if (*type == runtime.typeType.value() && readText(target, Address(*name), 8).value_or("") == "type")
        return {};
    return failure({.code = ErrorCode::Unsupported,
                    .address = runtime.typeType.value(),
                    .subject = runtime.module,
                    .detail = "CPython " + runtime.version.text()
                        + " whose `type` is not laid out as that version's (a debug build?)"});
}

}  // namespace memdelbrot
