#include "gui/widgets/hex_view.h"

#include "gui/widgets/hex_view_accessible.h"
#include "memory/buffer_target.h"
#include "memory/poke.h"

#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

#include <atomic>
#include <cerrno>

using namespace memdelbrot;

namespace {

constexpr Address kBegin {0x10000};
constexpr AddressRange kLater = AddressRange::fromSize(Address(0x900000), 0x1000);

// A real buffer that counts how often it is asked, and can be told that it has ended.
class CountedTarget final : public MemoryTarget {
public:
    explicit CountedTarget(std::vector<std::byte> bytes)
        : m_buffer("buffer", kBegin, std::move(bytes))
    {
    }

    ReadResult read(const AddressRange& range) const override
    {
        ++calls;
        return m_buffer.read(range);
    }
    std::vector<ReadResult> gather(std::span<const AddressRange> ranges) const override
    {
        ++calls;
        return m_buffer.gather(ranges);
    }
    Result<void> write(Address begin, std::span<const std::byte> bytes, WriteForce force) override
    {
        if (isReadOnly && force == WriteForce::No)
            return failure({.code = ErrorCode::ReadOnly, .address = begin.value()});
        return m_buffer.write(begin, bytes, force);
    }
    Result<std::vector<Region>> regions() const override
    {
        auto regions = m_buffer.regions();
        if (mapsMore) {
            for (const AddressRange& range : {AddressRange::fromSize(Address(0x20000), 0x100000), kLater})
                regions->push_back({.range = range, .permissions = {.read = true}, .kind = RegionKind::Anonymous});
        }
        return regions;
    }
    TargetState state() const override { return hasEnded ? TargetState::Ended : m_buffer.state(); }
    std::string name() const override { return m_buffer.name(); }

    mutable std::atomic<int> calls = 0;
    std::atomic<bool> hasEnded = false;
    std::atomic<bool> mapsMore = false;   // kLater, and a megabyte before it
    std::atomic<bool> isReadOnly = false;

private:
    BufferTarget m_buffer;
};

std::vector<std::byte> letters(std::size_t size)
{
    std::vector<std::byte> bytes(size);
    for (std::size_t index = 0; index < size; ++index)
        bytes[index] = static_cast<std::byte>('a' + index % 26);
    return bytes;
}

}  // namespace

class HexViewTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void hexDigitsReplaceBytes();
    void evilTypedIntoTextLandsInMemory();
    void numbersTypedIntoUint8ColumnLandInMemory();
    void valueThatDoesNotFitIsRefusedAndStaysToBeMended();
    void escapeDropsWhatWasTyped();
    void lockedWritesWaitAndGoThroughInOrder();
    void discardedWritesAreNotDone();
    void staleByteIsNotOverwritten();
    void readOnlyPagesNeedForce();
    void unreadableByteCannotBeTypedInto();
    void pageAtAddressZeroIsShownAsUnreadable();
    void lastByteOfTheSpaceIsReachedByKeys();
    void controlDownSkipsTheGap();
    void addressThatIsMappedLaterStaysInSight();
    void shiftAndArrowsSelect();
    void copyGivesHexOrTextByColumn();
    void pasteWritesOver();
    void pageIsReadInFewCalls();
    void changedByteIsSeenWithoutAKey();
    void endedTargetKeepsItsBytes();
    void clickPutsTheCursorIntoTheCell();
    void hoverNamesTheElement();
    void tabGoesThroughTheColumns();
    void pointerIsFollowed();
    void accessibleTextIsTheCursorsCell();
    void scrollBarReachesBothEnds();
    void narrowViewHasShorterRows();

private:
    void open(std::vector<std::byte> bytes);
    void press(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_view.get(), static_cast<Qt::Key>(key), modifiers); }
    void type(const char* text) { QTest::keyClicks(m_view.get(), QString::fromLatin1(text)); }
    QByteArray held(std::uint64_t offset, std::uint64_t size) const;
    bool isSettled() const { return m_view->document().pokes().isEmpty(); }

    std::shared_ptr<CountedTarget> m_target;
    std::unique_ptr<HexView> m_view;
    std::atomic<bool> m_isLocked = false;
};

void HexViewTest::init()
{
    m_isLocked = false;
    m_view = std::make_unique<HexView>();
    m_view->resize(1300, 600);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->setFocus();
}

void HexViewTest::cleanup()
{
    m_view.reset();
    m_target.reset();
}

