#pragma once

#include "base/result.h"
#include "base/unique_fd.h"

#include <cstddef>
#include <span>
#include <string>

namespace memdelbrot {

// A new file under a name of its own, which takes the place of the one at `path` when it is whole; otherwise it goes.
// Readable and writable for its owner only.
class ReplacedFile final {
public:
    // Errors: InvalidArgument (something that is no file is at `path`), those of the system.
    [[nodiscard]] static Result<ReplacedFile> create(const std::string& path);
    ReplacedFile(ReplacedFile&& other) noexcept;
    ReplacedFile& operator=(ReplacedFile&&) = delete;
    ~ReplacedFile();

    // Errors of all: the system's, ENOSPC among them.
    [[nodiscard]] Result<void> writeAt(std::uint64_t offset, std::span<const std::byte> bytes);
    [[nodiscard]] Result<void> setSize(std::uint64_t size);   // what was not written are zeros
    [[nodiscard]] Result<void> commit();

private:
    ReplacedFile(std::string path, std::string temporary, UniqueFd file)
        : m_path(std::move(path)), m_temporary(std::move(temporary)), m_file(std::move(file))
    {
    }

    std::string m_path;
    std::string m_temporary;   // empty: committed, or moved from
    UniqueFd m_file;
};

}  // namespace memdelbrot
