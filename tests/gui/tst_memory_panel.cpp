// Where the memory panel is, what it says of the place, and how others are told.
#include "memory_panel_fixture.h"

#include "workbench/fractal_runs.h"

using namespace memdelbrot;

class MemoryPanelTest final : public QObject, private MemoryPanelFixture {
    Q_OBJECT

private slots:
    void init() { openPanel(); }
    void cleanup() { closePanel(); }
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
};

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

QTEST_MAIN(MemoryPanelTest)
#include "tst_memory_panel.moc"
