// regions, peek, poke and search of the real program, beside dd, od and python3.
#include "command_run.h"
#include "support/forked_child.h"
#include "support/mapped_pages.h"
#include "support/second_program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <cstring>
#include <limits>

using namespace memdelbrot::test;
using namespace memdelbrot::testing;

namespace {

QString pidText(const ForkedChild& child)
{
    return QString::number(child.pid());
}

QString addressText(std::uint64_t address)
{
    return QStringLiteral("0x%1").arg(address, 0, 16);
}

bool isOneLine(const QByteArray& text)
{
    return text.endsWith('\n') && text.count('\n') == 1;
}

}  // namespace

class CliMemoryTest : public QObject {
    Q_OBJECT

private slots:
    void addressZeroIsUnreadableAndExitsWith4();
    void aHoleExitsWith3AndShowsTheRest();
    void peekShowsWhatDdReads();
    void valuesThatJsonCannotHoldAreText();
    void shapesNest();
    void bracketsFollowAPointer();
    void pokeIsSeenByDd();
    void negativeNumbersAreValues();
    void pokesIntoReadOnlyPagesAreRefusedUntilForced();
    void regionsAreThoseOfTheMapsFile();
    void searchFindsEveryKindOfThing();
    void searchKeepsToItsLimits();
    void searchSaysWhatItCouldNotRead();
    void whatIsNothingOrNoNumberIsAUsageError_data();
    void whatIsNothingOrNoNumberIsAUsageError();
    void theLastAddressesAreReadWithoutACount();
    void aStructWhereNothingIsReadableIsNotDone();
    void aValueOutOfItsDtypesRangeIsAUsageError();
    void anArrayIsSavedAsNumpyReadsIt();
    void aLargeFileIsSavedInLittleMemory();
    void whatIsWrongOnTheLineExitsWith2();
    void whatIsMissingIsSaidOnOneLine();
    void versionAndHelpAreThere();

private:
    QString searched(const QStringList& what);
    QTemporaryDir m_folder;
};

void CliMemoryTest::addressZeroIsUnreadableAndExitsWith4()
{
    const ForkedChild child;
    const auto run = runCli({"peek", "--json", "--pid", pidText(child), "0", "--count", "2"});
    QCOMPARE(run.exitCode, 4);
    QCOMPARE(run.json()["values"].toArray(), (QJsonArray{QJsonValue(), QJsonValue()}));
    QCOMPARE(run.json()["unreadable"].toArray().first().toObject(),
             (QJsonObject{{"start", "0x0"}, {"end", "0x2"}, {"errno", "EFAULT"}}));
    QVERIFY(isOneLine(run.complaints));
    QVERIFY(runCli({"peek", "--pid", pidText(child), "0"}).output.contains("??"));
}

void CliMemoryTest::aHoleExitsWith3AndShowsTheRest()
{
    const MappedPages pages(2);
    pages.fill(0, 7);
    const ForkedChild child([&] { pages.unmap(1); });
    const auto run =
        runCli({"peek", "--json", "--pid", pidText(child), addressText(pages.address(1).value() - 2), "--count", "4"});
    QCOMPARE(run.exitCode, 3);
    QCOMPARE(run.json()["values"].toArray(), (QJsonArray{7, 7, QJsonValue(), QJsonValue()}));
}

void CliMemoryTest::peekShowsWhatDdReads()
{
    const MappedPages pages(1);
    for (int i = 0; i < 256; ++i)
        pages.data()[i] = static_cast<std::byte>(255 - i);
    const ForkedChild child;
    const auto run =
        runCli({"peek", "--json", "--pid", pidText(child), addressText(pages.address().value()), "--count", "256"});
    QCOMPARE(run.exitCode, 0);
    QByteArray shown;
    const QJsonArray values = run.json()["values"].toArray();
    for (const QJsonValue& element : values)
        shown += static_cast<char>(element.toInt());
    QCOMPARE(shown, memoryByDd(child.pid(), pages.address().value(), 256));
}

