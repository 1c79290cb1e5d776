#include "gui/models/typed_run.h"

#include <QtTest>

using namespace memdelbrot;
using namespace std::chrono_literals;

namespace {

constexpr AddressRange byteAt(std::uint64_t offset)
{
    return AddressRange::fromSize(Address(0x1000 + offset), 1);
}

}  // namespace

class TypedRunTest final : public QObject {
    Q_OBJECT

private slots:
    void neighboursOfAColumnAreOneRun()
    {
        const TypedRunId first = m_run.of(byteAt(0), HexArea::Text, m_now);
        QCOMPARE(m_run.of(byteAt(1), HexArea::Text, m_now + 1s), first);
        QCOMPARE(m_run.of(byteAt(2), HexArea::Text, m_now + 2s), first);
    }

    void anotherPlaceIsAnotherRun()
    {
        const TypedRunId first = m_run.of(byteAt(0), HexArea::Text, m_now);
        QVERIFY(m_run.of(byteAt(2), HexArea::Text, m_now) != first);
        QVERIFY(m_run.of(byteAt(2), HexArea::Text, m_now) != first);
    }

    void anotherColumnIsAnotherRun()
    {
        const TypedRunId first = m_run.of(byteAt(0), HexArea::Text, m_now);
        QVERIFY(m_run.of(byteAt(1), HexArea::Hex, m_now) != first);
    }

    void aPauseEndsARun()
    {
        const TypedRunId first = m_run.of(byteAt(0), HexArea::Text, m_now);
        QVERIFY(m_run.of(byteAt(1), HexArea::Text, m_now + TypedRun::kLongestPause + 1ms) != first);
    }

    void aPauseBehindALockEndsNoRun()
    {
        const TypedRunId first = m_run.of(byteAt(0), HexArea::Text, m_now);
        const auto later = m_now + TypedRun::kLongestPause + 1ms;
        QCOMPARE(m_run.of(byteAt(1), HexArea::Text, later, true), first);
        QVERIFY(m_run.of(byteAt(3), HexArea::Text, later, true) != first);
    }

    void whatEndedDoesNotGoOn()
    {
        const TypedRunId first = m_run.of(byteAt(0), HexArea::Text, m_now);
        m_run.end();
        QVERIFY(m_run.of(byteAt(1), HexArea::Text, m_now) != first);
    }

    void runsOfTwoViewsAreDifferent()
    {
        TypedRun other;
        QVERIFY(m_run.of(byteAt(0), HexArea::Text, m_now) != other.of(byteAt(0), HexArea::Text, m_now));
    }

private:
    TypedRun m_run;
    TypedRun::Clock::time_point m_now = TypedRun::Clock::now();
};

QTEST_GUILESS_MAIN(TypedRunTest)
#include "tst_typed_run.moc"
