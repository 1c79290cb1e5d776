#include "layouts_fixture.h"

#include <array>

using namespace memdelbrot;

class CPythonLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void offsetsAreThoseOfTheVersionsOwnHeaders_data();
    void offsetsAreThoseOfTheVersionsOwnHeaders();
    void everyVersionsFileIsComplete_data();
    void everyVersionsFileIsComplete();
    void theStateOfAStrIsTakenApart();
    void aMissingFieldIsNamed();
    void bothNumPysAreToldApart();
};

namespace {

constexpr std::array Minors{8, 9, 10, 11, 12, 13};

// offsetof() and sizeof, compiled against the Python.h of 3.8.18, 3.9.18, 3.10.13, 3.11.7, 3.12.1 and 3.13.0.
struct Measured {
    const char* record;
    const char* field;   // empty: the record's size
    std::array<int, 6> offsets;
};
const std::array Table{
    Measured{"PyObject", "", {16, 16, 16, 16, 16, 16}},
    Measured{"PyObject", "ob_refcnt", {0, 0, 0, 0, 0, 0}},
    Measured{"PyObject", "ob_type", {8, 8, 8, 8, 8, 8}},
    Measured{"PyVarObject", "ob_size", {16, 16, 16, 16, 16, 16}},
    Measured{"PyLongObject", "ob_digit", {24, 24, 24, 24, 24, 24}},
    Measured{"PyFloatObject", "ob_fval", {16, 16, 16, 16, 16, 16}},
    Measured{"PyBytesObject", "ob_shash", {24, 24, 24, 24, 24, 24}},
    Measured{"PyBytesObject", "ob_sval", {32, 32, 32, 32, 32, 32}},
    Measured{"PyByteArrayObject", "ob_alloc", {24, 24, 24, 24, 24, 24}},
    Measured{"PyByteArrayObject", "ob_bytes", {32, 32, 32, 32, 32, 32}},
    Measured{"PyByteArrayObject", "ob_start", {40, 40, 40, 40, 40, 40}},
    Measured{"PyASCIIObject", "length", {16, 16, 16, 16, 16, 16}},
    Measured{"PyASCIIObject", "hash", {24, 24, 24, 24, 24, 24}},
    Measured{"PyASCIIObject", "interned", {32, 32, 32, 32, 32, 32}},
    Measured{"PyASCIIObject", "", {48, 48, 48, 48, 40, 40}},
    Measured{"PyCompactUnicodeObject", "utf8_length", {48, 48, 48, 48, 40, 40}},
    Measured{"PyCompactUnicodeObject", "utf8", {56, 56, 56, 56, 48, 48}},
    Measured{"PyCompactUnicodeObject", "", {72, 72, 72, 72, 56, 56}},
    Measured{"PyUnicodeObject", "data", {72, 72, 72, 72, 56, 56}},
    Measured{"PyListObject", "ob_item", {24, 24, 24, 24, 24, 24}},
    Measured{"PyListObject", "allocated", {32, 32, 32, 32, 32, 32}},
    Measured{"PyTupleObject", "ob_item", {24, 24, 24, 24, 24, 24}},
    Measured{"PyDictObject", "ma_used", {16, 16, 16, 16, 16, 16}},
    Measured{"PyDictObject", "ma_keys", {32, 32, 32, 32, 32, 32}},
    Measured{"PyDictObject", "ma_values", {40, 40, 40, 40, 40, 40}},
    Measured{"PySetObject", "fill", {16, 16, 16, 16, 16, 16}},
    Measured{"PySetObject", "used", {24, 24, 24, 24, 24, 24}},
    Measured{"PySetObject", "mask", {32, 32, 32, 32, 32, 32}},
    Measured{"PySetObject", "table", {40, 40, 40, 40, 40, 40}},
    Measured{"PyTypeObject", "tp_name", {24, 24, 24, 24, 24, 24}},
    Measured{"PyTypeObject", "tp_basicsize", {32, 32, 32, 32, 32, 32}},
    Measured{"PyTypeObject", "tp_itemsize", {40, 40, 40, 40, 40, 40}},
    Measured{"PyTypeObject", "tp_flags", {168, 168, 168, 168, 168, 168}},
    Measured{"PyTypeObject", "tp_base", {256, 256, 256, 256, 256, 256}},
    Measured{"PyTypeObject", "tp_dict", {264, 264, 264, 264, 264, 264}},
    Measured{"PyTypeObject", "tp_dictoffset", {288, 288, 288, 288, 288, 288}},
    Measured{"PyTypeObject", "tp_mro", {344, 344, 344, 344, 344, 344}},
};

}  // namespace

