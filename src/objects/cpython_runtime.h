// Which CPython runs in a process, by what stands in its memory.
#pragma once

#include "memory/memory_target.h"
#include "objects/cpython_layout.h"
#include "symbols/module_map.h"

namespace memdelbrot {

struct CPythonVersion {
    int major = 0;
    int minor = 0;
    int micro = 0;

    [[nodiscard]] std::string text() const;   // "3.11.2"
};

struct CPythonRuntime {
    CPythonVersion version;
    std::string module;     // path of the executable or library that holds the interpreter
    Address typeType;       // PyType_Type: where every chain of types ends
    std::string evidence;   // "CPython 3.11.2 by Py_Version at 0x8cc3e8 in python3.11"
};

// Errors: NotFound (no module exports a Python interpreter), Unsupported (a version that cannot be told, or a free-threaded
// build), Unreadable.
[[nodiscard]] Result<CPythonRuntime> findCPython(const MemoryTarget& target, const ModuleMap& modules);

// Whether the interpreter's own `type` is laid out as `layout` says. Errors: Unsupported (a debug build shifts all fields).
[[nodiscard]] Result<void> checkLayout(const MemoryTarget& target, const CPythonRuntime& runtime,
                                       const CPythonLayout& layout);

}  // namespace memdelbrot
