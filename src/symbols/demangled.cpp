#include "symbols/elf_symbols.h"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>

namespace memdelbrot {

namespace {

// The demangler recurses; names as long as this come from no compiler of today.
constexpr std::size_t longestMangledName = 64 * 1024;

}  // namespace

std::string demangled(const std::string& name)
{
    if (!name.starts_with("_Z") || name.size() > longestMangledName)
        return name;
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> text(abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status),
                                                           &std::free);
    return status == 0 && text ? std::string(text.get()) : name;
}

}  // namespace memdelbrot
