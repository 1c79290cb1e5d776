// NumPy says what the same bytes mean; it is asked in a process of its own.
#include "base/hex_text.h"
#include "decode/npy.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace memdelbrot;

namespace {

std::vector<QByteArray> linesOfNumpy(const char* script, const QStringList& arguments = {})
{
    QProcess python;
    python.start(QStringLiteral(TEST_PYTHON), QStringList{QStringLiteral("-c"), QString::fromUtf8(script)} + arguments);
    if (!python.waitForFinished(100'000) || python.exitCode() != 0)
        qFatal("%s", python.readAllStandardError().constData());
    const QByteArray output = python.readAllStandardOutput();
    std::vector<QByteArray> lines;
    for (const QByteArray& line : output.split('\n')) {
        if (!line.isEmpty())
            lines.push_back(line);
    }
    return lines;
}

}  // namespace

class NumpyAgreesTest : public QObject {
    Q_OBJECT

private slots:
    void scalarsOfRandomBytesReadAlike();
    void everyHalfReadsAlike();
    void headersAreByteForByteNumpys();
    void numpysFilesAreRead();
};

// A line is dtype, the bytes in hex, and what NumPy's str makes of them, each after a tab.
void NumpyAgreesTest::scalarsOfRandomBytesReadAlike()
{
    const auto lines = linesOfNumpy(R"py(
import numpy, warnings
warnings.simplefilter("ignore")
random = numpy.random.default_rng(1)
for code in ["?", "i1", "u1", "<i2", ">u2", "<i4", ">i4", "<u4", "<i8", ">u8", "<f4", ">f4", "<f8", ">f8", "<c8", ">c8", "<c16", ">c16"]:
    dtype = numpy.dtype(code)
    raw = random.integers(0, 2 if code == "?" else 256, 300 * dtype.itemsize, numpy.uint8)
    few = numpy.array([0, 1, 100, 12345, 99999999][:3 if dtype.itemsize == 1 else 5]).astype(dtype)
    for element in [*raw.view(dtype), *few, *(few * 3 / 10).astype(dtype)]:
        print(code, numpy.array(element, dtype).tobytes().hex(), str(element), sep="\t")
for text in ["0.1", "1", "1e16", "1e-5", "123456789.125", "1e4000", "3.6e-4951", "nan", "-inf"]:
    element = numpy.longdouble(text)
    print("<f16", element.tobytes()[:10].hex() + "00" * 6, str(element), sep="\t")
for value in [b"Hello", b"It's", b"\x00\xff\n", b"'\"\\", b""]:
    print("S8", numpy.array(value, "S8").tobytes().hex(), str(numpy.array(value, "S8")[()]), sep="\t")
)py");
    QVERIFY(lines.size() > 5000);
    for (const QByteArray& line : lines) {
        const QList<QByteArray> parts = line.split('\t');
        const Dtype dtype = Dtype::parse(parts[0].toStdString()).value();
        const auto bytes = bytesFromHex(parts[1].toStdString()).value();
        QCOMPARE(QByteArray::fromStdString(parts[0].toStdString() + ' ' + formatElement(dtype, bytes)),
                 parts[0] + ' ' + parts[2]);
    }
}

void NumpyAgreesTest::everyHalfReadsAlike()
{
    const auto lines = linesOfNumpy("import numpy\nprint(*numpy.arange(65536).astype('u2').view('f2'), sep='\\n')");
    QCOMPARE(lines.size(), std::size_t{65536});
    for (std::size_t bits = 0; bits < lines.size(); ++bits) {
        const std::vector bytes{static_cast<std::byte>(bits & 255), static_cast<std::byte>(bits >> 8)};
        QCOMPARE(QByteArray::fromStdString(formatElement(Dtype::parse("float16").value(), bytes)), lines[bits]);
    }
}

void NumpyAgreesTest::headersAreByteForByteNumpys()
{
    const auto lines = linesOfNumpy(R"py(
import io, numpy
for code in ["?", "i1", "<i4", ">i4", "<f2", "<f8", "<f16", "<c16", "S13", "<U4"]:
    for shape in [(), (3,), (20, 30, 4)]:
        file = io.BytesIO()
        array = numpy.zeros(shape, code)
        numpy.save(file, array)
        print(code, ",".join(map(str, shape)) or "()", file.getvalue()[:len(file.getvalue()) - array.nbytes].hex(), sep="\t")
)py");
    QCOMPARE(lines.size(), std::size_t{30});
    for (const QByteArray& line : lines) {
        const QList<QByteArray> parts = line.split('\t');
        const auto header =
            npyHeader(Dtype::parse(parts[0].toStdString()).value(), parseShape(parts[1].toStdString()).value());
        const QByteArray ours(reinterpret_cast<const char*>(header.data()), static_cast<qsizetype>(header.size()));
        const QByteArray theirs = QByteArray::fromHex(parts[2]);
        QCOMPARE(ours.left(6), theirs.left(6));
        // NumPy leaves room for an array that grows, so the padding may differ.
        QCOMPARE(ours.mid(10).trimmed(), theirs.mid(10).trimmed());
    }
}

void NumpyAgreesTest::numpysFilesAreRead()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("array.npy"));
    linesOfNumpy(
        "import numpy, sys\nnumpy.save(sys.argv[1], numpy.asfortranarray(numpy.arange(6, dtype='>f8').reshape(2, 3)))",
        {path});
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    const auto bytes = std::as_bytes(std::span(content.constData(), static_cast<std::size_t>(content.size())));
    const NpyArray array = parseNpyHeader(bytes).value();

    QCOMPARE(array.view.shape, (Shape{2, 3}));
    const auto at = array.dataOffset + static_cast<std::size_t>(array.view.strides[0] + 2 * array.view.strides[1]);
    QCOMPARE(formatElement(array.view.dtype, bytes.subspan(at, 8)), "5.0");
}

QTEST_GUILESS_MAIN(NumpyAgreesTest)
#include "tst_numpy_agrees.moc"
