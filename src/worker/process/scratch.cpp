#include "scratch.h"

#include <cerrno>
#include <sys/mman.h>
#include <utility>

namespace memdelbrot {

using workerprotocol::ReplyStatus;

namespace {

constexpr std::size_t mappingSize = 64 * 1024;
constexpr std::size_t alignment = 64;   // enough for every vector register

constexpr std::size_t rounded(std::size_t size, std::size_t unit)
{
    return (size + unit - 1) / unit * unit;
}

}  // namespace

std::byte* Scratch::take(std::size_t size)
{
    constexpr std::size_t head = rounded(sizeof(Mapping), alignment);
    if (!m_newer || m_newer->size - m_newer->used <= size) {
        if (size > SIZE_MAX / 2)
            return nullptr;
        const std::size_t wanted = rounded(std::max(size + head, mappingSize), mappingSize);
        void* memory = ::mmap(nullptr, wanted, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED)
            return nullptr;
        m_newer = new (memory) Mapping{m_newer, wanted, head};
    }
    std::byte* block = reinterpret_cast<std::byte*>(m_newer) + m_newer->used;
    m_newer->used += std::min(rounded(std::max<std::size_t>(size, 1), alignment), m_newer->size - m_newer->used);
    return block;
}

bool Scratch::holds(std::uint64_t address, std::size_t size) const
{
    for (const Mapping* mapping = m_newer; mapping; mapping = mapping->next) {
        const std::uint64_t offset = address - reinterpret_cast<std::uint64_t>(mapping);
        if (offset < mapping->used && size <= mapping->used - offset)
            return true;
    }
    return false;
}

void Scratch::store(const workerprotocol::StoreScratchRequest& request, const std::byte* bytes, std::size_t count,
                    Reply& reply)
{
    std::uint64_t address = request.address;
    if (address == 0) {
        std::byte* block = take(request.total);
        if (!block) {
            reply.setStatus(ReplyStatus::SystemError, ENOMEM);
            return;
        }
        address = reinterpret_cast<std::uint64_t>(block);
    }
    if (request.offset > request.total || count > request.total - request.offset || !holds(address, request.total)) {
        reply.setStatus(ReplyStatus::BadRequest);
        return;
    }
    std::memcpy(reinterpret_cast<std::byte*>(address) + request.offset, bytes, count);
    reply.add(workerprotocol::AddressReply{address});
}

void Scratch::unmapAll(Mapping*& chain)
{
    while (chain) {
        Mapping* next = chain->next;
        ::munmap(chain, chain->size);
        chain = next;
    }
}

void Scratch::callIsOver()
{
    unmapAll(m_older);
    m_older = std::exchange(m_newer, nullptr);
}

}  // namespace memdelbrot
