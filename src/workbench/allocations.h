#pragma once

#include "decode/array_view.h"
#include "workbench/targets.h"

namespace memdelbrot {

enum class AllocationOwner { Worker, Tool };

// Freed: what stands there is not its own any more. Kept: its process has ended and is kept frozen, and its bytes with
// it. Gone: its process is no more, and so is its memory.
enum class AllocationState { InUse, Freed, Kept, Gone };
// "in use", "freed", "its worker has ended and is kept frozen", "gone with its worker".
[[nodiscard]] std::string stateText(AllocationState state);
// "it is freed": why an array that is not in use is refused.
[[nodiscard]] std::string whyUnused(AllocationState state);

// A named array: made by "new", by malloc called by hand, by the fractal pane.
struct Allocation {
    std::string name;           // unique: `alloc:name`, `$name` in the shell
    TargetId target;
    AddressRange range;
    ArrayView view;             // how it opens; C-contiguous
    AllocationOwner owner = AllocationOwner::Worker;
    std::string kind;           // "malloc", "mmap", "memfd", "anonymous"
    AllocationState state = AllocationState::InUse;   // one that is not in use is listed on
    bool ownsData = false;      // made as this array, not a pointer that is seen as one
    std::string contents = {};  // "the picture, by the built-in kernel": what wrote it, as far as is known

    [[nodiscard]] bool isInUse() const { return state == AllocationState::InUse; }
    [[nodiscard]] bool isReadable() const { return state == AllocationState::InUse || state == AllocationState::Kept; }
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
    void setContents(const std::string& name, const std::string& contents);  // nothing where none has the name
    void markFreed(TargetId target, Address address);
    void remove(TargetId target, Address address);  // its memory is gone and nobody can have meant to keep it: no trace
    void markEnded(TargetId target);  // its process is over and kept frozen
    void markGone(TargetId target);  // its process is no more

private:
    void mark(TargetId target, const std::function<void(Allocation&)>& change);

    std::function<void()> m_changed;
    mutable std::mutex m_mutex;
    std::vector<Allocation> m_allocations;
};

}  // namespace memdelbrot