void CPythonLayoutTest::offsetsAreThoseOfTheVersionsOwnHeaders_data()
{
    QTest::addColumn<int>("index");
    for (int index = 0; index < int(Minors.size()); ++index)
        QTest::addRow("3.%d", Minors[std::size_t(index)]) << index;
}

void CPythonLayoutTest::offsetsAreThoseOfTheVersionsOwnHeaders()
{
    QFETCH(int, index);
    const auto records = pythonRecords(Minors[std::size_t(index)]);
    LayoutOffsets at(records);
    for (const Measured& measured : Table) {
        const auto offset =
            *measured.field == 0 ? at.size(measured.record) : at.offset(measured.record, measured.field);
        QVERIFY2(!at.error(), measured.field);
        QVERIFY2(int(offset) == measured.offsets[std::size_t(index)],
                 qPrintable(QStringLiteral("%1.%2 is at %3")
                                .arg(QLatin1StringView(measured.record), QLatin1StringView(measured.field))
                                .arg(offset)));
    }
}

void CPythonLayoutTest::everyVersionsFileIsComplete_data()
{
    offsetsAreThoseOfTheVersionsOwnHeaders_data();
}

void CPythonLayoutTest::everyVersionsFileIsComplete()
{
    QFETCH(int, index);
    const int minor = Minors[std::size_t(index)];
    const auto layout = CPythonLayout::fromRecords(minor, pythonRecords(minor));
    QVERIFY(layout);
    QCOMPARE(layout->hasImmortals(), minor >= 12);
    QCOMPARE(layout->keysSize.has_value(), minor <= 10);
    QCOMPARE(layout->asciiValue, minor >= 12 ? 40u : 48u);
}

void CPythonLayoutTest::theStateOfAStrIsTakenApart()
{
    const auto layout = CPythonLayout::fromRecords(11, pythonRecords(11)).value();
    const std::uint64_t state = 0xE5;   // interned 1, kind 1, compact, ascii, ready
    QCOMPARE(layout.textState, 32u);
    QCOMPARE(layout.textInterned.of(state), 1u);
    QCOMPARE(layout.textKind.of(state), 1u);
    QCOMPARE(layout.textCompact.of(state), 1u);
    QCOMPARE(layout.textAscii.of(state), 1u);
    QCOMPARE(layout.textKind.of(0x10), 4u);
}

void CPythonLayoutTest::aMissingFieldIsNamed()
{
    auto records = pythonRecords(11);
    for (CRecord& record : records) {
        if (record.name.find("PyFloatObject") != std::string::npos)
            record.fields.pop_back();
    }
    const auto layout = CPythonLayout::fromRecords(11, records);
    QVERIFY(!layout);
    QCOMPARE(layout.error().code, ErrorCode::NotFound);
    QCOMPARE(layout.error().subject, "PyFloatObject.ob_fval");
}

void CPythonLayoutTest::bothNumPysAreToldApart()
{
    const auto one = NumpyLayout::fromRecords(layoutRecords(QStringLiteral("numpy-1.h"))).value();
    const auto two = NumpyLayout::fromRecords(layoutRecords(QStringLiteral("numpy-2.h"))).value();
    QCOMPARE(one.descrItemSize, 32u);
    QCOMPARE(one.descrItemSizeWidth, 4u);
    QCOMPARE(two.descrItemSize, 40u);
    QCOMPARE(two.descrItemSizeWidth, 8u);
    QVERIFY(one.descrSize != two.descrSize);
    QCOMPARE(one.data, 16u);
    QCOMPARE(one.dimensionCount, 24u);
    QCOMPARE(one.flags, 64u);
}

QTEST_GUILESS_MAIN(CPythonLayoutTest)
#include "tst_cpython_layout.moc"
