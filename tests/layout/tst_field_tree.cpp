#include "layout/field_tree.h"

#include "memory/buffer_target.h"

#include <QtTest>

#include <cstring>

using namespace memdelbrot;

class FieldTreeTest : public QObject {
    Q_OBJECT

private slots:
    void scalarsReadAsTheirCTypes();
    void pointerSaysWhereItPoints();
    void nullPointsNowhere();
    void bitFieldsAreCutOutAndSignExtended();
    void characterArrayIsText();
    void arrayElementsAreCapped();
    void nestedAndAnonymousRecordsNest();
    void unreadableFieldSaysItsFirstBadAddress();
    void nestedArraysEndAtTheNodeLimit();
};

namespace {

CType scalar(CTypeKind kind, const char* spelling, std::uint64_t size, bool isSigned = false)
{
    return {.kind = kind, .spelling = spelling, .size = size, .alignment = size, .isSigned = isSigned};
}

const CType intType = scalar(CTypeKind::SignedInteger, "int", 4, true);
const CType charType = scalar(CTypeKind::Character, "char", 1, true);
const CType doubleType = scalar(CTypeKind::Float, "double", 8);
const CType pointerType = scalar(CTypeKind::Pointer, "void *", 8);

CType arrayOf(const CType& element, std::uint64_t count)
{
    return {.kind = CTypeKind::Array,
            .spelling = element.spelling + "[" + std::to_string(count) + "]",
            .size = element.size * count,
            .alignment = element.alignment,
            .target = std::make_shared<const CType>(element),
            .count = count};
}

CRecord record(const char* name, std::uint64_t size, std::vector<CField> fields)
{
    return {.name = name, .size = size, .alignment = 8, .fields = std::move(fields)};
}

template <typename Object>
BufferTarget targetOf(const Object& object)
{
    std::vector<std::byte> bytes(sizeof object);
    std::memcpy(bytes.data(), &object, sizeof object);
    return BufferTarget("object", Address(0x1000), std::move(bytes));
}

}  // namespace

void FieldTreeTest::scalarsReadAsTheirCTypes()
{
    struct {
        int number;
        char letter;
        double real;
    } object{-7, 'H', 2.5};
    const auto target = targetOf(object);
    const FieldNode root =
        layOut(typeOf(record("struct S", sizeof object,
                             {{"number", intType, 0}, {"letter", charType, 32}, {"real", doubleType, 64}})),
               "s", target, Address(0x1000));
    QCOMPARE(root.type, "struct S");
    QCOMPARE(root.children.size(), 3u);
    QCOMPARE(root.children[0].value, "-7");
    QCOMPARE(root.children[1].value, "72 'H'");
    QCOMPARE(root.children[2].value, "2.5");
    QVERIFY(root.children[2].range == AddressRange::fromSize(Address(0x1008), 8));
}

void FieldTreeTest::pointerSaysWhereItPoints()
{
    const auto target = targetOf(std::uint64_t{0x7f0012});
    const FieldNode root = layOut(pointerType, "p", target, Address(0x1000));
    QCOMPARE(root.value, "0x7f0012");
    QVERIFY(root.pointsTo == Address(0x7f0012));
}

void FieldTreeTest::nullPointsNowhere()
{
    const auto target = targetOf(std::uint64_t{0});
    QVERIFY(!layOut(pointerType, "p", target, Address(0x1000)).pointsTo);
}

void FieldTreeTest::bitFieldsAreCutOutAndSignExtended()
{
    struct {
        unsigned low : 3;
        int middle : 5;
        unsigned high : 20;
    } object{};
    object.low = 5;
    object.middle = -3;
    object.high = 0xABCDE;
    const auto target = targetOf(object);
    const CType unsignedType = scalar(CTypeKind::UnsignedInteger, "unsigned int", 4);
    const FieldNode root =
        layOut(typeOf(record("struct B", 4,
                             {{"low", unsignedType, 0, 3}, {"middle", intType, 3, 5}, {"high", unsignedType, 8, 20}})),
               "b", target, Address(0x1000));
    QCOMPARE(root.children[0].value, "5");
    QCOMPARE(root.children[1].value, "-3");
    QCOMPARE(root.children[2].value, std::to_string(0xABCDE));
    QVERIFY(root.children[2].range == AddressRange::fromSize(Address(0x1001), 3));
}

void FieldTreeTest::characterArrayIsText()
{
    const char text[16] = "Hi \"you\"\n\xff";
    const auto target = targetOf(text);
    const FieldNode root = layOut(arrayOf(charType, 16), "text", target, Address(0x1000));
    QCOMPARE(root.value, R"("Hi \"you\"\n\xff")");
    QVERIFY(root.children.empty());
}

void FieldTreeTest::arrayElementsAreCapped()
{
    std::array<int, 100> numbers{};
    numbers[1] = 4;
    const auto target = targetOf(numbers);
    const FieldNode root = layOut(arrayOf(intType, 100), "numbers", target, Address(0x1000), {.elements = 10});
    QCOMPARE(root.value, "[0, 4, 0, 0, 0, 0, 0, 0, …]");
    QCOMPARE(root.children.size(), 11u);
    QCOMPARE(root.children[1].name, "[1]");
    QCOMPARE(root.children[10].value, "90 more elements");
}

void FieldTreeTest::nestedAndAnonymousRecordsNest()
{
    struct {
        int first;
        union {
            int whole;
            char bytes[4];
        };
    } object{1, {0x41424344}};
    const auto target = targetOf(object);
    CRecord anonymous = record("", 4, {{"whole", intType, 0}, {"bytes", arrayOf(charType, 4), 0}});
    anonymous.isUnion = true;
    const FieldNode root = layOut(typeOf(record("struct N", 8, {{"first", intType, 0}, {"", typeOf(anonymous), 32}})),
                                  "n", target, Address(0x1000));
    QCOMPARE(root.children[1].name, "");
    QCOMPARE(root.children[1].children[0].value, std::to_string(0x41424344));
    QCOMPARE(root.children[1].children[1].value, "\"DCBA\"");
    QVERIFY(root.children[1].children[1].range == AddressRange::fromSize(Address(0x1004), 4));
}

void FieldTreeTest::unreadableFieldSaysItsFirstBadAddress()
{
    const auto target = targetOf(7);   // four bytes: what lies behind cannot be read
    const FieldNode root = layOut(typeOf(record("struct U", 16, {{"here", intType, 0}, {"gone", doubleType, 64}})), "u",
                                  target, Address(0x1000));
    QCOMPARE(root.children[0].value, "7");
    QCOMPARE(root.children[1].value, "unreadable at 0x1008");
}

void FieldTreeTest::nestedArraysEndAtTheNodeLimit()
{
    CType nested = charType;
    for (int depth = 0; depth < 8; ++depth)
        nested = arrayOf(depth == 0 ? intType : nested, 60);
    const auto target = targetOf(7);
    const FieldNode root = layOut(nested, "deep", target, Address(0x1000), {.nodes = 500});
    std::size_t count = 0;
    std::vector<const FieldNode*> open{&root};
    while (!open.empty()) {
        const FieldNode* node = open.back();
        open.pop_back();
        ++count;
        for (const FieldNode& child : node->children)
            open.push_back(&child);
    }
    QVERIFY(count >= 500 && count < 600);
}

QTEST_GUILESS_MAIN(FieldTreeTest)
#include "tst_field_tree.moc"