void HexViewTest::open(std::vector<std::byte> bytes)
{
    m_target = std::make_shared<CountedTarget>(std::move(bytes));
    m_view->document().open(m_target, [this, target = m_target](const HexPoke& poke, WriteForce force) -> Result<PokeRecord> {
        if (m_isLocked)
            return failure({.code = ErrorCode::Locked, .subject = "buffer"});
        return memdelbrot::poke(*target, poke.address, poke.expected, poke.bytes, force);
    });
    m_view->goTo(kBegin, HexArea::Hex);
    QTRY_VERIFY(m_view->document().shown(AddressRange::fromSize(kBegin, 8)).has_value());
}

QByteArray HexViewTest::held(std::uint64_t offset, std::uint64_t size) const
{
    const ReadResult read = m_target->read(AddressRange::fromSize(Address(kBegin.value() + offset), size));
    return {reinterpret_cast<const char*>(read.bytes.data()), static_cast<qsizetype>(read.bytes.size())};
}

void HexViewTest::hexDigitsReplaceBytes()
{
    open(letters(64));
    type("41");
    type("4");
    type("2");
    QTRY_VERIFY(isSettled());
    QCOMPARE(held(0, 4), QByteArray("ABcd"));
    QCOMPARE(m_view->cursor().address(), Address(kBegin.value() + 2));
}

void HexViewTest::evilTypedIntoTextLandsInMemory()
{
    open(letters(64));
    m_view->goTo(Address(kBegin.value() + 4), HexArea::Text);
    type("EVIL");
    QTRY_VERIFY(isSettled());
    QCOMPARE(held(0, 10), QByteArray("abcdEVILij"));
}

void HexViewTest::numbersTypedIntoUint8ColumnLandInMemory()
{
    open(letters(64));
    m_view->setTyped(Dtype::fromKind(DtypeKind::UnsignedInteger, 1), kBegin);
    m_view->goTo(Address(kBegin.value() + 4), HexArea::Typed);
    for (const char* number : {"69", "86", "73", "76"}) {
        type(number);
        press(Qt::Key_Return);
    }
    QTRY_VERIFY(isSettled());
    QCOMPARE(held(0, 10), QByteArray("abcdEVILij"));
}

void HexViewTest::valueThatDoesNotFitIsRefusedAndStaysToBeMended()
{
    open(letters(64));
    m_view->setTyped(Dtype::fromKind(DtypeKind::UnsignedInteger, 1), kBegin);
    m_view->goTo(kBegin, HexArea::Typed);
    QSignalSpy refused(m_view.get(), &HexView::refused);
    type("256");
    press(Qt::Key_Return);
    QCOMPARE(refused.size(), 1);
    press(Qt::Key_Backspace);
    press(Qt::Key_Return);
    QTRY_VERIFY(isSettled());
    QCOMPARE(held(0, 1), QByteArray("\x19"));
}

void HexViewTest::escapeDropsWhatWasTyped()
{
    open(letters(64));
    type("4");
    press(Qt::Key_Escape);
    type("42");
    QTRY_VERIFY(isSettled());
    QCOMPARE(held(0, 2), QByteArray("Bb"));
}

void HexViewTest::lockedWritesWaitAndGoThroughInOrder()
{
    open(letters(64));
    m_isLocked = true;
    QSignalSpy held_(&m_view->document().pokes(), &HexPokeQueue::held);
    m_view->goTo(kBegin, HexArea::Text);
    type("EVIL");
    QTRY_VERIFY(!held_.isEmpty());
    QCOMPARE(held(0, 4), QByteArray("abcd"));
    QCOMPARE(m_view->document().pokes().heldBy()->code, ErrorCode::Locked);
    m_isLocked = false;
    m_view->document().pokes().resume();
    QTRY_VERIFY(isSettled());
    QCOMPARE(held(0, 5), QByteArray("EVILe"));
}

void HexViewTest::discardedWritesAreNotDone()
{
    open(letters(64));
    m_isLocked = true;
    m_view->goTo(kBegin, HexArea::Text);
    type("EV");
    QTRY_VERIFY(m_view->document().pokes().heldBy().has_value());
    m_isLocked = false;
    press(Qt::Key_Escape);
    QVERIFY(isSettled());
    QCOMPARE(held(0, 2), QByteArray("ab"));
}

void HexViewTest::staleByteIsNotOverwritten()
{
    open(letters(64));
    m_view->document().setLive(false);
    const std::vector<std::byte> other {std::byte {'Z'}};
    QVERIFY(m_target->write(kBegin, other, WriteForce::No));
    m_view->goTo(kBegin, HexArea::Text);
    type("E");
    QTRY_VERIFY(m_view->document().pokes().heldBy().has_value());
    QCOMPARE(m_view->document().pokes().heldBy()->code, ErrorCode::Stale);
    QCOMPARE(held(0, 1), QByteArray("Z"));
}

