#include "fractal/counts_array.h"

#include <sys/mman.h>

#include <cerrno>
#include <cstdint>
#include <fstream>
#include <string>
#include <utility>

namespace memdelbrot {

namespace {

constexpr std::size_t hugePage = std::size_t{2} << 20;
constexpr int maximumSamples = 1 << 20;   // an axis, as Grid's

std::size_t mappedSize(std::size_t bytes)
{
    return (bytes + hugePage - 1) / hugePage * hugePage;
}

// Begins on a huge page's boundary: one more is mapped, and what sticks out is given back.
void* mapAligned(std::size_t bytes)
{
    const std::size_t wanted = mappedSize(bytes);
    void* mapping = ::mmap(nullptr, wanted + hugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapping == MAP_FAILED)
        return nullptr;
    auto* const begin = static_cast<char*>(mapping);
    const std::size_t before = (hugePage - reinterpret_cast<std::uintptr_t>(begin) % hugePage) % hugePage;
    if (before > 0)
        ::munmap(begin, before);
    ::munmap(begin + before + wanted, hugePage - before);
    ::madvise(begin + before, wanted, MADV_HUGEPAGE);   // a wish: refused, the array is only slower to touch
    return begin + before;
}

}  // namespace

std::optional<std::uint64_t> availableMemory()
{
    std::ifstream file("/proc/meminfo");
    std::string name;
    std::uint64_t kibibytes = 0;
    std::string unit;
    while (file >> name >> kibibytes) {
        if (name == "MemAvailable:")
            return kibibytes * 1024;
        std::getline(file, unit);
    }
    return std::nullopt;
}

Result<void> CountsArray::checkRoom(int height, int width, std::uint64_t givenBack)
{
    if (height < 1 || width < 1 || height > maximumSamples || width > maximumSamples)
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = std::to_string(height) + " x " + std::to_string(width),
                        .detail = "a canvas has 1 to 1048576 rows and columns"});
    const std::size_t bytes = static_cast<std::size_t>(height) * static_cast<std::size_t>(width) * sizeof(std::int32_t);
    const auto available = availableMemory();
    if (available && mappedSize(bytes) > *available + givenBack)
        return failure({.code = ErrorCode::OutOfMemory,
                        .errnoValue = ENOMEM,
                        .subject = std::to_string(bytes) + " bytes of counts",
                        .detail = std::to_string(*available + givenBack) + " bytes are available"});
    return {};
}

Result<CountsArray> CountsArray::create(int height, int width)
{
    if (auto room = checkRoom(height, width); !room)
        return failure(std::move(room.error()));
    const std::size_t bytes = static_cast<std::size_t>(height) * static_cast<std::size_t>(width) * sizeof(std::int32_t);
    void* const data = mapAligned(bytes);
    if (!data)
        return failure({.code = ErrorCode::OutOfMemory,
                        .errnoValue = ENOMEM,
                        .subject = std::to_string(bytes) + " bytes of counts"});
    return CountsArray(height, width, static_cast<std::int32_t*>(data));
}

CountsArray::CountsArray(int height, int width, std::int32_t* data) : m_height(height), m_width(width), m_data(data) {}

CountsArray::CountsArray(CountsArray&& other) noexcept
    : m_height(std::exchange(other.m_height, 0)),
      m_width(std::exchange(other.m_width, 0)),
      m_data(std::exchange(other.m_data, nullptr))
{
}

CountsArray& CountsArray::operator=(CountsArray&& other) noexcept
{
    std::swap(m_height, other.m_height);
    std::swap(m_width, other.m_width);
    std::swap(m_data, other.m_data);
    return *this;
}

CountsArray::~CountsArray()
{
    if (m_data)
        ::munmap(m_data, mappedSize(byteSize()));
}

bool CountsArray::reshape(int height, int width)
{
    if (height < 1 || width < 1)
        return false;
    const std::size_t bytes = static_cast<std::size_t>(height) * static_cast<std::size_t>(width) * sizeof(std::int32_t);
    if (mappedSize(bytes) != mappedSize(byteSize()))
        return false;
    m_height = height;
    m_width = width;
    return true;
}

std::span<const std::int32_t> CountsArray::counts() const
{
    return {m_data, byteSize() / sizeof(std::int32_t)};
}

std::size_t CountsArray::byteSize() const
{
    return static_cast<std::size_t>(m_height) * static_cast<std::size_t>(m_width) * sizeof(std::int32_t);
}

}  // namespace memdelbrot