void CliMemoryTest::valuesThatJsonCannotHoldAreText()
{
    const MappedPages pages(1);
    const double numbers[] = {std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::infinity(), 0.1};
    const std::uint64_t largest = ~std::uint64_t{0};
    std::memcpy(pages.data(), numbers, sizeof numbers);
    std::memcpy(pages.data() + 32, &largest, 8);
    const ForkedChild child;
    const auto peek = [&](std::uint64_t offset, const QString& dtype, int count) {
        return runCli({"peek", "--json", "--pid", pidText(child), addressText(pages.address().value() + offset),
                       "--dtype", dtype, "--count", QString::number(count)})
            .json()["values"]
            .toArray();
    };
    QCOMPARE(peek(0, "float64", 3), (QJsonArray{"nan", "-inf", 0.1}));
    QCOMPARE(peek(32, "uint64", 1), (QJsonArray{"18446744073709551615"}));
    QCOMPARE(peek(32, "int64", 1), (QJsonArray{-1}));
    QCOMPARE(peek(32, "pointer", 1), (QJsonArray{"0xffffffffffffffff"}));
    QCOMPARE(peek(8, "complex128", 1), (QJsonArray{QJsonArray{"-inf", 0.1}}));
}

void CliMemoryTest::shapesNest()
{
    const MappedPages pages(1);
    for (int i = 0; i < 6; ++i)
        pages.data()[i] = static_cast<std::byte>(i);
    const ForkedChild child;
    const auto run =
        runCli({"peek", "--json", "--pid", pidText(child), addressText(pages.address().value()), "--shape", "2,3"});
    QCOMPARE(run.json()["values"].toArray(), (QJsonArray{QJsonArray{0, 1, 2}, QJsonArray{3, 4, 5}}));
    QCOMPARE(run.json()["shape"].toArray(), (QJsonArray{2, 3}));
}

void CliMemoryTest::bracketsFollowAPointer()
{
    const MappedPages pages(1);
    const std::uint64_t pointer = pages.address().value() + 8;
    std::memcpy(pages.data(), &pointer, 8);
    pages.data()[8] = std::byte{42};
    const ForkedChild child;
    const QString address = "[" + addressText(pages.address().value()) + "]";
    QCOMPARE(runCli({"peek", "--json", "--pid", pidText(child), address, "--count", "1"}).json()["values"].toArray(),
             (QJsonArray{42}));
}

