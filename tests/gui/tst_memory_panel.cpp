#include "gui/models/allocation_list_model.h"
#include "gui/panels/memory_panel.h"
#include "gui/widgets/address_bar.h"
#include "gui/widgets/hex_view.h"
#include "support/live_process.h"
#include "support/second_program.h"
#include "workbench/fractal_runs.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QVBoxLayout>
#include <QtTest>

using namespace memdelbrot;
using memdelbrot::test::LiveProcess;
using memdelbrot::test::MappedPages;
using memdelbrot::testing::memoryByDd;

// The panel and the address bar over a live process, whose memory dd(1) reads too.
class MemoryPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void evilWaitsForTheUnlockButton();
    void evilIsWrittenWhereverTheLockIsOpened();
    void whatIsTypedAfterLockingAgainWaitsAgain();
    void whatIsTypedInOneGoIsUndoneInOneStep_data();
    void whatIsTypedInOneGoIsUndoneInOneStep();
    void whatWaitedBehindTheLockIsUndoneInOneStep();
    void aMoveOrALossOfFocusOrAPasteBeginsAnotherStep();
    void theBannerOfAnotherTargetGoesAndComesBackWithIt();
    void whatWaitsForATargetThatIsNotShownIsWrittenOnceItIsUnlocked();
    void whatWaitedForATargetThatIsClosedIsSaidToBeDropped();
    void evilByNumbersInTheUint8Column();
    void dismissedNoticeWritesNothing();
    void pageWithoutAccessSaysWhy();
    void readOnlyPagesAskOnce();
    void fillWritesTheValueByDtype();
    void placeBringsDtypeAndShape();
    void resizedCountsAreShownInTheirNewShape();
    void footerSaysWhatTheCursorIsOn();
    void dtypeThatIsNoneIsRefusedInPlace();
    void addressBarGoesWithEnter();
    void addressBarSaysWhyAnExpressionNamesNothing();
    void backAndForwardGoWhereTheUserWas();
    void deadProcessKeepsWhatWasRead();
    void closedTargetLeavesTheHint();
    void hoverTravelsBothWays();
    void hoverOutOfSightIsShownAndTheViewStays();
    void selectionIsToldToTheOthers();
    void ownMemoryIsNeverWritten();

private:
    template <typename Widget>
    Widget* find(const char* name) const
    {
        return m_window->findChild<Widget*>(QLatin1String(name));
    }
    HexView* view() const { return find<HexView>("hexView"); }
    [[nodiscard]] bool isShown(Address address) const
    {
        return view()->document().cache().byteAt(address, {}).state != HexState::Unknown;
    }
    void go(Address address, const std::optional<ArrayView>& array = {});
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(view(), static_cast<Qt::Key>(key), modifiers);
    }
    void type(const char* text) { QTest::keyClicks(view(), QString::fromLatin1(text)); }
    void click(const char* name) { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }
    [[nodiscard]] QByteArray held(std::size_t page, std::uint64_t count) const
    {
        return memoryByDd(m_live->child().pid(), m_live->pages().address(page).value(), count);
    }
    [[nodiscard]] QString notice() const;
    void typeEvilUnderTheLock();
    void goToOwnMemory();

    std::unique_ptr<LiveProcess> m_live;
    std::unique_ptr<QWidget> m_window;
    TargetId m_target;
};

void MemoryPanelTest::init()
{
    m_live = std::make_unique<LiveProcess>(3, [](MappedPages& pages) {
        pages.fill(2, 'r');
        std::memcpy(pages.data(), "Hello, world!", 13);
        pages.protect(1, PROT_NONE);
        pages.protect(2, PROT_READ);
    });
    m_target = m_live->target();
    m_window = std::make_unique<QWidget>();
    const PanelContext context = m_live->context();
    auto* const column = new QVBoxLayout(m_window.get());
    column->addWidget(new AddressBar(context, m_window.get()));
    column->addWidget(new MemoryPanel(context, m_window.get()));
    m_window->resize(1300, 700);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
}

void MemoryPanelTest::cleanup()
{
    m_window.reset();
    m_live.reset();
}

void MemoryPanelTest::go(Address address, const std::optional<ArrayView>& array)
{
    emit m_live->navigator().memoryRequested({.target = m_target, .address = address, .view = array, .label = "here"});
    QTRY_VERIFY(isShown(address));
}

QString MemoryPanelTest::notice() const
{
    const auto* const frame = find<QWidget>("memoryNotice");
    return frame->isVisible() ? frame->property("text").toString() : QString();
}

