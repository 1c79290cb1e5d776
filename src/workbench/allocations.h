#pragma once

#include "decode/array_view.h"
#include "workbench/targets.h"

namespace memdelbrot {

enum class AllocationOwner { Worker, Tool };

// A named array: made by "new", by malloc called by hand, by the fractal pane.
struct Allocation {
    std::string name;           // unique: `alloc:name`, `$name` in the shell
    TargetId target;
    AddressRange range;
    ArrayView view;             // how it opens; C-contiguous
    AllocationOwner owner = AllocationOwner::Worker;
    std::string kind;           // "malloc", "mmap", "memfd", "anonymous"
    bool isFreed = false;       // freed: still listed, opens as stale
    bool ownsData = false;      // made as this array, not a pointer that is seen as one
};

// NumPy's flags for an allocation, as numpy prints them. An array of one axis, or with one element at most along all
// axes but one, is contiguous in both orders (NumPy 2.1, flagsobject.c, _UpdateContiguousFlags).
struct ArrayFlags {
    bool contiguous = true;          // C_CONTIGUOUS
    bool fortranContiguous = true;   // F_CONTIGUOUS
    bool ownsData = false;
    bool aligned = true;
    bool writeable = true;
};
[[nodiscard]] ArrayFlags flagsOf(const Allocation& allocation, bool isWritable);

// Thread-safe.
class Allocations final {
public:
    explicit Allocations(std::function<void()> changed);

    [[nodiscard]] std::vector<Allocation> list() const;
    [[nodiscard]] Result<Allocation> named(const std::string& name) const;
    // Makes the name unique by appending a number; returns the one used. An entry at the same address is replaced.
    std::string add(Allocation allocation);
    void markFreed(TargetId target, Address address);
    void remove(TargetId target, Address address);   // its memory is gone and nobody can have meant to keep it: no trace
    void markAllFreed(TargetId target);   // its process is over

private:
    std::function<void()> m_changed;
    mutable std::mutex m_mutex;
    std::vector<Allocation> m_allocations;
};

}  // namespace memdelbrot
