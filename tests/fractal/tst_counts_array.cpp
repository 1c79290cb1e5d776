#include "fractal/counts_array.h"

#include <QTest>

#include <algorithm>
#include <cstdint>

using namespace memdelbrot;

class TestCountsArray : public QObject {
    Q_OBJECT

private slots:
    void beginsOnAHugePageAndIsZero();
    void movingHandsTheMemoryOver();
    void moreThanTheMachineHasIsRefusedBeforeItIsMapped();
    void sizesThatAreNoCanvasAreRefused();
};

void TestCountsArray::beginsOnAHugePageAndIsZero()
{
    const auto array = CountsArray::create(700, 1001);
    QVERIFY(array);
    QCOMPARE(reinterpret_cast<std::uintptr_t>(array->data()) % (2U << 20), std::uintptr_t{0});
    QCOMPARE(array->byteSize(), std::size_t{700} * 1001 * 4);
    QVERIFY(std::ranges::all_of(array->counts(), [](std::int32_t count) { return count == 0; }));
}

void TestCountsArray::movingHandsTheMemoryOver()
{
    auto first = CountsArray::create(2, 3);
    auto second = CountsArray::create(5, 5);
    QVERIFY(first && second);
    const std::int32_t* const memory = first->data();
    first->data()[5] = 42;
    *second = std::move(*first);
    QCOMPARE(second->data(), memory);
    QCOMPARE(second->height(), 2);
    QCOMPARE(second->counts().back(), 42);
}

void TestCountsArray::moreThanTheMachineHasIsRefusedBeforeItIsMapped()
{
    const auto array = CountsArray::create(1 << 20, 1 << 20);   // 4 TiB
    QVERIFY(!array);
    QCOMPARE(array.error().code, ErrorCode::OutOfMemory);
    QCOMPARE(array.error().subject, std::string("4398046511104 bytes of counts"));
}

void TestCountsArray::sizesThatAreNoCanvasAreRefused()
{
    for (const auto& [height, width] :
         {std::pair(0, 5), std::pair(5, 0), std::pair(-1, 5), std::pair(5, (1 << 20) + 1)}) {
        const auto array = CountsArray::create(height, width);
        QVERIFY(!array);
        QCOMPARE(array.error().code, ErrorCode::InvalidArgument);
    }
}

QTEST_GUILESS_MAIN(TestCountsArray)
#include "tst_counts_array.moc"