void MemoryPanelTest::evilWaitsForTheUnlockButton()
{
    go(Address(m_live->pages().address().value() + 4));
    press(Qt::Key_Tab);   // into the text column
    type("EVIL");
    QTRY_VERIFY(notice().contains(QStringLiteral("locked")));
    QCOMPARE(held(0, 13), QByteArray("Hello, world!"));
    click("noticeAction");
    QTRY_VERIFY(view()->document().pokes().isEmpty());
    QCOMPARE(held(0, 13), QByteArray("HellEVILorld!"));
    QVERIFY(notice().isEmpty());
}

void MemoryPanelTest::typeEvilUnderTheLock()
{
    go(Address(m_live->pages().address().value() + 4));
    press(Qt::Key_Tab);
    type("EVIL");
    QTRY_VERIFY(notice().contains(QStringLiteral("locked")));
}

void MemoryPanelTest::goToOwnMemory()
{
    const TargetId own = m_live->workbench().targets().self();
    emit m_live->navigator().memoryRequested({.target = own, .address = Address(0x10000)});
    QVERIFY(notice().isEmpty());
}

void MemoryPanelTest::evilIsWrittenWhereverTheLockIsOpened()
{
    typeEvilUnderTheLock();
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    QTRY_COMPARE(held(0, 13), QByteArray("HellEVILorld!"));
    QTRY_VERIFY(view()->document().pokes().isEmpty());
    QVERIFY(notice().isEmpty());
}

void MemoryPanelTest::whatIsTypedInOneGoIsUndoneInOneStep_data()
{
    QTest::addColumn<QString>("dtype");   // of the column it is typed into; text: the bytes' text
    QTest::addColumn<QString>("typed");
    QTest::addRow("text") << QStringLiteral("text") << QStringLiteral("EVIL");
    QTest::addRow("hex digits") << QString() << QStringLiteral("4556494c");
    QTest::addRow("S1") << QStringLiteral("S1") << QStringLiteral("EVIL");
    QTest::addRow("uint8") << QStringLiteral("uint8") << QStringLiteral("69 86 73 76 ");
}

void MemoryPanelTest::whatIsTypedInOneGoIsUndoneInOneStep()
{
    QFETCH(QString, dtype);
    QFETCH(QString, typed);
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    const Address place(m_live->pages().address().value() + 4);
    go(place);
    const bool isTyped = !dtype.isEmpty() && dtype != QStringLiteral("text");
    if (isTyped)
        view()->setTyped(*Dtype::parse(dtype.toStdString()), Address(0));
    view()->goTo(place, isTyped ? HexArea::Typed : dtype.isEmpty() ? HexArea::Hex : HexArea::Text);
    QTest::keyClicks(view(), typed);
    QTRY_COMPARE(held(0, 13), QByteArray("HellEVILorld!"));
    QTRY_VERIFY(view()->document().pokes().isEmpty());
    Journal& journal = m_live->workbench().journal();
    QCOMPARE(journal.entries().size(), std::size_t(4));
    QVERIFY(journal.undo());
    QCOMPARE(held(0, 13), QByteArray("Hello, world!"));
    QVERIFY(journal.redo());
    QCOMPARE(held(0, 13), QByteArray("HellEVILorld!"));
}

void MemoryPanelTest::whatWaitedBehindTheLockIsUndoneInOneStep()
{
    typeEvilUnderTheLock();
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    QTRY_COMPARE(held(0, 13), QByteArray("HellEVILorld!"));
    QVERIFY(m_live->workbench().journal().undo());
    QCOMPARE(held(0, 13), QByteArray("Hello, world!"));
    QVERIFY(!m_live->workbench().journal().canUndo());
}

void MemoryPanelTest::aMoveOrALossOfFocusOrAPasteBeginsAnotherStep()
{
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    go(m_live->pages().address());
    press(Qt::Key_Tab);
    type("AB");
    press(Qt::Key_Left);
    press(Qt::Key_Right);
    type("CD");
    find<QLineEdit>("addressBar")->setFocus();
    view()->setFocus();
    type("EF");
    QGuiApplication::clipboard()->setText(QStringLiteral("GH"));
    view()->paste();
    type("I");
    QTRY_COMPARE(held(0, 13), QByteArray("ABCDEFGHIrld!"));
    QTRY_VERIFY(view()->document().pokes().isEmpty());
    for (const char* left : {"ABCDEFGHorld!", "ABCDEF world!", "ABCDo, world!", "ABllo, world!", "Hello, world!"}) {
        QVERIFY(m_live->workbench().journal().undo());
        QCOMPARE(held(0, 13), QByteArray(left));
    }
}

