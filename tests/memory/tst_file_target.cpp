#include "memory/file_target.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <sys/stat.h>

using namespace memdelbrot;

class FileTargetTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aFileThatShrinksIsUnreadableBehindItsNewEnd();
    void writingNeverMakesAFileLonger();
    void anEmptyFileHasNoRegions();
    void whatCannotBeOpenedSaysWhy();
    void aPipeOrFolderIsNotAFile();
    void offsetsThatNoFileHasAreUnreadable();
    void filesOfTheKernelWithoutASizeAreRead();
    void aFileNobodyMayWriteIsReadOnly();
    void aProgramThatIsLookedAtCanBeStarted();

private:
    std::string write(const char* name, const std::string& content)
    {
        const std::string path = m_folder->filePath(QString::fromLatin1(name)).toStdString();
        std::ofstream(path) << content;
        return path;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void FileTargetTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void FileTargetTest::aFileThatShrinksIsUnreadableBehindItsNewEnd()
{
    const std::string path = write("shrinks", std::string(10'000, 'x'));
    const auto target = FileTarget::open(path).value();
    QCOMPARE(::truncate(path.c_str(), 5000), 0);

    const auto result = target->read(AddressRange::fromSize(Address(0), 10'000));
    QVERIFY(result.unreadable.at(0).range == AddressRange::fromSize(Address(5000), 5000));
    QCOMPARE(result.unreadable[0].errnoValue, ENXIO);
    QCOMPARE(result.bytes[4999], std::byte{'x'});
}

void FileTargetTest::writingNeverMakesAFileLonger()
{
    const std::string path = write("short", "1234");
    const std::vector bytes(8, std::byte{'x'});
    QVERIFY(!FileTarget::open(path).value()->write(Address(2), bytes, WriteForce::Yes));
    QCOMPARE(QFileInfo(QString::fromStdString(path)).size(), 4);
}

void FileTargetTest::anEmptyFileHasNoRegions()
{
    const auto target = FileTarget::open(write("empty", "")).value();
    QVERIFY(target->regions().value().empty());
    QCOMPARE(target->read(AddressRange::fromSize(Address(0), 1)).unreadable.at(0).errnoValue, ENXIO);
}

void FileTargetTest::whatCannotBeOpenedSaysWhy()
{
    const auto missing = FileTarget::open("/nonexistent/file");
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QCOMPARE(missing.error().errnoValue, ENOENT);
    QCOMPARE(missing.error().subject, "/nonexistent/file");
}

void FileTargetTest::aPipeOrFolderIsNotAFile()
{
    const std::string pipe = m_folder->filePath(QStringLiteral("pipe")).toStdString();
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    QCOMPARE(FileTarget::open(pipe).error().code, ErrorCode::Unsupported);
    QCOMPARE(FileTarget::open(m_folder->path().toStdString()).error().code, ErrorCode::Unsupported);
    QCOMPARE(FileTarget::open("/dev/null").error().code, ErrorCode::Unsupported);
}

void FileTargetTest::offsetsThatNoFileHasAreUnreadable()
{
    const auto target = FileTarget::open(write("small", "1234")).value();
    for (const std::uint64_t offset : {std::uint64_t{1} << 62, (std::uint64_t{1} << 63) - 2, ~std::uint64_t{0} - 7}) {
        const auto result = target->read(AddressRange::fromSize(Address(offset), 8));
        QCOMPARE(result.unreadable.size(), std::size_t{1});
        QVERIFY(result.unreadable[0].range == result.range);
        QVERIFY(!target->write(Address(offset), std::vector(1, std::byte{1}), WriteForce::No));
    }
}

void FileTargetTest::filesOfTheKernelWithoutASizeAreRead()
{
    const auto result = FileTarget::open("/proc/self/status").value()->read(AddressRange::fromSize(Address(0), 5));
    QVERIFY(result.isComplete());
    QCOMPARE(result.bytes[0], std::byte{'N'});
}

// Root may write whatever the mode says; what it may not is a program that runs.
void FileTargetTest::aFileNobodyMayWriteIsReadOnly()
{
    const auto target = FileTarget::open(QCoreApplication::applicationFilePath().toStdString()).value();
    QVERIFY(!target->regions().value().at(0).permissions.write);
    QCOMPARE(target->write(Address(0), std::vector(1, std::byte{1}), WriteForce::Yes).error().code,
             ErrorCode::ReadOnly);
}

void FileTargetTest::aProgramThatIsLookedAtCanBeStarted()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("program"));
    QVERIFY(QFile::copy(QStringLiteral("/bin/true"), path));
    const auto target = FileTarget::open(path.toStdString());
    QVERIFY(target);
    const auto first = (*target)->read(AddressRange::fromSize(Address(0), 1)).bytes;
    QVERIFY((*target)->write(Address(0), first, WriteForce::No));
    QCOMPARE(QProcess::execute(path), 0);
}

QTEST_GUILESS_MAIN(FileTargetTest)
#include "tst_file_target.moc"
