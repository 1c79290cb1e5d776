#pragma once

#include "base/unique_fd.h"
#include "memory/memory_target.h"

#include <memory>

namespace memdelbrot {

// The memory that a core dump holds, at the addresses it had: ELF, 64 bits, little endian, by pread. Read-only. Bytes that
// the dump left out (most file pages are) are unreadable with ENODATA, what was not mapped with EFAULT.
class CoreTarget final : public MemoryTarget {
public:
    // Errors: NotFound, Refused, Syntax (no core dump, or a damaged one), Unsupported (another class or byte order).
    [[nodiscard]] static Result<std::unique_ptr<CoreTarget>> open(const std::string& path);

    [[nodiscard]] std::vector<UnreadableRange> readInto(const AddressRange& range,
                                                        std::span<std::byte> bytes) const override;
    [[nodiscard]] Result<void> write(Address begin, std::span<const std::byte> bytes, WriteForce force) override;
    [[nodiscard]] Result<std::vector<Region>> regions() const override;
    [[nodiscard]] TargetState state() const override;
    [[nodiscard]] std::string name() const override;

private:
    struct Piece {
        Region region;
        std::uint64_t fileOffset = 0;
        std::uint64_t savedSize = 0;  // bytes from the region's begin that the file holds
    };

    CoreTarget(std::string path, UniqueFd file) : m_path(std::move(path)), m_file(std::move(file)) {}

    [[nodiscard]] Result<void> readHeaders();
    void nameRegions(std::span<const std::byte> notes);
    void nameRegions(std::span<const std::byte> fileNote, std::size_t count);
    void readPiece(const Piece& piece, const AddressRange& range, std::span<std::byte> bytes,
                   std::vector<UnreadableRange>& unreadable) const;
    [[nodiscard]] bool readAt(std::uint64_t offset, std::span<std::byte> bytes) const;

    std::string m_path;
    UniqueFd m_file;
    std::vector<Piece> m_pieces;  // by address, disjoint
};

}  // namespace memdelbrot