void MemoryPanelTest::whatIsTypedAfterLockingAgainWaitsAgain()
{
    typeEvilUnderTheLock();
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    QTRY_VERIFY(view()->document().pokes().isEmpty());
    m_live->workbench().targets().lock(m_target);
    type("W");
    QTRY_VERIFY(notice().contains(QStringLiteral("locked")));
    QCOMPARE(held(0, 13), QByteArray("HellEVILorld!"));
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    QTRY_COMPARE(held(0, 13), QByteArray("HellEVILWrld!"));
    QTRY_VERIFY(notice().isEmpty());
}

void MemoryPanelTest::theBannerOfAnotherTargetGoesAndComesBackWithIt()
{
    QSignalSpy told(&m_live->navigator(), &Navigator::statusMessage);
    typeEvilUnderTheLock();
    goToOwnMemory();
    QVERIFY(!told.isEmpty());
    QVERIFY(told.back().front().toString().startsWith(QStringLiteral("4 bytes typed into")));
    QVERIFY(view()->document().pokes().isEmpty());
    emit m_live->navigator().targetSelected(m_target);
    QVERIFY(notice().contains(QStringLiteral("locked")));
    QCOMPARE(view()->document().pokes().bytesWaiting(), std::uint64_t(4));
    click("noticeAction");
    QTRY_COMPARE(held(0, 13), QByteArray("HellEVILorld!"));
}

void MemoryPanelTest::whatWaitsForATargetThatIsNotShownIsWrittenOnceItIsUnlocked()
{
    typeEvilUnderTheLock();
    goToOwnMemory();
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    QTRY_COMPARE(held(0, 13), QByteArray("HellEVILorld!"));
    emit m_live->navigator().targetSelected(m_target);
    QTRY_VERIFY(view()->document().pokes().isEmpty());
    QVERIFY(notice().isEmpty());
}

void MemoryPanelTest::whatWaitedForATargetThatIsClosedIsSaidToBeDropped()
{
    QSignalSpy failed(&m_live->navigator(), &Navigator::failed);
    typeEvilUnderTheLock();
    goToOwnMemory();
    m_live->workbench().targets().close(m_target);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.front().front().toString().startsWith(QStringLiteral("4 bytes typed into")));
}

void MemoryPanelTest::evilByNumbersInTheUint8Column()
{
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    go(Address(m_live->pages().address().value() + 4));
    auto* const chooser = find<QComboBox>("dtypeChooser");
    chooser->setFocus();
    chooser->lineEdit()->selectAll();
    QTest::keyClicks(chooser, QStringLiteral("uint8"));
    QTest::keyClick(chooser, Qt::Key_Return);
    QVERIFY(view()->typed());
    press(Qt::Key_Tab);
    press(Qt::Key_Tab);
    for (const char* number : {"69", "86", "73", "76"}) {
        type(number);
        press(Qt::Key_Return);
    }
    QTRY_VERIFY(view()->document().pokes().isEmpty());
    QCOMPARE(held(0, 13), QByteArray("HellEVILorld!"));
}

void MemoryPanelTest::dismissedNoticeWritesNothing()
{
    go(m_live->pages().address());
    press(Qt::Key_Tab);
    type("EVIL");
    QTRY_VERIFY(!notice().isEmpty());
    click("noticeClose");
    QVERIFY(view()->document().pokes().isEmpty());
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    QCOMPARE(held(0, 13), QByteArray("Hello, world!"));
}

void MemoryPanelTest::pageWithoutAccessSaysWhy()
{
    go(m_live->pages().address(1));
    QTRY_COMPARE(view()->document().cache().byteAt(m_live->pages().address(1), {}).state, HexState::Unreadable);
    QVERIFY(view()->byteText(m_live->pages().address(1)).contains(QStringLiteral("no access")));
    go(Address(0));
    QTRY_COMPARE(view()->document().cache().byteAt(Address(0), {}).state, HexState::Unreadable);
}

void MemoryPanelTest::readOnlyPagesAskOnce()
{
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    go(m_live->pages().address(2));
    press(Qt::Key_Tab);
    type("E");
    QTRY_VERIFY(notice().contains(QStringLiteral("read-only")));
    click("noticeAction");
    QTRY_VERIFY(view()->document().pokes().isEmpty());
    QCOMPARE(held(2, 2), QByteArray("Er"));
    type("V");
    QTRY_VERIFY(view()->document().pokes().isEmpty());
    QCOMPARE(held(2, 3), QByteArray("EVr"));
    QVERIFY(notice().isEmpty());
}

