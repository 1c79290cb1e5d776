#include "layouts_fixture.h"
#include "object_image.h"

#include "objects/cpython_inspector.h"

#include <random>

using namespace memdelbrot;

class CPythonHostileTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aTypeWhoseTypesRunInACircleIsNone();
    void aTypeWithoutANameIsNone();
    void aFreedObjectIsNone();
    void aHugeLengthIsSaidAndNotRead_data();
    void aHugeLengthIsSaidAndNotRead();
    void anUnreadableItemIsSaidInItsPlace();
    void nestingWithoutEndIsCut();
    void aKeyTableOfNonsenseIsSaid();
    void anObjectAtTheLastBytesIsUnreadable();
    void randomBytesNeverCrash_data();
    void randomBytesNeverCrash();

private:
    Result<Inspection> inspect(const ObjectImage& image, std::uint64_t at, int minor = 11)
    {
        const BufferTarget target = image.target();
        CPythonReader reader(target, m_layouts.at(minor), Address(ObjectImage::TypeType));
        return inspectPythonObject(reader, Address(at), "made up");
    }

    std::map<int, PythonLayouts> m_layouts;
};

namespace {

constexpr std::uint64_t Type = ObjectImage::Begin + 0x1000;
constexpr std::uint64_t Object = ObjectImage::Begin + 0x4000;
constexpr std::uint64_t Second = ObjectImage::Begin + 0x5000;
constexpr std::uint64_t Huge = 0x7fff'ffff'ffff'ffff;

constexpr std::uint64_t IntFlag = 1u << 24, ListFlag = 1u << 25, TupleFlag = 1u << 26, BytesFlag = 1u << 27,
                        TextFlag = 1u << 28, DictFlag = 1u << 29;

}  // namespace

void CPythonHostileTest::initTestCase()
{
    for (const int minor : {8, 11, 12, 13})
        m_layouts.emplace(minor, layoutsOf(minor));
}

void CPythonHostileTest::aTypeWhoseTypesRunInACircleIsNone()
{
    ObjectImage image(m_layouts.at(11).python);
    image.addType(Type, "liar", 0, Type);
    image.addObject(Object, Type, {});
    QCOMPARE(inspect(image, Object).error().code, ErrorCode::NotFound);
}

void CPythonHostileTest::aTypeWithoutANameIsNone()
{
    ObjectImage image(m_layouts.at(11).python);
    image.addType(Type, "", 0);
    image.addObject(Object, Type, {});
    QCOMPARE(inspect(image, Object).error().code, ErrorCode::NotFound);
    image.addType(Type, "\x01\x02", 0);
    QCOMPARE(inspect(image, Object).error().code, ErrorCode::NotFound);
}

void CPythonHostileTest::aFreedObjectIsNone()
{
    ObjectImage image(m_layouts.at(11).python);
    image.addType(Type, "bytes", BytesFlag);
    image.addObject(Object, Type, {3, 0});
    image.word(Object, 0);
    const auto inspection = inspect(image, Object);
    QCOMPARE(inspection.error().code, ErrorCode::NotFound);
    QVERIFY(inspection.error().detail.find("freed") != std::string::npos);
}

void CPythonHostileTest::aHugeLengthIsSaidAndNotRead_data()
{
    QTest::addColumn<quint64>("flag");
    QTest::addColumn<quint64>("length");
    for (const quint64 length : {Huge, Huge / 8, ~std::uint64_t{0}, std::uint64_t{1} << 40}) {
        QTest::addRow("int %llx", length) << quint64(IntFlag) << length;
        QTest::addRow("list %llx", length) << quint64(ListFlag) << length;
        QTest::addRow("tuple %llx", length) << quint64(TupleFlag) << length;
        QTest::addRow("bytes %llx", length) << quint64(BytesFlag) << length;
        QTest::addRow("str %llx", length) << quint64(TextFlag) << length;
        QTest::addRow("dict %llx", length) << quint64(DictFlag) << length;
    }
}

