#include "worker/client/control_memory.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>

namespace memdelbrot {

using workerprotocol::ControlBlock;

Result<ControlMemory> ControlMemory::create()
{
    UniqueFd file(::memfd_create("memdelbrot control", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!file.isOpen() || ::ftruncate(file.get(), sizeof(ControlBlock)) != 0
        || ::fcntl(file.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        return systemFailure(errno, "memfd");
    void* memory = ::mmap(nullptr, sizeof(ControlBlock), PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
    if (memory == MAP_FAILED)
        return systemFailure(errno, "memfd");
    auto* block = static_cast<ControlBlock*>(memory);   // zero pages are a valid block
    block->magic = workerprotocol::magic;
    block->version = workerprotocol::version;
    block->size = sizeof(ControlBlock);
    return ControlMemory(std::move(file), block);
}

ControlMemory::ControlMemory(ControlMemory&& other) noexcept
    : m_file(std::move(other.m_file)), m_block(std::exchange(other.m_block, nullptr))
{
}

ControlMemory::~ControlMemory()
{
    if (m_block)
        ::munmap(m_block, sizeof(ControlBlock));
}

}  // namespace memdelbrot
