#include "process/core_file.h"

#include "process/core_notes.h"
#include "process/replaced_file.h"

#include <algorithm>
#include <array>
#include <elf.h>
#include <fcntl.h>
#include <unistd.h>

namespace memdelbrot {

namespace {

constexpr std::size_t chunkSize = std::size_t{1} << 20;   // bytes read at a time
constexpr std::size_t blockSize = std::size_t{64} << 10;  // bytes that are left out of the file where all are zero
constexpr std::uint64_t largestRegion = std::uint64_t{1} << 40;

std::uint64_t pageSize()
{
    static const auto size = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return size;
}

std::uint64_t wholePages(std::uint64_t size)
{
    return (size + pageSize() - 1) / pageSize() * pageSize();
}

bool isSaved(const Region& region)
{
    return region.permissions.read && region.range.size() <= largestRegion && !region.path.starts_with("[vvar")
        && region.path != "[vsyscall]";
}

// Which pages of anonymous memory were ever touched: reading the others would make them.
class TouchedPages final {
public:
    explicit TouchedPages(ProcessId pid)
        : m_pagemap(::open(("/proc/" + std::to_string(pid.value()) + "/pagemap").c_str(), O_RDONLY | O_CLOEXEC))
    {
    }

    // True also where it cannot be known.
    [[nodiscard]] bool anyIn(const AddressRange& range) const
    {
        std::array<std::uint64_t, chunkSize / 4096> entries;
        const std::size_t count = std::min<std::size_t>(wholePages(range.size()) / pageSize(), entries.size());
        const auto at = static_cast<off_t>(range.begin().value() / pageSize() * sizeof(std::uint64_t));
        const auto wanted = static_cast<ssize_t>(count * sizeof(std::uint64_t));
        if (::pread(m_pagemap.get(), entries.data(), static_cast<std::size_t>(wanted), at) != wanted)
            return true;
        // Bits 63 and 62: present, swapped (Documentation/admin-guide/mm/pagemap.rst of Linux 6.1).
        return std::any_of(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(count),
                           [](std::uint64_t entry) { return entry >> 62 != 0; });
    }

private:
    UniqueFd m_pagemap;
};

class CoreWriter final {
public:
    CoreWriter(ReplacedFile& file, const CoreSubject& subject, std::vector<Region> regions, const std::stop_token& stop)
        : m_file(file),
          m_subject(subject),
          m_regions(std::move(regions)),
          m_notes(coreNotes(subject, m_regions)),
          m_stop(stop),
          m_touched(subject.pid)
    {
    }

    Result<void> write()
    {
        return writeHeaders().and_then([this] { return writeMemory(); });
    }

    [[nodiscard]] const CoreFileSummary& summary() const { return m_summary; }

private:
    [[nodiscard]] std::uint64_t headersSize() const
    {
        return sizeof(Elf64_Ehdr) + (m_regions.size() + 1) * sizeof(Elf64_Phdr);
    }

    [[nodiscard]] Elf64_Ehdr fileHeader() const
    {
        Elf64_Ehdr header = {};
        const std::array<unsigned char, 7> magic{ELFMAG0,    ELFMAG1,     ELFMAG2,   ELFMAG3,
                                                 ELFCLASS64, ELFDATA2LSB, EV_CURRENT};
        std::ranges::copy(magic, header.e_ident);
        header.e_type = ET_CORE;
        header.e_machine = EM_X86_64;
        header.e_version = EV_CURRENT;
        header.e_phoff = sizeof header;
        header.e_ehsize = sizeof header;
        header.e_phentsize = sizeof(Elf64_Phdr);
        header.e_phnum = static_cast<Elf64_Half>(m_regions.size() + 1);
        return header;
    }

    [[nodiscard]] static Elf64_Phdr segment(const Region& region, std::uint64_t offset)
    {
        const Permissions& may = region.permissions;
        const unsigned flags = (may.read ? PF_R : 0U) | (may.write ? PF_W : 0U) | (may.execute ? PF_X : 0U);
        return {.p_type = PT_LOAD,
                .p_flags = flags,
                .p_offset = offset,
                .p_vaddr = region.range.begin().value(),
                .p_paddr = 0,
                .p_filesz = isSaved(region) ? region.range.size() : 0,
                .p_memsz = region.range.size(),
                .p_align = pageSize()};
    }

