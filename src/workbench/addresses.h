#pragma once

#include "decode/array_view.h"
#include "symbols/module_map.h"
#include "workbench/targets.h"

#include <optional>

namespace memdelbrot {

class Workbench;

// What an address expression names. A name with a type of its own brings a view.
struct Place {
    TargetId target;
    Address address;
    std::optional<ArrayView> view;   // py:name.contents, alloc:name
    std::string label;               // the expression as typed
    std::optional<Address> viewBegin = std::nullopt;   // of an array that the address lies in; else it begins there
};

// 0x7f.., decimal, libc.so.6:malloc, libc.so.6+0x1234 (longest module name wins), py:name, py:name.contents,
// alloc:name, bare names, + - * and [address] to dereference. py: and alloc: switch to the target that owns them.
// A Python session that is running a cell is not waited for: py: fails with Busy, and bare names do without its names.
// Errors: Syntax (detail: the column), NotFound, Busy, Ambiguous, Unreadable (a dereference), TooLarge (leaves 64 bits).
[[nodiscard]] Result<Place> evaluateAddress(Workbench& workbench, TargetId target, const std::string& expression);

// The bytes from where an expression leads; `size` is a number as elements are typed. Errors: those of the expression;
// Syntax, InvalidArgument (a size that is no number from 1 up).
[[nodiscard]] Result<AddressRange> evaluateRange(Workbench& workbench, TargetId target, const std::string& begin,
                                                 const std::string& size);

struct AddressCompletions {
    std::vector<std::string> names;  // sorted
    std::string note;  // who could not be asked, and why; empty: everybody was
};

// What begins with `prefix`: module names, py: and alloc: names. At most `limit`.
[[nodiscard]] AddressCompletions completeAddress(Workbench& workbench, TargetId target, const std::string& prefix,
                                                 std::size_t limit);

// "malloc+0x12 in libc.so.6", "alloc:counts+0x40", "[heap] rw-p", "not mapped": what an address lies in.
struct AddressDescription {
    AddressSymbol symbol;
    std::optional<Region> region;
    std::string allocation;  // name and offset
    [[nodiscard]] std::string text() const;
};
[[nodiscard]] AddressDescription describeAddress(Workbench& workbench, TargetId target, Address address);

// The ELF files that a target has mapped now; none where its regions cannot be had.
[[nodiscard]] ModuleMap modulesOf(Workbench& workbench, TargetId target);

}  // namespace memdelbrot