void HexViewTest::readOnlyPagesNeedForce()
{
    open(letters(64));
    m_target->isReadOnly = true;
    m_view->goTo(kBegin, HexArea::Text);
    type("E");
    QTRY_VERIFY(m_view->document().pokes().heldBy().has_value());
    QCOMPARE(m_view->document().pokes().heldBy()->code, ErrorCode::ReadOnly);
    m_view->document().pokes().setForce(WriteForce::Yes);
    m_view->document().pokes().resume();
    QTRY_VERIFY(isSettled());
    QCOMPARE(held(0, 1), QByteArray("E"));
}

void HexViewTest::unreadableByteCannotBeTypedInto()
{
    open(letters(64));
    m_view->goTo(Address(0), HexArea::Text);
    QTRY_COMPARE(m_view->document().cache().errnoAt(Address(0)), ENXIO);
    QSignalSpy refused(m_view.get(), &HexView::refused);
    type("E");
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.front().front().value<Error>().code, ErrorCode::Unreadable);
}

void HexViewTest::pageAtAddressZeroIsShownAsUnreadable()
{
    open(letters(64));
    press(Qt::Key_Home, Qt::ControlModifier);   // is there already: the begin of the space then
    QCOMPARE(m_view->cursor().address(), Address(0));
    QTRY_COMPARE(m_view->document().cache().byteAt(Address(0), {}).state, HexState::Unreadable);
    QVERIFY(m_view->byteText(Address(0)).contains(QStringLiteral("ENXIO")));
    QVERIFY(!m_view->cellRect(HexArea::Hex, Address(0)).isEmpty());
}

