// Arrays of the worker: made by hand, written by calls, drawn, passed and freed.
#include "library_panel_fixture.h"

#include "workbench/fractal_runs.h"

using namespace memdelbrot;

class LibraryArraysTest final : public QObject, private LibraryPanelFixture {
    Q_OBJECT

private slots:
    void init() { openPanel(); }
    void cleanup() { closePanel(); }
    void writtenArrayAndOutputAreShown();
    void arrayThatWasPassedIsOfferedToBeOpened();
    void newArrayIsMadeAndShown();
    void columnsFitAnArrayOfAnotherShape();
    void complexGridIsOffered();
    void leavingTheGridBringsTheDtypeBack();
    void impossibleArrayIsExplained();
    void arrayIsPassedAndFreed();
};

void LibraryArraysTest::writtenArrayAndOutputAreShown()
{
    open(callees, QStringLiteral("doubleAll"));
    type("declarationField", "void doubleAll(int* values, int count)");
    press("declareButton");
    QTRY_VERIFY_WITH_TIMEOUT(find<QLineEdit>("argument1"), 30'000);
    type("argument0", "[1, 2, -3]");
    type("argument1", "3");
    press("callButton");
    QTRY_COMPARE_WITH_TIMEOUT(find<QPlainTextEdit>("callOutput")->toPlainText(), QStringLiteral("values = [2, 4, -6]"),
                              30'000);
    QCOMPARE(shown("resultValue"), QStringLiteral("doubleAll returned"));
}

void LibraryArraysTest::arrayThatWasPassedIsOfferedToBeOpened()
{
    QSignalSpy opened(m_navigator.get(), &Navigator::memoryRequested);
    const auto int32 = Dtype::parse("int32").value();
    QVERIFY(m_workbench->calls().newArray({.name = "mine", .view = {.dtype = int32, .shape = {3}, .strides = {}}}));
    open(callees, QStringLiteral("doubleAll"));
    type("declarationField", "void doubleAll(int *values, int count)");
    press("declareButton");
    QTRY_VERIFY_WITH_TIMEOUT(find<QLineEdit>("argument1"), 30'000);
    type("argument0", "$mine");
    type("argument1", "3");
    press("callButton");
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("openArgument_mine"), 30'000);
    press("openArgument_mine");
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].value<Place>().label, std::string("alloc:mine"));
    QVERIFY(!find<QPushButton>("drawArgument_mine"));   // one axis is no picture
}

void LibraryArraysTest::newArrayIsMadeAndShown()
{
    QSignalSpy opened(m_navigator.get(), &Navigator::memoryRequested);
    find<QTabWidget>("resultTabs")->setCurrentIndex(1);
    type("arrayName", "counts");
    find<QComboBox>("arrayDtype")->setCurrentText(QStringLiteral("int32"));
    type("arrayShape", "8,12");
    find<QComboBox>("arrayFill")->setCurrentIndex(1);
    type("arrayValue", "20");
    press("createArray");
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 30'000);
    const auto array = m_workbench->allocations().named("counts");
    QVERIFY(array);
    const int pid = (*m_workbench->worker())->pid().value();
    QCOMPARE(memdelbrot::testing::memoryByDd(pid, array->range.begin().value(), 4), QByteArray("\x14\0\0\0", 4));
    QTRY_COMPARE(find<QTreeView>("arrayTable")->model()->rowCount(), 1);
}

void LibraryArraysTest::columnsFitAnArrayOfAnotherShape()
{
    find<QTabWidget>("resultTabs")->setCurrentIndex(2);
    const auto* const table = find<QTreeView>("arrayTable");
    auto counts = countsFor(*m_workbench, *notebookGrid(4, 6), nullptr);
    QTRY_COMPARE(table->model()->index(0, AllocationListModel::ShapeColumn).data().toString(), QStringLiteral("4 x 6"));
    counts = countsFor(*m_workbench, *notebookGrid(1000, 1200), std::move(*counts));
    const QString shape = QStringLiteral("1000 x 1200");
    QTRY_COMPARE(table->model()->index(0, AllocationListModel::ShapeColumn).data().toString(), shape);
    QTRY_VERIFY(table->columnWidth(AllocationListModel::ShapeColumn) > table->fontMetrics().horizontalAdvance(shape));
    QVERIFY(
        table->model()->index(0, AllocationListModel::ShapeColumn).data(Qt::ToolTipRole).toString().startsWith(shape));
    counts->reset();
}

void LibraryArraysTest::complexGridIsOffered()
{
    find<QTabWidget>("resultTabs")->setCurrentIndex(1);
    find<QComboBox>("arrayFill")->setCurrentIndex(2);
    QCOMPARE(find<QComboBox>("arrayDtype")->currentText(), QStringLiteral("complex128"));
    type("arrayShape", "8,12");
    press("createArray");
    QTRY_VERIFY_WITH_TIMEOUT(m_workbench->allocations().named("c"), 30'000);
    QCOMPARE(m_workbench->allocations().named("c")->range.size(), 8u * 12 * 16);
}

void LibraryArraysTest::leavingTheGridBringsTheDtypeBack()
{
    find<QTabWidget>("resultTabs")->setCurrentIndex(1);
    auto* const dtype = find<QComboBox>("arrayDtype");
    auto* const fill = find<QComboBox>("arrayFill");
    const QString before = dtype->currentText();
    QVERIFY(before != QStringLiteral("complex128"));
    fill->setCurrentIndex(2);
    fill->setCurrentIndex(1);
    QCOMPARE(dtype->currentText(), before);
    fill->setCurrentIndex(2);
    dtype->setCurrentText(QStringLiteral("int32"));   // the user's own choice stays
    fill->setCurrentIndex(0);
    QCOMPARE(dtype->currentText(), QStringLiteral("int32"));
    dtype->setCurrentText(QStringLiteral("complex128"));
    fill->setCurrentIndex(1);
    QCOMPARE(dtype->currentText(), QStringLiteral("complex128"));
}

void LibraryArraysTest::impossibleArrayIsExplained()
{
    find<QTabWidget>("resultTabs")->setCurrentIndex(1);
    type("arrayShape", "ten");
    press("createArray");
    QVERIFY(shown("arrayProblem").contains(QLatin1String("not a shape")));
    QVERIFY(find<QLabel>("arrayProblem")->isVisible());
    type("arrayShape", "10");
    QVERIFY(!find<QLabel>("arrayProblem")->isVisible());
    type("arrayShape", "ten");
    press("createArray");
    QVERIFY(find<QLabel>("arrayProblem")->isVisible());
    find<QComboBox>("arrayFill")->setCurrentIndex(2);
    QVERIFY(!find<QLabel>("arrayProblem")->isVisible());
}

void LibraryArraysTest::arrayIsPassedAndFreed()
{
    QVERIFY(m_workbench->calls().newArray({.name = "a", .view = {.shape = {10}}}));
    QTRY_COMPARE(find<QTreeView>("arrayTable")->model()->rowCount(), 1);
    find<QTabWidget>("resultTabs")->setCurrentIndex(2);
    open(QStringLiteral("libc.so.6"), QStringLiteral("strlen"));
    press("passArray");
    QCOMPARE(find<QLineEdit>("argument0")->text(), QStringLiteral("$a"));
    press("freeArray");
    QTRY_VERIFY_WITH_TIMEOUT(!m_workbench->allocations().named("a")->isInUse(), 30'000);
    QTRY_VERIFY(!find<QPushButton>("freeArray")->isEnabled());
}

QTEST_MAIN(LibraryArraysTest)
#include "tst_library_arrays.moc"
