// render of the real program, its counts and pictures read by others.
#include "command_run.h"
#include "support/second_program.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace memdelbrot::testing;

namespace {

const QByteArray notebookSha256 = "615cbca19f30b93ac023b2c985a4dcd83be017a9e9950bc356a2f8b12663d458";
const QStringList notebookView{"render", "--json", "--size", "1200x800",  "--real",       "-1.5,0",
                               "--imag", "-1,0",   "--grid", "endpoints", "--iterations", "20"};

QByteArray npyData(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    return bytes.mid(10 + static_cast<unsigned char>(bytes[8]) + 256 * static_cast<unsigned char>(bytes[9]));
}

// Signature, width and height, as python3 reads them.
QByteArray pngHead(const QString& path)
{
    QProcess python;
    python.start(
        TEST_PYTHON,
        {"-c", "import struct, sys; print(*struct.unpack('>8s8xII', open(sys.argv[1], 'rb').read(24)))", path});
    python.waitForFinished();
    return python.readAllStandardOutput().trimmed();
}

QByteArray sha256(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

}  // namespace

class CliRenderTest : public QObject {
    Q_OBJECT

private slots:
    void theNotebooksCountsAreExact();
    void aFunctionThatIsNoKernelIsRefused();
    void aKernelThatNeverReturnsIsGivenUp();
    void tilesTogetherAreTheWholePicture();
    void aPictureIsSaved();
    void framesZoomIntoTheMiddleAndAreNumbered();
    void framesThatCannotBeAreRefused();
    void impossibleViewsAreRefusedBeforeCounting();

private:
    QTemporaryDir m_folder;
};

void CliRenderTest::theNotebooksCountsAreExact()
{
    for (const QString& kernel : {QString("builtin"), QString(SOURCE_FOLDER "/tests/story/kernel.cpp")}) {
        const QString saved = m_folder.filePath("counts.npy");
        const auto run = runCli(notebookView + QStringList{"--kernel", kernel, "--counts", saved});
        QVERIFY2(run.exitCode == 0, run.complaints.constData());
        QCOMPARE(sha256(npyData(saved)), notebookSha256);
        QCOMPARE(run.json()["pixels"].toInt(), 960'000);
        QVERIFY(QFile::remove(saved));
    }
}

void CliRenderTest::aFunctionThatIsNoKernelIsRefused()
{
    const auto run = runCli({"render", "--size", "40x30", "--center", "-0.5,0", "--radius", "1.2", "--iterations", "20",
                             "--kernel", "libm.so.6:cos"});
    QCOMPARE(run.exitCode, 2);
    QVERIFY(run.complaints.contains("double cos(double"));
}

void CliRenderTest::aKernelThatNeverReturnsIsGivenUp()
{
    const QString source = m_folder.filePath("endless.cpp");
    QFile file(source);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("extern \"C\" void f(int, int, int, double*, int* fractal)\n"
               "{ volatile int* counts = fractal; for (;;) counts[0] = 1; }\n");
    file.close();
    const auto run = runCli({"render", "--size", "4x3", "--center", "-0.5,0", "--radius", "1.2", "--iterations", "20",
                             "--kernel", source, "--timeout", "0.2"});
    QCOMPARE(run.exitCode, 7);
    QCOMPARE(run.complaints.count('\n'), 1);
    QVERIFY2(run.complaints.contains("0.2 s; allow more with --timeout"), run.complaints.constData());
}

void CliRenderTest::tilesTogetherAreTheWholePicture()
{
    QByteArray counts;
    for (const char* tile : {"1/3", "2/3", "3/3"}) {
        const QString saved = m_folder.filePath("tile.npy");
        QCOMPARE(runCli(notebookView + QStringList{"--tile", tile, "--counts", saved}).exitCode, 0);
        counts += npyData(saved);
    }
    QCOMPARE(sha256(counts), notebookSha256);
}

void CliRenderTest::aPictureIsSaved()
{
    const QString saved = m_folder.filePath("picture.png");
    QCOMPARE(runCli({"render", "--size", "120x80", "--center", "-0.5,0", "--radius", "1.2", "--iterations", "50",
                     "--image", saved, "--palette", "viridis"})
                 .exitCode,
             0);
    QCOMPARE(runCli({"render", "--size", "12x8", "--center", "-0.5,0", "--radius", "1.2", "--iterations", "50",
                     "--image", m_folder.filePath("picture.bmp")})
                 .exitCode,
             2);
    QVERIFY(!QFile::exists(m_folder.filePath("picture.bmp")));
    QCOMPARE(pngHead(saved), QByteArray("b'\\x89PNG\\r\\n\\x1a\\n' 120 80"));
}

void CliRenderTest::framesZoomIntoTheMiddleAndAreNumbered()
{
    const QStringList view{"render", "--json", "--size", "60x40", "--iterations", "50"};
    const QString counts = m_folder.filePath("zoom.npy");
    const auto run = runCli(view
                            + QStringList{"--center", "-0.75,0.1", "--radius", "1.5", "--frames", "2..4", "--zoom", "2",
                                          "--image", m_folder.filePath("zoom.png"), "--counts", counts});
    QVERIFY2(run.exitCode == 0, run.complaints.constData());
    const QJsonArray frames = run.json()["frames"].toArray();
    QCOMPARE(frames.size(), 3);
    QCOMPARE(frames[0]["frame"].toInt(), 2);
    QCOMPARE(frames[2]["image"].toString(), m_folder.filePath("zoom-0004.png"));
    QCOMPARE(pngHead(m_folder.filePath("zoom-0003.png")), QByteArray("b'\\x89PNG\\r\\n\\x1a\\n' 60 40"));
    const QString alone = m_folder.filePath("alone.npy");
    QCOMPARE(runCli(view + QStringList{"--center", "-0.75,0.1", "--radius", "0.1875", "--counts", alone}).exitCode, 0);
    QCOMPARE(npyData(m_folder.filePath("zoom-0003.npy")), npyData(alone));
}

void CliRenderTest::framesThatCannotBeAreRefused()
{
    const QStringList view{"render",   "--size",    "60x40",    "--iterations", "50",
                           "--center", "-0.75,0.1", "--radius", "1.5"};
    const QStringList image{"--image", m_folder.filePath("never.png")};
    for (const char* frames : {"4..2", "a..b", "-1..3", "1..", ".."})
        QCOMPARE(runCli(view + image + QStringList{"--frames", frames}).exitCode, 2);
    QCOMPARE(runCli(view + QStringList{"--frames", "0..1"}).exitCode, 2);
    QCOMPARE(runCli(view + image + QStringList{"--frames", "0..1", "--tile", "1/2"}).exitCode, 2);
    const auto deep = runCli(view + image + QStringList{"--frames", "0..9", "--zoom", "1000"});
    QCOMPARE(deep.exitCode, 1);
    QVERIFY2(deep.complaints.contains("frame 5"), deep.complaints.constData());
    QVERIFY(QDir(m_folder.path()).entryList({"never*"}).isEmpty());
}

void CliRenderTest::impossibleViewsAreRefusedBeforeCounting()
{
    const QStringList begin{"render", "--iterations", "20"};
    for (const QStringList& line : {QStringList{"--size", "12x", "--real", "-1,0", "--imag", "-1,0"},
                                    {"--size", "12x8", "--real", "0,-1", "--imag", "-1,0"},
                                    {"--size", "12x8"},
                                    {"--size", "12x8", "--center", "0,0"},
                                    {"--size", "12x8", "--real", "-1", "--imag", "-1,0"},
                                    {"--size", "12x8", "--real", "-1,0", "--imag", "-1,0", "--tile", "4/3"},
                                    {"--size", "12x8", "--real", "-1,0", "--imag", "-1,0", "--kernel", "nothing"}}) {
        const auto run = runCli(begin + line);
        QVERIFY2(run.exitCode == 2, qPrintable(line.join(' ') + run.complaints));
    }
    QCOMPARE(runCli(begin + QStringList{"--size", "12x8", "--center", "-1,0", "--radius", "1e-17"}).exitCode, 1);
    QVERIFY(runCli(begin
                   + QStringList{"--size", "12x8", "--real", "-1,0", "--imag", "-1,0", "--image", "/tmp/x.png",
                                 "--palette", "nothing"})
                .complaints.contains("viridis"));
}

QTEST_GUILESS_MAIN(CliRenderTest)
#include "tst_cli_render.moc"
