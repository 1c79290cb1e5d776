#include "memory/maps_line.h"

#include <QtTest>

using namespace memdelbrot;

class MapsLineTest : public QObject {
    Q_OBJECT

private slots:
    void aFilesLineGivesAllItsParts();
    void kindsFollowFromTheName_data();
    void kindsFollowFromTheName();
    void oddNamesAreKeptAsPrinted();
    void brokenLinesAreRefused_data();
    void brokenLinesAreRefused();
    void aWholeFileComesOutSortedAndDisjoint();
};

void MapsLineTest::aFilesLineGivesAllItsParts()
{
    const Region region =
        parseMapsLine("7f1c2a000000-7f1c2a022000 r-xs 00026000 08:01 1234567                    /usr/lib/libc.so.6")
            .value();
    QCOMPARE(region.range.begin().value(), 0x7f1c2a000000u);
    QCOMPARE(region.range.size(), 0x22000u);
    QCOMPARE(permissionsText(region.permissions), "r-xs");
    QCOMPARE(region.offset, 0x26000u);
    QCOMPARE(region.path, "/usr/lib/libc.so.6");
    QCOMPARE(region.kind, RegionKind::File);
}

void MapsLineTest::kindsFollowFromTheName_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<RegionKind>("kind");
    QTest::addRow("anonymous") << std::string() << RegionKind::Anonymous;
    QTest::addRow("named anonymous") << std::string("[anon:counts]") << RegionKind::Anonymous;
    QTest::addRow("heap") << std::string("[heap]") << RegionKind::Heap;
    QTest::addRow("stack") << std::string("[stack]") << RegionKind::Stack;
    QTest::addRow("vdso") << std::string("[vdso]") << RegionKind::Vdso;
    QTest::addRow("vsyscall") << std::string("[vsyscall]") << RegionKind::Vdso;
    QTest::addRow("memfd") << std::string("/memfd:array (deleted)") << RegionKind::SharedMemory;
    QTest::addRow("shm") << std::string("/dev/shm/x") << RegionKind::SharedMemory;
    QTest::addRow("device") << std::string("/dev/dri/card0") << RegionKind::Device;
    QTest::addRow("deleted file") << std::string("/tmp/a b (deleted)") << RegionKind::File;
    QTest::addRow("anon_inode") << std::string("anon_inode:[perf_event]") << RegionKind::Other;
}

void MapsLineTest::kindsFollowFromTheName()
{
    QFETCH(const std::string, path);
    QFETCH(const RegionKind, kind);
    const Region region =
        parseMapsLine("1000-2000 rw-p 00000000 00:00 0 " + (path.empty() ? "" : "      " + path)).value();
    QCOMPARE(region.path, path);
    QCOMPARE(region.kind, kind);
}

void MapsLineTest::oddNamesAreKeptAsPrinted()
{
    QCOMPARE(parseMapsLine("1000-2000 rw-p 00000000 08:01 7   /tmp/a\\012b  c (deleted)").value().path,
             "/tmp/a\\012b  c (deleted)");
    QCOMPARE(parseMapsLine("1000-2000 rw-p 00000000 08:01 7   /tmp/\xff\xfe").value().path, "/tmp/\xff\xfe");
}

void MapsLineTest::brokenLinesAreRefused_data()
{
    QTest::addColumn<std::string>("line");
    for (const char* line :
         {"", "x", "1000-2000", "1000-2000 rw-p", "2000-1000 rw-p 0 00:00 0", "1000-1000 rw-p 0 00:00 0",
          "1000-2000 rwxz 0 00:00 0", "1000-2000 rw-pp 0 00:00 0", "10000000000000000-2 r--p 0 00:00 0",
          "-1000-2000 rw-p 0 00:00 0", "1000-2000 rw-p 0x0 00:00 0", "1000-2000 rw-p 0"})
        QTest::addRow("'%s'", line) << std::string(line);
}

void MapsLineTest::brokenLinesAreRefused()
{
    QFETCH(const std::string, line);
    const auto region = parseMapsLine(line);
    QVERIFY(!region);
    QCOMPARE(region.error().code, ErrorCode::Syntax);
}

void MapsLineTest::aWholeFileComesOutSortedAndDisjoint()
{
    const auto regions = parseMaps("3000-5000 rw-p 0 00:00 0 \n"
                                   "4000-6000 rw-p 0 00:00 0 \n"
                                   "nonsense\n"
                                   "1000-2000 r--p 0 00:00 0 [heap]");
    QCOMPARE(regions.size(), std::size_t{2});
    QCOMPARE(regions[0].kind, RegionKind::Heap);
    QCOMPARE(regions[1].range.begin().value(), 0x3000u);
}

QTEST_GUILESS_MAIN(MapsLineTest)
#include "tst_maps_line.moc"
