#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace memdelbrot {

// int32 (height, width), C order, in anonymous memory with MADV_HUGEPAGE: the fractal's counts, an allocation like any
// other, which panels open by its address.
class CountsArray final {
public:
    // Errors: InvalidArgument, OutOfMemory (more than is available: checked against MemAvailable before it is mapped).
    [[nodiscard]] static Result<CountsArray> create(int height, int width);
    // Whether create() would find the room now, `givenBack` bytes of other counts going first. Errors: create()'s.
    [[nodiscard]] static Result<void> checkRoom(int height, int width, std::uint64_t givenBack = 0);
    CountsArray(CountsArray&& other) noexcept;
    CountsArray& operator=(CountsArray&& other) noexcept;
    ~CountsArray();

    // Another shape over the same memory, its counts then meaning nothing. False: it does not fit, nothing is changed.
    [[nodiscard]] bool reshape(int height, int width);
    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] std::int32_t* data() { return m_data; }
    [[nodiscard]] const std::int32_t* data() const { return m_data; }
    [[nodiscard]] std::span<const std::int32_t> counts() const;
    [[nodiscard]] std::size_t byteSize() const;

private:
    CountsArray(int height, int width, std::int32_t* data);

    int m_height = 0;
    int m_width = 0;
    std::int32_t* m_data = nullptr;
};

// MemAvailable of /proc/meminfo (Documentation/filesystems/proc.rst), in bytes; nullopt where it cannot be read.
[[nodiscard]] std::optional<std::uint64_t> availableMemory();

}  // namespace memdelbrot
