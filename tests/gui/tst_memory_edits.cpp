// What is typed, pasted and filled in: written, held up by a lock, refused, undone.
#include "memory_panel_fixture.h"
#include "support/bytes_of.h"

using namespace memdelbrot;
using memdelbrot::testing::bytesOf;
using memdelbrot::testing::memoryByDd;

class MemoryEditsTest final : public QObject, private MemoryPanelFixture {
    Q_OBJECT

private slots:
    void init() { openPanel(); }
    void cleanup() { closePanel(); }
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
    void whatWasWrittenFromHereStaysMarkedUntilItIsUndoneOrOverwritten();
    void dismissedNoticeWritesNothing();
    void pageWithoutAccessSaysWhy();
    void readOnlyPagesAskOnce();
    void fillWritesTheValueByDtype();
    void ownMemoryIsNeverWritten();

private:
    void typeEvilUnderTheLock();
    void goToOwnMemory();
};

void MemoryEditsTest::evilWaitsForTheUnlockButton()
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

void MemoryEditsTest::whatWasWrittenFromHereStaysMarkedUntilItIsUndoneOrOverwritten()
{
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    const Address place(m_live->pages().address().value() + 4);
    go(place);
    const auto marked = [this, place] {
        QString text;
        for (std::uint64_t step = 0; step < 6; ++step)
            text += view()->document().isWrittenHere(*place.plus(step)) ? QLatin1Char('x') : QLatin1Char('.');
        return text;
    };
    Journal& journal = m_live->workbench().journal();
    QVERIFY(journal.pokeUnseen(m_target, place, bytesOf("EVIL")));
    QTRY_COMPARE(marked(), QStringLiteral("xxxx.."));
    QVERIFY(view()->byteText(place).contains(QStringLiteral("written from here")));
    const auto memory = m_live->workbench().targets().target(m_target);
    QVERIFY((*memory)->write(*place.plus(1), bytesOf("v"), WriteForce::No));
    QTRY_COMPARE(marked(), QStringLiteral("x.xx.."));
    QVERIFY((*memory)->write(*place.plus(1), bytesOf("V"), WriteForce::No));
    QVERIFY(journal.undo());
    QTRY_COMPARE(marked(), QStringLiteral("......"));
}

void MemoryEditsTest::typeEvilUnderTheLock()
{
    go(Address(m_live->pages().address().value() + 4));
    press(Qt::Key_Tab);
    type("EVIL");
    QTRY_VERIFY(notice().contains(QStringLiteral("locked")));
}

void MemoryEditsTest::goToOwnMemory()
{
    const TargetId own = m_live->workbench().targets().self();
    emit m_live->navigator().memoryRequested({.target = own, .address = Address(0x10000)});
    QVERIFY(notice().isEmpty());
}

void MemoryEditsTest::evilIsWrittenWhereverTheLockIsOpened()
{
    typeEvilUnderTheLock();
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    QTRY_COMPARE(held(0, 13), QByteArray("HellEVILorld!"));
    QTRY_VERIFY(view()->document().pokes().isEmpty());
    QVERIFY(notice().isEmpty());
}

void MemoryEditsTest::whatIsTypedInOneGoIsUndoneInOneStep_data()
{
    QTest::addColumn<QString>("dtype");   // of the column it is typed into; text: the bytes' text
    QTest::addColumn<QString>("typed");
    QTest::addRow("text") << QStringLiteral("text") << QStringLiteral("EVIL");
    QTest::addRow("hex digits") << QString() << QStringLiteral("4556494c");
    QTest::addRow("S1") << QStringLiteral("S1") << QStringLiteral("EVIL");
    QTest::addRow("uint8") << QStringLiteral("uint8") << QStringLiteral("69 86 73 76 ");
}

void MemoryEditsTest::whatIsTypedInOneGoIsUndoneInOneStep()
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

void MemoryEditsTest::whatWaitedBehindTheLockIsUndoneInOneStep()
{
    typeEvilUnderTheLock();
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    QTRY_COMPARE(held(0, 13), QByteArray("HellEVILorld!"));
    QVERIFY(m_live->workbench().journal().undo());
    QCOMPARE(held(0, 13), QByteArray("Hello, world!"));
    QVERIFY(!m_live->workbench().journal().canUndo());
}

void MemoryEditsTest::aMoveOrALossOfFocusOrAPasteBeginsAnotherStep()
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

void MemoryEditsTest::whatIsTypedAfterLockingAgainWaitsAgain()
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

void MemoryEditsTest::theBannerOfAnotherTargetGoesAndComesBackWithIt()
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

void MemoryEditsTest::whatWaitsForATargetThatIsNotShownIsWrittenOnceItIsUnlocked()
{
    typeEvilUnderTheLock();
    goToOwnMemory();
    QVERIFY(m_live->workbench().targets().unlock(m_target));
    QTRY_COMPARE(held(0, 13), QByteArray("HellEVILorld!"));
    emit m_live->navigator().targetSelected(m_target);
    QTRY_VERIFY(view()->document().pokes().isEmpty());
    QVERIFY(notice().isEmpty());
}

void MemoryEditsTest::whatWaitedForATargetThatIsClosedIsSaidToBeDropped()
{
    QSignalSpy failed(&m_live->navigator(), &Navigator::failed);
    typeEvilUnderTheLock();
    goToOwnMemory();
    m_live->workbench().targets().close(m_target);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.front().front().toString().startsWith(QStringLiteral("4 bytes typed into")));
}

void MemoryEditsTest::evilByNumbersInTheUint8Column()
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

void MemoryEditsTest::dismissedNoticeWritesNothing()
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

void MemoryEditsTest::pageWithoutAccessSaysWhy()
{
    go(m_live->pages().address(1));
    QTRY_COMPARE(view()->document().cache().byteAt(m_live->pages().address(1), {}).state, HexState::Unreadable);
    QVERIFY(view()->byteText(m_live->pages().address(1)).contains(QStringLiteral("no access")));
    go(Address(0));
    QTRY_COMPARE(view()->document().cache().byteAt(Address(0), {}).state, HexState::Unreadable);
}

void MemoryEditsTest::readOnlyPagesAskOnce()
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

void MemoryEditsTest::fillWritesTheValueByDtype()
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

void MemoryEditsTest::ownMemoryIsNeverWritten()
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

QTEST_MAIN(MemoryEditsTest)
#include "tst_memory_edits.moc"
