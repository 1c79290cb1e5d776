#pragma once

#include "base/unique_fd.h"
#include "memory/memory_target.h"

#include <memory>

namespace memdelbrot {

// A file's bytes, by pread: address 0 is its first byte. Never mapped (a file that shrinks would be SIGBUS).
// Held open for reading alone, so that a program being looked at can still be started; a write opens it anew and says
// ReadOnly where that is refused.
// Bytes behind the file's end are unreadable with ENXIO, and writing never makes it longer.
class FileTarget final : public MemoryTarget {
public:
    [[nodiscard]] static Result<std::unique_ptr<FileTarget>> open(const std::string& path);

    [[nodiscard]] std::vector<UnreadableRange> readInto(const AddressRange& range,
                                                        std::span<std::byte> bytes) const override;
    [[nodiscard]] Result<void> write(Address begin, std::span<const std::byte> bytes, WriteForce force) override;
    [[nodiscard]] Result<std::vector<Region>> regions() const override;
    [[nodiscard]] TargetState state() const override;
    [[nodiscard]] std::string name() const override;

private:
    FileTarget(std::string path, UniqueFd file, bool writable);

    std::string m_path;
    UniqueFd m_file;
    bool m_writable;
};

}  // namespace memdelbrot