    Result<void> writeHeaders()
    {
        const std::uint64_t notesAt = headersSize();
        std::vector<Elf64_Phdr> segments{
            {.p_type = PT_NOTE, .p_flags = 0, .p_offset = notesAt, .p_filesz = m_notes.size(), .p_align = 4}};
        std::uint64_t offset = wholePages(notesAt + m_notes.size());
        for (const Region& region : m_regions) {
            segments.push_back(segment(region, offset));
            m_offsets.push_back(offset);
            offset += segments.back().p_filesz;
        }
        const Elf64_Ehdr header = fileHeader();
        return m_file.setSize(offset)
            .and_then([&] { return m_file.writeAt(0, std::as_bytes(std::span(&header, 1))); })
            .and_then([&] { return m_file.writeAt(sizeof header, std::as_bytes(std::span(segments))); })
            .and_then([&] { return m_file.writeAt(notesAt, m_notes); });
    }

    Result<void> writeMemory()
    {
        for (std::size_t index = 0; index < m_regions.size(); ++index) {
            const Region& region = m_regions[index];
            if (region.permissions.read && region.range.size() > largestRegion)
                m_summary.leftOutBytes += region.range.size();
            if (!isSaved(region))
                continue;
            for (std::uint64_t done = 0; done < region.range.size(); done += chunkSize) {
                const std::uint64_t size = std::min<std::uint64_t>(chunkSize, region.range.size() - done);
                const auto part = AddressRange::fromSize(*region.range.begin().plus(done), size);
                if (auto written = writePart(region, part, m_offsets[index] + done); !written)
                    return written;
            }
        }
        return {};
    }

    Result<void> writePart(const Region& region, const AddressRange& part, std::uint64_t offset)
    {
        if (m_stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        m_summary.savedBytes += part.size();
        if (isPrivateMemory(region) && !m_touched.anyIn(part))
            return {};
        ReadResult read = m_subject.memory.read(part);
        read.bytes.resize(static_cast<std::size_t>(part.size()));
        for (const UnreadableRange& hole : read.unreadable) {
            const AddressRange bad = hole.range.intersected(part);
            const auto begin =
                read.bytes.begin() + static_cast<std::ptrdiff_t>(bad.begin().value() - part.begin().value());
            std::fill_n(begin, bad.size(), std::byte{0});
            m_summary.unreadableBytes += bad.size();
            m_summary.savedBytes -= bad.size();
        }
        return writeBlocks(read.bytes, offset);
    }

    [[nodiscard]] static bool isPrivateMemory(const Region& region)
    {
        const bool isAnonymous =
            region.kind == RegionKind::Anonymous || region.kind == RegionKind::Heap || region.kind == RegionKind::Stack;
        return isAnonymous && !region.permissions.shared;
    }

    Result<void> writeBlocks(std::span<const std::byte> bytes, std::uint64_t offset)
    {
        for (std::size_t done = 0; done < bytes.size(); done += blockSize) {
            const auto block = bytes.subspan(done, std::min(blockSize, bytes.size() - done));
            if (std::ranges::all_of(block, [](std::byte byte) { return byte == std::byte{0}; }))
                continue;
            if (auto written = m_file.writeAt(offset + done, block); !written)
                return written;
        }
        return {};
    }

    ReplacedFile& m_file;
    const CoreSubject& m_subject;
    const std::vector<Region> m_regions;
    const std::vector<std::byte> m_notes;
    const std::stop_token& m_stop;
    TouchedPages m_touched;
    std::vector<std::uint64_t> m_offsets;   // in the file, of the regions
    CoreFileSummary m_summary;
};

}  // namespace

Result<CoreFileSummary> writeCoreFile(const std::string& path, const CoreSubject& subject, const std::stop_token& stop)
{
    auto regions = subject.memory.regions();
    if (!regions)
        return failure(std::move(regions.error()));
    std::erase_if(*regions, [](const Region& region) { return region.range.isEmpty(); });
    if (regions->size() + 1 >= PN_XNUM)
        return failure({.code = ErrorCode::TooLarge, .subject = path, .detail = "it has more than 65533 regions"});
    auto file = ReplacedFile::create(path);
    if (!file)
        return failure(std::move(file.error()));
    CoreWriter writer(*file, subject, std::move(*regions), stop);
    if (auto written = writer.write(); !written)
        return failure(std::move(written.error()));
    if (auto committed = file->commit(); !committed)
        return failure(std::move(committed.error()));
    return writer.summary();
}

}  // namespace memdelbrot
