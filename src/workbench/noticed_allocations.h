#pragma once

#include "layout/c_type.h"
#include "workbench/allocations.h"
#include "worker/client/worker.h"

namespace memdelbrot {

// A call of libc's that returned, as the allocators among them need it.
struct ReturnedCall {
    const CSignature& signature;
    const std::vector<PassedValue>& arguments;
    const PassedValue& result;
};

// malloc, calloc, realloc, reallocarray, aligned_alloc, memalign, valloc, mmap: what they returned is listed. free, munmap,
// realloc: what they took is marked freed. Anything else: nothing.
void noticeAllocation(Allocations& allocations, TargetId worker, const ReturnedCall& call);

// An array was passed to a function, which may have written it.
void noteCall(Allocations& allocations, const std::string& array, const std::string& function);

}  // namespace memdelbrot