void HexViewTest::lastByteOfTheSpaceIsReachedByKeys()
{
    open(letters(64));
    press(Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(m_view->cursor().address(), Address(kBegin.value() + 63));
    press(Qt::Key_End, Qt::ControlModifier);
    const Address last(~std::uint64_t {0});
    QCOMPARE(m_view->cursor().address(), last);
    QTRY_COMPARE(m_view->document().cache().byteAt(last, {}).state, HexState::Unreadable);
    QVERIFY(!m_view->cellRect(HexArea::Hex, last).isEmpty());
    press(Qt::Key_Right);
    press(Qt::Key_Down);
    press(Qt::Key_PageDown);
    QCOMPARE(m_view->cursor().address(), last);
}

void HexViewTest::controlDownSkipsTheGap()
{
    open(letters(64));
    press(Qt::Key_Home, Qt::ControlModifier);
    press(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(m_view->cursor().address(), kBegin);
    press(Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(m_view->cursor().address(), Address(0));
}

void HexViewTest::addressThatIsMappedLaterStaysInSight()
{
    open(letters(64));
    m_target->mapsMore = true;
    m_view->goTo(kLater.begin(), HexArea::Hex);
    QTRY_COMPARE(m_view->document().regions().size(), std::size_t {3});
    QVERIFY(m_view->cellRect(HexArea::Hex, kLater.begin()).isValid());
}

void HexViewTest::shiftAndArrowsSelect()
{
    open(letters(64));
    QSignalSpy selected(m_view.get(), &HexView::selectionChanged);
    press(Qt::Key_Right, Qt::ShiftModifier);
    press(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(selected.size(), 2);
    QCOMPARE(m_view->cursor().selection(), AddressRange::fromSize(kBegin, 3));
    press(Qt::Key_Right);
    QCOMPARE(m_view->cursor().selection().size(), std::uint64_t {1});
}

void HexViewTest::copyGivesHexOrTextByColumn()
{
    open(letters(64));
    m_view->select(AddressRange::fromSize(kBegin, 3));
    press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("61 62 63"));
    m_view->goTo(kBegin, HexArea::Text);
    press(Qt::Key_Right, Qt::ShiftModifier);
    press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("ab"));
}

void HexViewTest::pasteWritesOver()
{
    open(letters(64));
    QGuiApplication::clipboard()->setText(QStringLiteral("45 56 49 4c"));
    press(Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY(isSettled());
    QCOMPARE(held(0, 5), QByteArray("EVILe"));
}

void HexViewTest::pageIsReadInFewCalls()
{
    open(letters(1 << 16));
    m_view->document().setLive(false);
    QSignalSpy read(&m_view->document(), &HexDocument::bytesChanged);
    m_target->calls = 0;
    m_view->goTo(Address(kBegin.value() + 0x8000), HexArea::Hex);
    QTRY_VERIFY(m_view->document().shown(AddressRange::fromSize(Address(kBegin.value() + 0x8000), 8)).has_value());
    QVERIFY2(m_target->calls <= 4, qPrintable(QString::number(m_target->calls)));
}

void HexViewTest::changedByteIsSeenWithoutAKey()
{
    open(letters(64));
    const std::vector<std::byte> other {std::byte {'Z'}};
    QVERIFY(m_target->write(kBegin, other, WriteForce::No));
    QTRY_COMPARE(m_view->document().cache().byteAt(kBegin, {}).value, std::byte {'Z'});
    QVERIFY(m_view->document().cache().byteAt(kBegin, HexPageCache::Clock::now()).heat > 0);
}

void HexViewTest::endedTargetKeepsItsBytes()
{
    open(letters(64));
    m_target->hasEnded = true;
    QTRY_COMPARE(m_view->document().state(), TargetState::Ended);
    QVERIFY(m_view->document().cache().byteAt(kBegin, {}).isStale);
    QVERIFY(m_view->document().shown(AddressRange::fromSize(kBegin, 8)).has_value());
    QSignalSpy refused(m_view.get(), &HexView::refused);
    type("41");
    QCOMPARE(refused.size(), 1);
    QCOMPARE(held(0, 1), QByteArray("a"));
}

void HexViewTest::clickPutsTheCursorIntoTheCell()
{
    open(letters(64));
    m_view->setTyped(Dtype::fromKind(DtypeKind::SignedInteger, 4), kBegin);
    for (const HexArea area : {HexArea::Hex, HexArea::Text, HexArea::Typed}) {
        const Address wanted(kBegin.value() + 20);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->cellRect(area, wanted).center());
        QCOMPARE(m_view->cursor().address(), wanted);
        QCOMPARE(m_view->cursor().area(), area);
    }
}

void HexViewTest::hoverNamesTheElement()
{
    open(letters(64));
    m_view->setTyped(Dtype::fromKind(DtypeKind::SignedInteger, 4), kBegin);
    QSignalSpy hovered(m_view.get(), &HexView::hovered);
    QTest::mouseMove(m_view->viewport(), m_view->cellRect(HexArea::Hex, Address(kBegin.value() + 6)).center());
    QTRY_COMPARE(hovered.size(), 1);
    QCOMPARE(hovered.front().front().value<AddressRange>(), AddressRange::fromSize(Address(kBegin.value() + 4), 4));
}

void HexViewTest::tabGoesThroughTheColumns()
{
    open(letters(64));
    m_view->setTyped(Dtype::fromKind(DtypeKind::ByteString, 1), kBegin);
    press(Qt::Key_Tab);
    QCOMPARE(m_view->cursor().area(), HexArea::Text);
    press(Qt::Key_Tab);
    QCOMPARE(m_view->cursor().area(), HexArea::Typed);
    press(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(m_view->cursor().area(), HexArea::Text);
}

void HexViewTest::pointerIsFollowed()
{
    open(letters(64));
    QSignalSpy followed(m_view.get(), &HexView::pointerFollowed);
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(followed.size(), 1);
    QCOMPARE(followed.front().front().value<Address>(), Address(0x6867666564636261));
}

void HexViewTest::accessibleTextIsTheCursorsCell()
{
    open(letters(64));
    QAccessibleInterface* const interface = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(interface);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Memory"));
    QCOMPARE(interface->text(QAccessible::Value), QStringLiteral("0x10000: 0x61, 97, “a”"));
}

void HexViewTest::scrollBarReachesBothEnds()
{
    open(letters(1 << 16));
    QScrollBar* const bar = m_view->verticalScrollBar();
    bar->setValue(bar->maximum());
    QCOMPARE(m_view->topRow() + m_view->rowsShown(), m_view->document().rows().rowCount());
    bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
    QCOMPARE(m_view->topRow() + m_view->rowsShown() + 3, m_view->document().rows().rowCount());
    bar->setValue(0);
    QCOMPARE(m_view->topRow(), std::uint64_t {0});
}

void HexViewTest::narrowViewHasShorterRows()
{
    open(letters(64));
    const auto wide = m_view->columns().bytesPerRow();
    m_view->resize(400, 600);
    QTRY_COMPARE(m_view->columns().bytesPerRow(), 8u);
    QVERIFY(wide > 8);
}

QTEST_MAIN(HexViewTest)
#include "tst_hex_view.moc"
