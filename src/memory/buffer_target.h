#pragma once

#include "memory/memory_target.h"

#include <mutex>

namespace memdelbrot {

// Bytes held by this object, shown from `begin` on: for tests, pasted bytes and kept copies of dead processes.
// Bytes outside are unreadable with ENXIO.
class BufferTarget final : public MemoryTarget {
public:
    BufferTarget(std::string name, Address begin, std::vector<std::byte> bytes);

    [[nodiscard]] std::vector<UnreadableRange> readInto(const AddressRange& range,
                                                        std::span<std::byte> bytes) const override;
    [[nodiscard]] Result<void> write(Address begin, std::span<const std::byte> bytes, WriteForce force) override;
    [[nodiscard]] Result<std::vector<Region>> regions() const override;
    [[nodiscard]] TargetState state() const override;
    [[nodiscard]] std::string name() const override;

private:
    std::string m_name;
    Address m_begin;
    mutable std::mutex m_mutex;
    std::vector<std::byte> m_bytes;
};

}  // namespace memdelbrot