void MemoryPanelTest::fillWritesTheValueByDtype()
{
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    go(m_live->pages().address(), ArrayView{.dtype = Dtype::fromKind(DtypeKind::Float, 8), .shape = {100}});
    click("openFillButton");
    auto* const value = find<QLineEdit>("fillValue");
    QTRY_VERIFY(value->isVisible());
    QCOMPARE(value->text(), QStringLiteral("0.0"));
    value->setText(QStringLiteral("1.0"));
    QTest::keyClick(value, Qt::Key_Return);
    QTRY_COMPARE(held(0, 8), QByteArray("\0\0\0\0\0\0\xf0\x3f", 8));
    QTRY_COMPARE(held(0, 800), QByteArray("\0\0\0\0\0\0\xf0\x3f", 8).repeated(100));
    QCOMPARE(memoryByDd(m_live->child().pid(), m_live->pages().address().value() + 800, 8), QByteArray(8, '\0'));
}

void MemoryPanelTest::placeBringsDtypeAndShape()
{
    go(m_live->pages().address(), ArrayView{.dtype = Dtype::fromKind(DtypeKind::SignedInteger, 4), .shape = {10, 10}});
    QCOMPARE(find<QComboBox>("dtypeChooser")->currentText(), QStringLiteral("int32"));
    QCOMPARE(find<QLineEdit>("shapeEdit")->text(), QStringLiteral("10,10"));
    QCOMPARE(view()->array(), AddressRange::fromSize(m_live->pages().address(), 400));
    QVERIFY(view()->columns().has(HexArea::Typed));
}

void MemoryPanelTest::resizedCountsAreShownInTheirNewShape()
{
    auto counts = countsFor(m_live->workbench(), *notebookGrid(40, 60), nullptr);
    QVERIFY(counts);
    m_target = m_live->workbench().targets().self();
    const Place place = placeOf(*m_live->workbench().allocations().named("counts"));
    go(place.address, place.view);
    const auto* const shape = find<QLineEdit>("shapeEdit");
    QCOMPARE(shape->text(), QStringLiteral("40,60"));
    counts = countsFor(m_live->workbench(), *notebookGrid(60, 40), std::move(*counts));
    QTRY_COMPARE(shape->text(), QStringLiteral("60,40"));
    counts = countsFor(m_live->workbench(), *notebookGrid(800, 600), std::move(*counts));   // somewhere else
    QTRY_COMPARE(shape->text(), QStringLiteral("800,600"));
    QCOMPARE(view()->array(), m_live->workbench().allocations().named("counts")->range);
    QCOMPARE(view()->cursor().address(), view()->array().begin());
    counts->reset();
}

void MemoryPanelTest::footerSaysWhatTheCursorIsOn()
{
    go(m_live->pages().address());
    const auto* const footer = find<QWidget>("memoryFooter");
    QTRY_VERIFY(footer->property("text").toString().contains(QStringLiteral("0x48, 72, “H”")));
    QTRY_VERIFY(footer->property("text").toString().contains(QStringLiteral("rw-p")));
}

void MemoryPanelTest::dtypeThatIsNoneIsRefusedInPlace()
{
    go(m_live->pages().address());
    auto* const chooser = find<QComboBox>("dtypeChooser");
    chooser->setFocus();
    chooser->lineEdit()->selectAll();
    QTest::keyClicks(chooser, QStringLiteral("flot64"));
    QTest::keyClick(chooser, Qt::Key_Return);
    QVERIFY(notice().contains(QStringLiteral("flot64")));
    QVERIFY(!view()->typed());
}

void MemoryPanelTest::addressBarGoesWithEnter()
{
    go(m_live->pages().address());
    auto* const bar = find<QLineEdit>("addressBar");
    bar->setFocus();
    bar->setText(QString());
    QTest::keyClicks(bar, QStringLiteral("0x%1+5").arg(m_live->pages().address().value(), 0, 16));
    QTest::keyClick(bar, Qt::Key_Return);
    QTRY_COMPARE(view()->cursor().address(), Address(m_live->pages().address().value() + 5));
}

void MemoryPanelTest::addressBarSaysWhyAnExpressionNamesNothing()
{
    go(m_live->pages().address());
    auto* const bar = find<QLineEdit>("addressBar");
    bar->setText(QString());
    QTest::keyClicks(bar, QStringLiteral("alloc:nosuch"));
    QTest::keyClick(bar, Qt::Key_Return);
    const auto* const where = find<QWidget>("addressWhere");
    QTRY_VERIFY(where->property("text").toString().contains(QStringLiteral("nosuch")));
    QCOMPARE(view()->cursor().address(), m_live->pages().address());
}

