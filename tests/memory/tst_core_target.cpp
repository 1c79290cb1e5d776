#include "memory/core_target.h"

#include <QTemporaryFile>
#include <QtTest>

#include <cerrno>
#include <cstring>
#include <elf.h>

using namespace memdelbrot;

namespace {

constexpr std::uint64_t pageSize = 4096;

template <typename Struct>
void append(QByteArray& bytes, const Struct& value)
{
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

Elf64_Ehdr header(std::uint16_t segments)
{
    Elf64_Ehdr elf{};
    std::memcpy(elf.e_ident, ELFMAG, SELFMAG);
    elf.e_ident[EI_CLASS] = ELFCLASS64;
    elf.e_ident[EI_DATA] = ELFDATA2LSB;
    elf.e_type = ET_CORE;
    elf.e_phoff = sizeof elf;
    elf.e_phentsize = sizeof(Elf64_Phdr);
    elf.e_phnum = segments;
    return elf;
}

// The note that says that 0x20000 … 0x22000 is the file's third page and on.
QByteArray fileNote(const char* path)
{
    QByteArray description;
    for (const std::uint64_t word :
         {std::uint64_t{1}, pageSize, std::uint64_t{0x20000}, std::uint64_t{0x22000}, std::uint64_t{2}})
        append(description, word);
    description.append(path, static_cast<qsizetype>(std::strlen(path)) + 1);
    QByteArray note;
    append(note, Elf64_Nhdr{.n_namesz = 5, .n_descsz = static_cast<Elf64_Word>(description.size()), .n_type = NT_FILE});
    note.append("CORE\0\0\0\0", 8);
    note.append(description.leftJustified((description.size() + 3) / 4 * 4, '\0'));
    return note;
}

// Two pages at 0x10000 saved whole ('a', 'b'), two at 0x20000 of which the first is saved ('c').
QByteArray core()
{
    const QByteArray note = fileNote("/usr/lib/libx.so");
    const std::uint64_t noteOffset = sizeof(Elf64_Ehdr) + 3 * sizeof(Elf64_Phdr);
    const std::uint64_t data = noteOffset + static_cast<std::uint64_t>(note.size());
    QByteArray bytes;
    append(bytes, header(3));
    append(bytes,
           Elf64_Phdr{.p_type = PT_NOTE, .p_offset = noteOffset, .p_filesz = static_cast<Elf64_Xword>(note.size())});
    append(bytes,
           Elf64_Phdr{.p_type = PT_LOAD,
                      .p_flags = PF_R | PF_X,
                      .p_offset = data + 2 * pageSize,
                      .p_vaddr = 0x20000,
                      .p_filesz = pageSize,
                      .p_memsz = 2 * pageSize});
    append(bytes,
           Elf64_Phdr{.p_type = PT_LOAD,
                      .p_flags = PF_R | PF_W,
                      .p_offset = data,
                      .p_vaddr = 0x10000,
                      .p_filesz = 2 * pageSize,
                      .p_memsz = 2 * pageSize});
    bytes.append(note);
    for (const char letter : {'a', 'b', 'c'})
        bytes.append(QByteArray(pageSize, letter));
    return bytes;
}

Result<std::unique_ptr<CoreTarget>> opened(const QByteArray& bytes)
{
    QTemporaryFile file;
    if (!file.open() || file.write(bytes) != bytes.size() || !file.flush())
        qFatal("no temporary file");
    return CoreTarget::open(file.fileName().toStdString());
}

AddressRange bytesAt(std::uint64_t begin, std::uint64_t size)
{
    return AddressRange::fromSize(Address(begin), size);
}

}  // namespace

class CoreTargetTest : public QObject {
    Q_OBJECT

private slots:
    void savedPagesAreReadAtTheAddressesTheyHad();
    void whatWasNotSavedAndWhatWasNotMappedAreToldApart();
    void regionsHavePermissionsAndTheNamesOfFiles();
    void aCoreStaysAsItIs();
    void whatIsNoCoreIsRefused();
    void aDumpThatIsCutOffHasHoles();
    void overlappingSegmentsAreRefused();
};

void CoreTargetTest::savedPagesAreReadAtTheAddressesTheyHad()
{
    const auto read = opened(core()).value()->read(bytesAt(0x10ffe, 4));
    QVERIFY(read.isComplete());
    QCOMPARE(QByteArray(reinterpret_cast<const char*>(read.bytes.data()), 4), QByteArray("aabb"));
}

void CoreTargetTest::whatWasNotSavedAndWhatWasNotMappedAreToldApart()
{
    const auto read = opened(core()).value()->read(bytesAt(0x1f000, 0x4000));
    QCOMPARE(read.unreadable,
             (std::vector<UnreadableRange>{{bytesAt(0x1f000, 0x1000), EFAULT},
                                           {bytesAt(0x21000, 0x1000), ENODATA},
                                           {bytesAt(0x22000, 0x1000), EFAULT}}));
    QCOMPARE(read.bytes[0x1000], std::byte{'c'});
}

void CoreTargetTest::regionsHavePermissionsAndTheNamesOfFiles()
{
    const auto regions = opened(core()).value()->regions().value();
    QCOMPARE(regions.size(), std::size_t(2));
    QCOMPARE(permissionsText(regions[0].permissions), std::string("rw-p"));
    QCOMPARE(regions[1].path, std::string("/usr/lib/libx.so"));
    QCOMPARE(regions[1].offset, 2 * pageSize);
    QCOMPARE(regions[1].kind, RegionKind::File);
}

void CoreTargetTest::aCoreStaysAsItIs()
{
    const std::vector bytes{std::byte{1}};
    for (const WriteForce force : {WriteForce::No, WriteForce::Yes})
        QCOMPARE(opened(core()).value()->write(Address(0x10000), bytes, force).error().code, ErrorCode::ReadOnly);
}

void CoreTargetTest::whatIsNoCoreIsRefused()
{
    QCOMPARE(opened("Hello").error().code, ErrorCode::Syntax);
    QCOMPARE(opened({}).error().code, ErrorCode::Syntax);
    QCOMPARE(CoreTarget::open("/usr/bin/env").error().code, ErrorCode::Syntax);
    QCOMPARE(CoreTarget::open("/nowhere").error().code, ErrorCode::NotFound);
    QByteArray narrow = core();
    narrow[EI_CLASS] = ELFCLASS32;
    QCOMPARE(opened(narrow).error().code, ErrorCode::Unsupported);
    QCOMPARE(opened(core().left(100)).error().code, ErrorCode::Syntax);
}

void CoreTargetTest::aDumpThatIsCutOffHasHoles()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(core().chopped(10));
    QVERIFY(file.flush());
    const auto target = CoreTarget::open(file.fileName().toStdString()).value();
    QCOMPARE(target->read(bytesAt(0x20000, 0x1000)).unreadable,
             (std::vector<UnreadableRange>{{bytesAt(0x20000, 0x1000), EIO}}));
    QVERIFY(target->read(bytesAt(0x10000, 0x2000)).isComplete());
}

void CoreTargetTest::overlappingSegmentsAreRefused()
{
    QByteArray bytes;
    append(bytes, header(2));
    for (int i = 0; i < 2; ++i)
        append(bytes, Elf64_Phdr{.p_type = PT_LOAD, .p_vaddr = 0x10000, .p_memsz = pageSize});
    QCOMPARE(opened(bytes).error().code, ErrorCode::Syntax);
}

QTEST_GUILESS_MAIN(CoreTargetTest)
#include "tst_core_target.moc"
