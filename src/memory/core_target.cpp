#include "memory/core_target.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <elf.h>
#include <fcntl.h>
#include <unistd.h>

namespace memdelbrot {

namespace {

constexpr std::size_t longestNotes = 64u << 20;   // bytes

template <typename Struct>
Struct structAt(std::span<const std::byte> bytes, std::size_t offset)
{
    Struct value{};
    if (offset <= bytes.size() && bytes.size() - offset >= sizeof value)
        std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

std::size_t noteAligned(std::uint64_t size)
{
    return static_cast<std::size_t>((size + 3) & ~std::uint64_t{3});
}

Result<void> checkHeader(const Elf64_Ehdr& header, const std::string& path)
{
    if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
        return failure({.code = ErrorCode::Syntax, .subject = path, .detail = "no ELF file"});
    if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_ident[EI_DATA] != ELFDATA2LSB)
        return failure(
            {.code = ErrorCode::Unsupported, .subject = path, .detail = "not of a 64-bit little-endian machine"});
    if (header.e_type != ET_CORE || header.e_phentsize != sizeof(Elf64_Phdr))
        return failure({.code = ErrorCode::Syntax, .subject = path, .detail = "an ELF file, but no core dump"});
    return {};
}

Permissions permissionsOf(std::uint32_t flags)
{
    return {.read = (flags & PF_R) != 0, .write = (flags & PF_W) != 0, .execute = (flags & PF_X) != 0};
}

void addHole(std::vector<UnreadableRange>& unreadable, const AddressRange& hole, int errnoValue)
{
    if (!hole.isEmpty())
        unreadable.push_back({hole, errnoValue});
}

AddressRange between(std::uint64_t begin, std::uint64_t end)
{
    return AddressRange::fromSize(Address(begin), end - begin);
}

}  // namespace

Result<std::unique_ptr<CoreTarget>> CoreTarget::open(const std::string& path)
{
    UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen())
        return systemFailure(errno, path);
    std::unique_ptr<CoreTarget> target(new CoreTarget(path, std::move(file)));
    if (auto read = target->readHeaders(); !read)
        return failure(std::move(read.error()));
    return target;
}