void CliMemoryTest::pokeIsSeenByDd()
{
    const MappedPages pages(1);
    std::memcpy(pages.data(), "Hello, world!", 13);
    const ForkedChild child;
    const auto run = runCli(
        {"poke", "--json", "--pid", pidText(child), addressText(pages.address().value() + 4), "69", "86", "73", "76"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.json()["before"].toArray(), (QJsonArray{'o', ',', ' ', 'w'}));
    QCOMPARE(memoryByDd(child.pid(), pages.address().value(), 13), QByteArray("HellEVILorld!"));
}

void CliMemoryTest::negativeNumbersAreValues()
{
    QFile file(m_folder.filePath("numbers"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(16, '\0'));
    file.close();
    QCOMPARE(
        runCli({"poke", "--file", file.fileName(), "0", "--dtype", "float32", "-1", "-.5", "-inf", "-1e-3"}).exitCode,
        0);
    QCOMPARE(runCli({"peek", "--json", "--file", file.fileName(), "0", "--dtype", "float32", "--count", "3"})
                 .json()["values"]
                 .toArray(),
             (QJsonArray{-1, -0.5, "-inf"}));
}

void CliMemoryTest::pokesIntoReadOnlyPagesAreRefusedUntilForced()
{
    const MappedPages pages(1);
    pages.fill(0, 'a');
    const ForkedChild child([&] { pages.protect(0, PROT_READ); });
    const QStringList line{"poke", "--pid", pidText(child), addressText(pages.address().value()), "98"};
    const auto refused = runCli(line);
    QCOMPARE(refused.exitCode, 5);
    QVERIFY(isOneLine(refused.complaints));
    QCOMPARE(memoryByDd(child.pid(), pages.address().value(), 1), QByteArray("a"));
    QCOMPARE(runCli(line + QStringList{"--force"}).exitCode, 0);
    QCOMPARE(memoryByDd(child.pid(), pages.address().value(), 1), QByteArray("b"));
}

void CliMemoryTest::regionsAreThoseOfTheMapsFile()
{
    const ForkedChild child;
    QFile maps(QStringLiteral("/proc/%1/maps").arg(child.pid()));
    QVERIFY(maps.open(QIODevice::ReadOnly));
    QByteArrayList expected = maps.readAll().trimmed().split('\n');
    QByteArrayList shown;
    const QJsonArray regions = runCli({"regions", "--json", "--pid", pidText(child)}).json().array();
    for (const QJsonValue& region : regions)
        shown += region["start"].toString().mid(2).toLatin1() + "-" + region["end"].toString().mid(2).toLatin1() + " "
            + region["permissions"].toString().toLatin1();
    for (QByteArray& line : expected) {
        const QByteArrayList range = line.split(' ')[0].split('-');
        line = QByteArray::number(range[0].toULongLong(nullptr, 16), 16) + "-"
            + QByteArray::number(range[1].toULongLong(nullptr, 16), 16) + " " + line.split(' ')[1];
    }
    QCOMPARE(shown, expected);
}

void CliMemoryTest::aValueOutOfItsDtypesRangeIsAUsageError()
{
    const auto searched = runCli({"search", "--file", "/etc/passwd", "--value", "uint8", "-1"});
    QCOMPARE(searched.exitCode, 2);
    QCOMPARE(searched.complaints,
             QByteArray("memdelbrot-cli: cannot use -1: uint8 holds 0 to 255; give another value\n"));
    const auto poked = runCli({"poke", "--file", "/etc/passwd", "0", "--dtype", "int8", "200"});
    QCOMPARE(poked.exitCode, 2);
    QVERIFY2(poked.complaints.contains("int8 holds -128 to 127"), poked.complaints.constData());
}

// Where the one match is, or how many there are.
QString CliMemoryTest::searched(const QStringList& what)
{
    QFile file(m_folder.filePath("haystack"));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no haystack");
    QByteArray content(4096, '\0');
    content.replace(100, 6, "needle");
    const auto put = [&content](int at, auto number) {
        content.replace(at, sizeof number, QByteArray(reinterpret_cast<const char*>(&number), sizeof number));
    };
    put(200, -2.5);
    put(304, std::numeric_limits<double>::quiet_NaN());
    put(400, std::uint64_t{0x5fff'0000'0010});
    put(508, -std::numeric_limits<float>::infinity());
    file.write(content);
    file.close();
    const auto json = runCli(QStringList{"search", "--json", "--file", file.fileName()} + what).json();
    return json["count"].toInt() == 1 ? json["matches"].toArray().first()["address"].toString()
                                      : QString::number(json["count"].toInt());
}

void CliMemoryTest::searchFindsEveryKindOfThing()
{
    const auto found = [this](const QStringList& what) { return searched(what); };
    QCOMPARE(found({"--bytes", "6e 65 ?? 64"}), QStringLiteral("0x64"));
    QCOMPARE(found({"--text", "needle"}), QStringLiteral("0x64"));
    QCOMPARE(found({"--value", "float64", "-2.5"}), QStringLiteral("0xc8"));
    QCOMPARE(found({"--text", "needle", "--encoding", "utf-16le"}), QStringLiteral("0"));
    QCOMPARE(found({"--text", "needle", "--encoding", "utf-16le,utf-8"}), QStringLiteral("0x64"));
    QCOMPARE(found({"--text", "NEEdle"}), QStringLiteral("0"));
    QCOMPARE(found({"--text", "NEEdle", "--ignore-case"}), QStringLiteral("0x64"));
    QCOMPARE(found({"--regex", "n.{1,2}d"}), QStringLiteral("0x64"));
    QCOMPARE(found({"--regex", "N.{1,2}D", "--ignore-case"}), QStringLiteral("0x64"));
    QCOMPARE(found({"--range", "float64", "-3", "-2", "--align", "8"}), QStringLiteral("0xc8"));
    QCOMPARE(found({"--value", "float64", "-2", "--tolerance", "0.5", "--align", "8"}), QStringLiteral("0xc8"));
    QCOMPARE(found({"--nan", "float64", "--align", "8"}), QStringLiteral("0x130"));
    QCOMPARE(found({"--infinite", "float32"}), QStringLiteral("0x1fc"));
    QCOMPARE(found({"--pointers", "0x5fff00000000", "0x20"}), QStringLiteral("0x190"));
}

void CliMemoryTest::searchKeepsToItsLimits()
{
    QCOMPARE(searched({"--text", "needle", "--within", "0x64", "6"}), QStringLiteral("0x64"));
    QCOMPARE(searched({"--text", "needle", "--within", "0x65", "6"}), QStringLiteral("0"));
    QCOMPARE(searched({"--text", "needle", "--align", "8"}), QStringLiteral("0"));
    QCOMPARE(searched({"--bytes", "00", "--limit", "7"}), QStringLiteral("7"));
    QCOMPARE(searched({"--text", "needle", "--kind", "file"}), QStringLiteral("0x64"));
    QCOMPARE(searched({"--text", "needle", "--kind", "heap,stack"}), QStringLiteral("0"));
    QCOMPARE(searched({"--text", "needle", "--executable"}), QStringLiteral("0"));
    QCOMPARE(searched({"--text", "needle", "--writable"}), QStringLiteral("0x64"));
}

void CliMemoryTest::searchSaysWhatItCouldNotRead()
{
    const MappedPages pages(3);
    pages.fill(0, 'x');
    std::memcpy(pages.data(2), "needle in a page", 16);
    pages.protect(1, PROT_NONE);
    const ForkedChild child;
    const QStringList line{"search", "--pid", pidText(child), "--text", "needle in a page"};
    const auto run = runCli(line + QStringList{"--json"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.json()["count"].toInt() >= 1);
    QCOMPARE(run.json()["unreadable_bytes"].toInteger(), 0);
    QVERIFY(run.json()["closed_bytes"].toInteger() >= 4096);
    QVERIFY(runCli(line).output.contains("without read permission were passed over"));
}

void CliMemoryTest::whatIsNothingOrNoNumberIsAUsageError_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::addColumn<QByteArray>("words");
    const QStringList search{"search", "--file", "/etc/passwd"};
    QTest::addRow("no text") << search + QStringList{"--text", ""} << QByteArray("an empty text");
    QTest::addRow("no bytes") << search + QStringList{"--bytes", ""} << QByteArray("an empty text");
    QTest::addRow("half a byte") << search + QStringList{"--bytes", "6e6"} << QByteArray("hexadecimal digits");
    QTest::addRow("no limit") << search + QStringList{"--text", "x", "--limit", "0"}
                              << QByteArray("--limit: 0 is no whole number from 1 up");
    QTest::addRow("no kind") << search + QStringList{"--text", "x", "--kind", "attic"}
                             << QByteArray("kinds of regions are");
    QTest::addRow("no expression") << search + QStringList{"--regex", "a("} << QByteArray("a(");
    QTest::addRow("an empty range") << search + QStringList{"--range", "int8", "2", "1"}
                                    << QByteArray("greater than the end of the range");
    QTest::addRow("no size") << search + QStringList{"--pointers", "0x10", "0"} << QByteArray("the range is empty");
    QTest::addRow("no alignment") << search + QStringList{"--text", "x", "--align", "0"}
                                  << QByteArray("--align: 0 is no whole number from 1 up");
    QTest::addRow("no dtype") << search + QStringList{"--value", "nosuch", "1"} << QByteArray("it is no dtype");
    QTest::addRow("no int32") << search + QStringList{"--value", "int32", "1.5"} << QByteArray("it is no int32");
    QTest::addRow("no pid") << QStringList{"regions", "--pid", "abc"} << QByteArray("abc is no whole number");
}

void CliMemoryTest::whatIsNothingOrNoNumberIsAUsageError()
{
    QFETCH(QStringList, line);
    QFETCH(QByteArray, words);
    const auto run = runCli(line);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.complaints.contains(words), run.complaints.constData());
    QCOMPARE(run.complaints.count('\n'), 1);
}

void CliMemoryTest::theLastAddressesAreReadWithoutACount()
{
    const ForkedChild child;
    const auto run = runCli({"peek", "--json", "--pid", pidText(child), "0xfffffffffffffffe"});
    QCOMPARE(run.exitCode, 4);
    QCOMPARE(run.json()["shape"].toArray(), QJsonArray{2});
    QCOMPARE(runCli({"peek", "--pid", pidText(child), "0xfffffffffffffffe", "--count", "3"}).exitCode, 1);
}

void CliMemoryTest::aStructWhereNothingIsReadableIsNotDone()
{
    const ForkedChild child;
    const auto run = runCli({"inspect", "--pid", pidText(child), "0", "--declare", "struct X { int a; int b; };"});
    QCOMPARE(run.exitCode, 4);
    QVERIFY2(run.complaints.contains("2 of the 2 fields at 0x0"), run.complaints.constData());
}

void CliMemoryTest::anArrayIsSavedAsNumpyReadsIt()
{
    QFile file(m_folder.filePath("array"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int i = 0; i < 6; ++i) {
        const double number = i / 2.0;
        file.write(reinterpret_cast<const char*>(&number), 8);
    }
    file.close();
    const QString saved = m_folder.filePath("array.npy");
    QCOMPARE(runCli({"peek", "--file", file.fileName(), "0", "--dtype", "float64", "--shape", "2,3", "--npy", saved})
                 .exitCode,
             0);
    QProcess python;
    python.start(TEST_PYTHON, {"-c", "import numpy, sys; print(numpy.load(sys.argv[1]).tolist())", saved});
    python.waitForFinished();
    QCOMPARE(python.readAllStandardOutput(), QByteArray("[[0.0, 0.5, 1.0], [1.5, 2.0, 2.5]]\n"));
}

void CliMemoryTest::aLargeFileIsSavedInLittleMemory()
{
    QFile file(m_folder.filePath("large"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    constexpr qint64 size = 300 << 20;
    QVERIFY(file.resize(size));
    file.close();
    const QString saved = m_folder.filePath("large.npy");
    QProcess shell;   // 200 MiB of address space would not hold the file
    shell.start("sh",
                {"-c", "ulimit -v 262144; exec \"$@\"", "sh", BINARY_FOLDER "/memdelbrot-cli", "peek", "--file",
                 file.fileName(), "0", "--count", QString::number(size), "--npy", saved});
    QVERIFY(shell.waitForFinished(120'000));
    QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
    QCOMPARE(QFileInfo(saved).size(), size + 128);
}

void CliMemoryTest::whatIsWrongOnTheLineExitsWith2()
{
    const ForkedChild child;
    for (const QStringList& line : {QStringList{},
                                    {"nonsense"},
                                    {"peek"},
                                    {"peek", "0"},
                                    {"peek", "--pid", "x", "0"},
                                    {"peek", "--pid", pidText(child), "0x"},
                                    {"peek", "--pid", pidText(child), "0", "--dtype", "float65"},
                                    {"peek", "--pid", pidText(child), "0", "--shape", "2,x"},
                                    {"peek", "--pid", pidText(child), "--file", "x", "0"},
                                    {"search", "--pid", pidText(child)},
                                    {"search", "--pid", pidText(child), "--bytes", "4g"},
                                    {"peek", "--worker", "0"}}) {
        const auto run = runCli(line);
        QVERIFY2(run.exitCode == 2, qPrintable(line.join(' ')));
        QVERIFY2(isOneLine(run.complaints), run.complaints.constData());
        QVERIFY(run.output.isEmpty());
    }
}

void CliMemoryTest::whatIsMissingIsSaidOnOneLine()
{
    for (const QStringList& line : {QStringList{"peek", "--pid", "999999999", "0"},
                                    {"peek", "--file", "/nowhere", "0"},
                                    {"regions", "--core", "/usr/bin/env"},
                                    {"symbols", "/nowhere.so"}}) {
        const auto run = runCli(line);
        QVERIFY2(run.exitCode == 1 || run.exitCode == 2, qPrintable(line.join(' ')));
        QVERIFY2(isOneLine(run.complaints), run.complaints.constData());
    }
}

void CliMemoryTest::versionAndHelpAreThere()
{
    QCOMPARE(runCli({"--version"}).exitCode, 0);
    QVERIFY(runCli({"--help"}).output.contains("render"));
    for (const char* command :
         {"regions", "peek", "poke", "search", "inspect", "symbols", "call", "layout", "python", "render", "shell"}) {
        const auto run = runCli({command, "--help"});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.contains("Usage"));
    }
}

QTEST_GUILESS_MAIN(CliMemoryTest)
#include "tst_cli_memory.moc"
