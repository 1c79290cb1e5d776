#include "decode/npy.h"

#include <QtTest>

using namespace memdelbrot;

namespace {

std::vector<std::byte> fileWith(std::string dict, char version = 1, int lengthBytes = 2)
{
    std::string text = std::string("\x93NUMPY") + version + '\0';
    for (int i = 0; i < lengthBytes; ++i)
        text += static_cast<char>(dict.size() >> (8 * i) & 255);
    text += dict;
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

}  // namespace

class NpyTest : public QObject {
    Q_OBJECT

private slots:
    void aWrittenHeaderIsReadBack();
    void dataIsAlignedForAnyShape();
    void headersOfLaterVersionsAreRead();
    void fortranOrderGivesItsStrides();
    void keysMayStandInAnyOrder();
    void whatCannotBeShownIsUnsupported();
    void brokenHeadersAreRefused_data();
    void brokenHeadersAreRefused();
    void everyCutOfAHeaderIsRefused();
};

void NpyTest::aWrittenHeaderIsReadBack()
{
    for (const Dtype& dtype : scalarDtypes()) {
        for (const Shape& shape : {Shape{}, Shape{3}, Shape{800, 1200}}) {
            const auto array = parseNpyHeader(npyHeader(dtype, shape)).value();
            QCOMPARE(array.view.dtype.code(), dtype.code());
            QCOMPARE(array.view.shape, shape);
            QVERIFY(array.view.strides.empty());
        }
    }
}

void NpyTest::dataIsAlignedForAnyShape()
{
    Shape shape;
    for (int axes = 0; axes < 40; ++axes) {
        const auto header = npyHeader(Dtype::parse("int32").value(), shape);
        QCOMPARE(header.size() % 64, std::size_t{0});
        QCOMPARE(parseNpyHeader(header).value().dataOffset, header.size());
        shape.push_back(1);
    }
}

void NpyTest::headersOfLaterVersionsAreRead()
{
    const std::string dict = "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }\n";
    for (const char version : {2, 3}) {
        const auto array = parseNpyHeader(fileWith(dict, version, 4)).value();
        QCOMPARE(array.view.shape, Shape{3});
        QCOMPARE(array.dataOffset, 12 + dict.size());
    }
    QCOMPARE(parseNpyHeader(fileWith(dict, 4, 4)).error().code, ErrorCode::Unsupported);
}

void NpyTest::fortranOrderGivesItsStrides()
{
    const auto array = parseNpyHeader(fileWith("{'descr': '>i4', 'fortran_order': True, 'shape': (2, 3), }")).value();
    QCOMPARE(array.view.strides, (Strides{4, 8}));
    QCOMPARE(array.view.dtype.order(), ByteOrder::Big);
}

void NpyTest::keysMayStandInAnyOrder()
{
    const auto array = parseNpyHeader(fileWith("{\"shape\":(2L,),\"descr\":\"|S3\",\"fortran_order\":False}")).value();
    QCOMPARE(array.view.shape, Shape{2});
    QCOMPARE(array.view.dtype.name(), "S3");
}

void NpyTest::whatCannotBeShownIsUnsupported()
{
    for (const char* descr : {"'|O'", "'<M8[ns]'", "'|V16'", "[('x', '<f8'), ('y', '<i4', (2,))]"}) {
        const auto array =
            parseNpyHeader(fileWith(std::string("{'descr': ") + descr + ", 'fortran_order': False, 'shape': (2,), }"));
        QVERIFY(!array);
        QCOMPARE(array.error().code, ErrorCode::Unsupported);
    }
}

void NpyTest::brokenHeadersAreRefused_data()
{
    QTest::addColumn<std::string>("dict");
    for (const char* dict :
         {"", "{}", "{'descr': '<f8'}", "{'descr': '<f8', 'fortran_order': False, 'shape': (3,)",
          "{'descr': '<f8', 'fortran_order': 0, 'shape': (3,)}", "{'descr': '<f8', 'fortran_order': False, 'shape': 3}",
          "{'descr': '<f8', 'fortran_order': False, 'shape': (-3,)}",
          "{'descr': '<f8, 'fortran_order': False, 'shape': (3,)}", "{'descr': [('x', 'fortran_order': False",
          "{'other': 'x', 'descr': '<f8', 'fortran_order': False, 'shape': (3,)}",
          "{'descr': '<f8' 'fortran_order': False, 'shape': (3,)}",
          "{'descr': '<f8', 'fortran_order': False, 'shape': (3,)} x"})
        QTest::addRow("%s", dict) << std::string(dict);
}

void NpyTest::brokenHeadersAreRefused()
{
    QFETCH(const std::string, dict);
    QCOMPARE(parseNpyHeader(fileWith(dict)).error().code, ErrorCode::Syntax);
}

void NpyTest::everyCutOfAHeaderIsRefused()
{
    const auto header = npyHeader(Dtype::parse("float64").value(), {3, 4});
    for (std::size_t size = 0; size < header.size(); ++size)
        QVERIFY(!parseNpyHeader(std::span(header).first(size)));
}

QTEST_GUILESS_MAIN(NpyTest)
#include "tst_npy.moc"
