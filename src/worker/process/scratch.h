#pragma once

#include "reply.h"

#include <array>

namespace memdelbrot {

// Memory for arguments, kept until the call after next is over. Mapped, never malloc'ed: a called function that
// corrupts the heap is not to meet our bytes there.
class Scratch final {
public:
    void store(const workerprotocol::StoreScratchRequest& request, const std::byte* bytes, std::size_t count,
               Reply& reply);
    void callIsOver();

private:
    // A generation's blocks are a chain: each mapping begins with this head.
    struct Mapping {
        Mapping* next;
        std::size_t size;   // of the mapping, head included
        std::size_t used;
    };

    std::byte* take(std::size_t size);
    [[nodiscard]] bool holds(std::uint64_t address, std::size_t size) const;
    static void unmapAll(Mapping*& chain);

    Mapping* m_newer = nullptr;
    Mapping* m_older = nullptr;
};

}  // namespace memdelbrot
