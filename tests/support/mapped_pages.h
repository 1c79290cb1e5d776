#pragma once

#include "memory/address_range.h"

#include <cstring>
#include <span>
#include <sys/mman.h>
#include <unistd.h>

namespace memdelbrot::test {

// Anonymous private pages in this process; single ones can be unmapped or protected to make holes.
class MappedPages final {
public:
    explicit MappedPages(std::size_t pages)
        : m_size(pages * pageSize()),
          m_begin(static_cast<std::byte*>(
              ::mmap(nullptr, m_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)))
    {
    }
    MappedPages(const MappedPages&) = delete;
    MappedPages& operator=(const MappedPages&) = delete;
    ~MappedPages() { ::munmap(m_begin, m_size); }

    [[nodiscard]] static std::size_t pageSize() { return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)); }
    [[nodiscard]] std::byte* data(std::size_t page = 0) const { return m_begin + page * pageSize(); }
    [[nodiscard]] Address address(std::size_t page = 0) const
    {
        return Address(reinterpret_cast<std::uint64_t>(data(page)));
    }
    [[nodiscard]] AddressRange page(std::size_t number) const
    {
        return AddressRange::fromSize(address(number), pageSize());
    }
    [[nodiscard]] AddressRange range() const { return AddressRange::fromSize(address(), m_size); }

    void fill(std::size_t page, unsigned char value) const { std::memset(data(page), value, pageSize()); }
    void protect(std::size_t page, int protection) const { ::mprotect(data(page), pageSize(), protection); }
    void unmap(std::size_t page) const { ::munmap(data(page), pageSize()); }

private:
    std::size_t m_size;
    std::byte* m_begin;
};

}  // namespace memdelbrot::test
