#include "allocator.h"

#include "base/unique_fd.h"
#include "worker/protocol/allocation_kind.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <limits>
#include <sys/mman.h>

namespace memdelbrot {

using workerprotocol::ReplyStatus;

namespace {

void* mapAnonymous(std::size_t size)
{
    void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return nullptr;
    ::madvise(memory, size, MADV_HUGEPAGE);  // fewer faults on the first touch; refused on some kernels, and no loss
    return memory;
}

// The seals keep the mapping from becoming a SIGBUS, whoever gets at the descriptor.
void* mapSealedMemfd(std::size_t size)
{
    const UniqueFd file(::memfd_create("memdelbrot array", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!file.isOpen() || ::ftruncate(file.get(), static_cast<off_t>(size)) != 0
        || ::fcntl(file.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        return nullptr;
    void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
    return memory == MAP_FAILED ? nullptr : memory;
}

}  // namespace

void allocate(const workerprotocol::AllocateRequest& request, Reply& reply)
{
    if (request.size > static_cast<std::uint64_t>(std::numeric_limits<off_t>::max())) {
        reply.setStatus(ReplyStatus::SystemError, ENOMEM);
        return;
    }
    void* memory = nullptr;
    switch (static_cast<AllocationKind>(request.kind)) {
    case AllocationKind::Malloc:
        memory = std::calloc(1, request.size);
        break;
    case AllocationKind::Mmap:
        memory = mapAnonymous(request.size);
        break;
    case AllocationKind::SharedMemfd:
        memory = mapSealedMemfd(request.size);
        break;
    default:
        reply.setStatus(ReplyStatus::BadRequest);
        return;
    }
    if (!memory)
        reply.setStatus(ReplyStatus::SystemError, errno);
    else
        reply.add(workerprotocol::AddressReply{reinterpret_cast<std::uint64_t>(memory)});
}

void release(const workerprotocol::ReleaseRequest& request, Reply& reply)
{
    void* memory = reinterpret_cast<void*>(request.address);
    if (static_cast<AllocationKind>(request.kind) == AllocationKind::Malloc)
        std::free(memory);
    else if (::munmap(memory, request.size) != 0)
        reply.setStatus(ReplyStatus::SystemError, errno);
}

}  // namespace memdelbrot