void CPythonHostileTest::aHugeLengthIsSaidAndNotRead()
{
    QFETCH(quint64, flag);
    QFETCH(quint64, length);
    for (const auto& [minor, layouts] : m_layouts) {
        ObjectImage image(layouts.python);
        image.addType(Type, "huge", flag);
        image.addObject(Object, Type, {length, length, 0xE4, length, length});
        const auto inspection = inspect(image, Object, minor);
        QVERIFY(inspection);
        QVERIFY(inspection->value.size() < 2'000);
        QVERIFY(!inspection->fields.empty());
    }
}

void CPythonHostileTest::anUnreadableItemIsSaidInItsPlace()
{
    ObjectImage image(m_layouts.at(11).python);
    image.addType(Type, "tuple", TupleFlag);
    image.addObject(Object, Type, {2, 0xdead0000, 0});
    const auto inspection = inspect(image, Object);
    QCOMPARE(inspection->value, "(<unreadable at 0xdead0000>, <unreadable at 0x0>)");
    QCOMPARE(inspection->fields.back().children.at(0).value, "unreadable at 0xdead0000");
    QCOMPARE(inspection->fields.back().children.at(1).value, "null");
}

void CPythonHostileTest::nestingWithoutEndIsCut()
{
    ObjectImage image(m_layouts.at(11).python);
    image.addType(Type, "tuple", TupleFlag);
    for (std::uint64_t i = 0; i < 0x80; ++i)
        image.addObject(Object + 0x20 * i, Type, {1, Object + 0x20 * (i + 1)});
    const auto inspection = inspect(image, Object);
    QVERIFY(inspection->value.find("(...)") != std::string::npos);
    QVERIFY(inspection->value.size() < 100);
}

void CPythonHostileTest::aKeyTableOfNonsenseIsSaid()
{
    ObjectImage image(m_layouts.at(11).python);
    image.addType(Type, "dict", DictFlag);
    image.addObject(Object, Type, {3, 0, Second, 0});
    image.word(Second + 8, 0xFFFF);
    QVERIFY(inspect(image, Object)->value.find("no memory holds") != std::string::npos);
    image.word(Second + 8, 0x0303);
    image.word(Second + 24, 1'000);
    QVERIFY(inspect(image, Object)->value.find("more keys") != std::string::npos);
}

void CPythonHostileTest::anObjectAtTheLastBytesIsUnreadable()
{
    const ObjectImage image(m_layouts.at(11).python);
    QCOMPARE(inspect(image, ObjectImage::Begin + 0x8000 - 8).error().code, ErrorCode::Unreadable);
    QCOMPARE(inspect(image, ~std::uint64_t{0}).error().code, ErrorCode::Unreadable);
}

void CPythonHostileTest::randomBytesNeverCrash_data()
{
    QTest::addColumn<quint64>("flag");
    for (int bit = 23; bit <= 31; ++bit)
        QTest::addRow("flag %d", bit) << (quint64{1} << bit);
}

void CPythonHostileTest::randomBytesNeverCrash()
{
    QFETCH(quint64, flag);
    std::mt19937_64 random(flag);
    for (const auto& [minor, layouts] : m_layouts) {
        for (int round = 0; round < 100; ++round) {
            ObjectImage image(layouts.python);
            image.addType(Type, flag == 1u << 23 ? "numpy.ndarray" : "random", flag);
            for (std::uint64_t at = Object; at < Object + 0x2000; at += 8) {
                const std::uint64_t kind = random() % 4;  // pointers into the image, small numbers, our type, anything
                image.word(at,
                           kind == 0       ? ObjectImage::Begin + random() % 0x8000 / 8 * 8
                               : kind == 1 ? random() % 16
                               : kind == 2 ? Type
                                           : random());
            }
            image.word(Object, 1);
            image.word(Object + 8, Type);
            const auto inspection = inspect(image, Object, minor);
            QVERIFY(inspection);
            QVERIFY(inspection->value.size() < 2'000);
        }
    }
}

QTEST_GUILESS_MAIN(CPythonHostileTest)
#include "tst_cpython_hostile.moc"