bool CoreTarget::readAt(std::uint64_t offset, std::span<std::byte> bytes) const
{
    while (!bytes.empty()) {
        const ssize_t count = ::pread(m_file.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        offset += static_cast<std::uint64_t>(count);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

Result<void> CoreTarget::readHeaders()
{
    Elf64_Ehdr header{};
    (void)readAt(0, std::as_writable_bytes(std::span(&header, 1)));   // a shorter file leaves zeros: no ELF
    if (auto checked = checkHeader(header, m_path); !checked)
        return checked;
    std::vector<Elf64_Phdr> segments(header.e_phnum);
    if (!readAt(header.e_phoff, std::as_writable_bytes(std::span(segments))))
        return failure({.code = ErrorCode::Syntax, .subject = m_path, .detail = "its program headers are cut off"});
    std::vector<std::byte> notes;
    for (const Elf64_Phdr& segment : segments) {
        if (segment.p_type == PT_LOAD && segment.p_memsz > 0) {
            Region region{.range = AddressRange::fromSize(Address(segment.p_vaddr), segment.p_memsz),
                          .permissions = permissionsOf(segment.p_flags),
                          .kind = RegionKind::Anonymous};
            m_pieces.push_back({std::move(region), segment.p_offset, std::min(segment.p_filesz, segment.p_memsz)});
        } else if (segment.p_type == PT_NOTE && segment.p_filesz <= longestNotes) {
            notes.resize(segment.p_filesz);
            if (!readAt(segment.p_offset, notes))
                notes.clear();
        }
    }
    std::sort(m_pieces.begin(), m_pieces.end(),
              [](const Piece& a, const Piece& b) { return a.region.range.begin() < b.region.range.begin(); });
    for (std::size_t i = 0; i + 1 < m_pieces.size(); ++i) {
        if (m_pieces[i].region.range.last() >= m_pieces[i + 1].region.range.begin())
            return failure({.code = ErrorCode::Syntax,
                            .address = m_pieces[i + 1].region.range.begin().value(),
                            .subject = m_path,
                            .detail = "two of its segments overlap"});
    }
    nameRegions(notes);
    return {};
}

// Looks for the NT_FILE note (Linux: fs/binfmt_elf.c, fill_files_note).
void CoreTarget::nameRegions(std::span<const std::byte> notes)
{
    for (std::size_t offset = 0; offset + sizeof(Elf64_Nhdr) <= notes.size();) {
        const auto note = structAt<Elf64_Nhdr>(notes, offset);
        const std::size_t begin = offset + sizeof note + noteAligned(note.n_namesz);
        const std::size_t end = begin + noteAligned(note.n_descsz);
        if (begin > notes.size() || end > notes.size() || end <= offset)
            return;
        const auto description = notes.subspan(begin, note.n_descsz);
        if (note.n_type == NT_FILE && description.size() >= 2 * sizeof(std::uint64_t))
            nameRegions(description, structAt<std::uint64_t>(description, 0));
        offset = end;
    }
}

// count, page size, then count times {begin, end, offset in pages}, then count names, each ended by NUL.
void CoreTarget::nameRegions(std::span<const std::byte> fileNote, std::size_t count)
{
    struct Mapping {
        std::uint64_t begin, end, page;
    };
    constexpr std::size_t head = 2 * sizeof(std::uint64_t);
    if (count > (fileNote.size() - head) / sizeof(Mapping))
        return;
    const auto pageSize = structAt<std::uint64_t>(fileNote, sizeof(std::uint64_t));
    const std::byte* name = fileNote.data() + head + count * sizeof(Mapping);
    const std::byte* const end = fileNote.data() + fileNote.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::byte* const nameEnd = std::find(name, end, std::byte{0});
        if (nameEnd == end)
            return;
        const auto mapping = structAt<Mapping>(fileNote, head + i * sizeof(Mapping));
        for (Piece& piece : m_pieces) {
            const std::uint64_t begin = piece.region.range.begin().value();
            if (begin < mapping.begin || begin >= mapping.end)
                continue;
            piece.region.path.assign(reinterpret_cast<const char*>(name), static_cast<std::size_t>(nameEnd - name));
            piece.region.offset = mapping.page * pageSize + (begin - mapping.begin);
            piece.region.kind = RegionKind::File;
        }
        name = nameEnd + 1;
    }
}

void CoreTarget::readPiece(const Piece& piece, const AddressRange& range, std::span<std::byte> bytes,
                           std::vector<UnreadableRange>& unreadable) const
{
    const AddressRange wanted = piece.region.range.intersected(range);
    const AddressRange saved = wanted.intersected(AddressRange::fromSize(piece.region.range.begin(), piece.savedSize));
    const std::uint64_t place = saved.begin().value() - range.begin().value();
    const std::uint64_t offset = piece.fileOffset + (saved.begin().value() - piece.region.range.begin().value());
    if (!saved.isEmpty() && !readAt(offset, bytes.subspan(place, saved.size())))
        addHole(unreadable, saved, EIO);
    const std::uint64_t behind = saved.isEmpty() ? wanted.begin().value() : saved.begin().value() + saved.size();
    addHole(unreadable, between(behind, wanted.begin().value() + wanted.size()), ENODATA);
}

std::vector<UnreadableRange> CoreTarget::readInto(const AddressRange& range, std::span<std::byte> bytes) const
{
    std::vector<UnreadableRange> unreadable;
    std::uint64_t next = range.begin().value();
    for (const Piece& piece : m_pieces) {
        const AddressRange wanted = piece.region.range.intersected(range);
        if (wanted.isEmpty())
            continue;
        addHole(unreadable, between(next, wanted.begin().value()), EFAULT);
        readPiece(piece, range, bytes, unreadable);
        next = wanted.begin().value() + wanted.size();
    }
    addHole(unreadable, between(next, range.begin().value() + range.size()), EFAULT);
    return unreadable;
}

Result<void> CoreTarget::write(Address begin, std::span<const std::byte>, WriteForce)
{
    return failure({.code = ErrorCode::ReadOnly,
                    .address = begin.value(),
                    .subject = name(),
                    .detail = "a core dump is a record and stays as it is"});
}

Result<std::vector<Region>> CoreTarget::regions() const
{
    std::vector<Region> regions;
    regions.reserve(m_pieces.size());
    for (const Piece& piece : m_pieces)
        regions.push_back(piece.region);
    return regions;
}

TargetState CoreTarget::state() const
{
    return TargetState::Frozen;
}

std::string CoreTarget::name() const
{
    return m_path;
}

}  // namespace memdelbrot
