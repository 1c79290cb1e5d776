#include "decode/dtype.h"

#include <QtTest>

#include <set>

using namespace memdelbrot;

class DtypeTest : public QObject {
    Q_OBJECT

private slots:
    void namesAndCodesAreUnderstood_data();
    void namesAndCodesAreUnderstood();
    void aNameIsReadBackAsItsDtype();
    void orderOfSingleBytesDoesNotCount();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void scalarDtypesAreDistinct();
};

void DtypeTest::namesAndCodesAreUnderstood_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<DtypeKind>("kind");
    QTest::addColumn<std::size_t>("itemSize");
    QTest::addColumn<ByteOrder>("order");
    QTest::addColumn<std::string>("code");
    const auto row = [](const char* text, DtypeKind kind, std::size_t size, ByteOrder order, const char* code) {
        QTest::addRow("%s", text) << std::string(text) << kind << size << order << std::string(code);
    };
    row("bool", DtypeKind::Boolean, 1, ByteOrder::Little, "|b1");
    row("int8", DtypeKind::SignedInteger, 1, ByteOrder::Little, "|i1");
    row("uint64", DtypeKind::UnsignedInteger, 8, ByteOrder::Little, "<u8");
    row(">i4", DtypeKind::SignedInteger, 4, ByteOrder::Big, ">i4");
    row("=f8", DtypeKind::Float, 8, ByteOrder::Little, "<f8");
    row("float16", DtypeKind::Float, 2, ByteOrder::Little, "<f2");
    row("longdouble", DtypeKind::Float, 16, ByteOrder::Little, "<f16");
    row(">complex128", DtypeKind::Complex, 16, ByteOrder::Big, ">c16");
    row("|S13", DtypeKind::ByteString, 13, ByteOrder::Little, "|S13");
    row("S1", DtypeKind::ByteString, 1, ByteOrder::Little, "|S1");
    row("<U4", DtypeKind::UnicodeString, 16, ByteOrder::Little, "<U4");
    row("pointer", DtypeKind::Pointer, 8, ByteOrder::Little, "<u8");
    row("d", DtypeKind::Float, 8, ByteOrder::Little, "<f8");
    row("?", DtypeKind::Boolean, 1, ByteOrder::Little, "|b1");
}

void DtypeTest::namesAndCodesAreUnderstood()
{
    QFETCH(const std::string, text);
    QFETCH(const DtypeKind, kind);
    QFETCH(const std::size_t, itemSize);
    QFETCH(const ByteOrder, order);
    QFETCH(const std::string, code);
    const auto dtype = Dtype::parse(text);
    QVERIFY(dtype);
    QCOMPARE(dtype->kind(), kind);
    QCOMPARE(dtype->itemSize(), itemSize);
    QCOMPARE(dtype->order(), order);
    QCOMPARE(dtype->code(), code);
}

void DtypeTest::aNameIsReadBackAsItsDtype()
{
    std::vector<Dtype> dtypes = scalarDtypes();
    dtypes.push_back(Dtype::fromKind(DtypeKind::ByteString, 13));
    dtypes.push_back(Dtype::fromKind(DtypeKind::UnicodeString, 40));
    for (const Dtype& dtype : dtypes) {
        for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
            const Dtype ordered = dtype.withOrder(order);
            QVERIFY(Dtype::parse(ordered.name()).value() == ordered);
        }
    }
}

void DtypeTest::orderOfSingleBytesDoesNotCount()
{
    QVERIFY(Dtype::parse(">u1").value() == Dtype::parse("uint8").value());
    QVERIFY(Dtype::parse(">S8").value() == Dtype::parse("S8").value());
    QVERIFY(!(Dtype::parse(">u2").value() == Dtype::parse("uint16").value()));
}

void DtypeTest::nonsenseIsRefused_data()
{
    QTest::addColumn<std::string>("text");
    for (const char* text : {"", "<", "float65", "f3", "i16", "S0", "S", "S-1", "S1 ", " int8", "<>f8", "O", "V8",
                             "<M8[ns]", "u99999999999999999999", "S1048577", "U999999999999"})
        QTest::addRow("'%s'", text) << std::string(text);
}

void DtypeTest::nonsenseIsRefused()
{
    QFETCH(const std::string, text);
    const auto dtype = Dtype::parse(text);
    QVERIFY(!dtype);
    QVERIFY(dtype.error().code == ErrorCode::Syntax || dtype.error().code == ErrorCode::TooLarge);
    QCOMPARE(dtype.error().subject, text);
}

void DtypeTest::scalarDtypesAreDistinct()
{
    std::set<std::string> names;
    for (const Dtype& dtype : scalarDtypes())
        names.insert(dtype.name());
    QCOMPARE(names.size(), scalarDtypes().size());
    QCOMPARE(names.size(), std::size_t{16});
}

QTEST_GUILESS_MAIN(DtypeTest)
#include "tst_dtype.moc"