void MemoryPanelTest::backAndForwardGoWhereTheUserWas()
{
    QSignalSpy history(&m_live->navigator(), &Navigator::historyChanged);
    go(m_live->pages().address());
    go(m_live->pages().address(2));
    QCOMPARE(history.back(), QVariantList({true, false}));
    emit m_live->navigator().backRequested();
    QTRY_COMPARE(view()->cursor().address(), m_live->pages().address());
    QCOMPARE(history.back(), QVariantList({false, true}));
    emit m_live->navigator().forwardRequested();
    QTRY_COMPARE(view()->cursor().address(), m_live->pages().address(2));
}

void MemoryPanelTest::deadProcessKeepsWhatWasRead()
{
    go(m_live->pages().address());
    m_live->child().kill();
    QTRY_VERIFY(notice().contains(QStringLiteral("ended")));
    const HexByte byte = view()->document().cache().byteAt(m_live->pages().address(), {});
    QCOMPARE(byte.value, std::byte{'H'});
    QVERIFY(byte.isStale);
}

void MemoryPanelTest::closedTargetLeavesTheHint()
{
    go(m_live->pages().address());
    m_live->workbench().targets().close(m_target);
    QTRY_VERIFY(find<QWidget>("memoryHint")->isVisible());
    QVERIFY(!view()->document().isOpen());
    click("showOwnMemory");
    QTRY_VERIFY(view()->isVisible());
    QVERIFY(find<QLineEdit>("addressBar")->text().startsWith(QStringLiteral("0x")));
}

void MemoryPanelTest::hoverTravelsBothWays()
{
    go(m_live->pages().address(), ArrayView{.dtype = Dtype::fromKind(DtypeKind::SignedInteger, 4), .shape = {10}});
    QSignalSpy hovered(&m_live->navigator(), &Navigator::memoryHovered);
    QTest::mouseMove(view()->viewport(),
                     view()->cellRect(HexArea::Typed, Address(m_live->pages().address().value() + 4)).center());
    QTRY_COMPARE(hovered.size(), 1);
    QCOMPARE(hovered.front().at(1).value<AddressRange>(),
             AddressRange::fromSize(Address(m_live->pages().address().value() + 4), 4));
    emit m_live->navigator().memoryHovered(m_target, AddressRange::fromSize(m_live->pages().address(), 4));
    QCOMPARE(view()->hover(), AddressRange::fromSize(m_live->pages().address(), 4));
}

void MemoryPanelTest::hoverOutOfSightIsShownAndTheViewStays()
{
    go(m_live->pages().address());
    const Address far = m_live->pages().address(2);
    QVERIFY(view()->cellRect(HexArea::Hex, far).isEmpty());
    const std::uint64_t top = view()->topRow();
    const auto lastRow = [this] {
        const QImage image = view()->viewport()->grab().toImage();
        return image.copy(0, image.height() - 8, image.width(), 8);
    };
    const QImage before = lastRow();
    emit m_live->navigator().memoryHovered(m_target, AddressRange::fromSize(far, 4));
    QVERIFY(view()->glancedRow() && view()->glancedRow()->range().contains(far));
    QTRY_VERIFY(view()->document().shown(AddressRange::fromSize(far, 4)));   // read, though out of sight
    QVERIFY(lastRow() != before);
    QCOMPARE(view()->topRow(), top);
    QCOMPARE(view()->cursor().address(), m_live->pages().address());
    emit m_live->navigator().memoryHovered(m_target, {});
    QVERIFY(!view()->glancedRow());
}

void MemoryPanelTest::selectionIsToldToTheOthers()
{
    go(m_live->pages().address());
    QSignalSpy selected(&m_live->navigator(), &Navigator::selectionChanged);
    QSignalSpy inspected(&m_live->navigator(), &Navigator::inspectionRequested);
    press(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(selected.back().at(1).value<AddressRange>(), AddressRange::fromSize(m_live->pages().address(), 2));
    press(Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(inspected.size(), 1);
    QCOMPARE(inspected.front().at(1).value<Address>(), m_live->pages().address());
}

void MemoryPanelTest::ownMemoryIsNeverWritten()
{
    m_target = m_live->workbench().targets().self();
    go(m_live->pages().address());
    press(Qt::Key_Tab);
    type("E");
    QTRY_VERIFY(!notice().isEmpty());
    QVERIFY(!notice().contains(QStringLiteral("nlock this")));
    QCOMPARE(memoryByDd(static_cast<int>(QCoreApplication::applicationPid()), m_live->pages().address().value(), 5),
             QByteArray("Hello"));
}

QTEST_MAIN(MemoryPanelTest)
#include "tst_memory_panel.moc"
