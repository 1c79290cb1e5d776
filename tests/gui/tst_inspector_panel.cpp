#include "gui/models/field_tree_model.h"
#include "gui/models/target_text.h"
#include "gui/models/value_table_model.h"
#include "gui/models/workbench_events.h"
#include "gui/panels/inspector_panel.h"
#include "gui/widgets/elided_label.h"
#include "support/forked_child.h"

#include <QSignalSpy>
#include <QtTest>
#include <QtWidgets>

using namespace memdelbrot;

class InspectorPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theHeaderOfABytesObjectIsShown();
    void referencesFollowTheNotebooksListLive();
    void aClickOnAFieldShowsItsBytes();
    void aDoubleClickFollowsAnItem();
    void whatIsNoObjectSaysWhatWasLookedAt();
    void theSelectionIsShownAsEveryType();
    void aNarrowPanelShowsAnAddressWhole();
    void aLowPanelShowsFiveFieldsOfAnObject();
    void aHighPanelShowsTheEvidenceInFull();
    void theValuesFollowTheBytesLive();
    void typingOverALockedValueIsNotPossible();
    void typingOverAnUnlockedValueWritesIt();
    void theNotebooksStructIsMendedAndLaidOver();
    void aStructThatCannotBeMendedShowsItsErrors();
    void aStructFollowsItsBytesLiveAndSaysWhereTheyAre();
    void theFieldsOfATargetThatEndedAreMarkedStale();

private:
    template <typename Widget>
    Widget* child(const char* name) const
    {
        auto* const found = m_panel->findChild<Widget*>(QLatin1String(name));
        if (!found)
            qFatal("no %s in the panel", name);
        return found;
    }
    void run(const char* code) { QVERIFY(m_python->runCell(code)->succeeded); }
    PythonVariable variable(const char* name) { return m_python->variable(name).value(); }
    QString field(const QString& name) const;
    QString structField(int row) const;
    QString value(const QString& label) const;
    QModelIndex valueIndex(const QString& label) const;
    void layOver(const QString& text, const QString& address);

    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<WorkbenchEvents> m_events;
    std::unique_ptr<Navigator> m_navigator;
    std::unique_ptr<InspectorPanel> m_panel;
    std::shared_ptr<PythonSession> m_python;
};

void InspectorPanelTest::init()
{
    WorkbenchOptions options;
    options.python.interpreter = TEST_PYTHON;
    m_workbench = std::make_unique<Workbench>(options);
    m_events = std::make_unique<WorkbenchEvents>(*m_workbench);
    m_navigator = std::make_unique<Navigator>();
    m_panel = std::make_unique<InspectorPanel>(PanelContext{*m_workbench, *m_events, *m_navigator});
    m_panel->resize(420, 800);
    m_panel->show();
    m_python = m_workbench->startPython({}).value();
    run("hello = b\"Hello, world!\"");
}

void InspectorPanelTest::cleanup()
{
    m_python.reset();
    m_panel.reset();
    m_navigator.reset();
    m_events.reset();
    m_workbench.reset();
}

QString InspectorPanelTest::field(const QString& name) const
{
    const auto* const model = child<QTreeView>("objectFields")->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, FieldTreeModel::NameColumn).data().toString() == name)
            return model->index(row, FieldTreeModel::ValueColumn).data().toString();
    }
    return {};
}

QModelIndex InspectorPanelTest::valueIndex(const QString& label) const
{
    const auto* const model = child<QTreeView>("valueTable")->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, ValueTableModel::TypeColumn).data().toString() == label)
            return model->index(row, ValueTableModel::LittleColumn);
    }
    return {};
}

QString InspectorPanelTest::value(const QString& label) const
{
    return valueIndex(label).data().toString();
}

void InspectorPanelTest::theHeaderOfABytesObjectIsShown()
{
    emit m_navigator->inspectionRequested(*m_workbench->pythonTarget(), variable("hello").address);
    QTRY_COMPARE(child<QLabel>("objectReferences")->text(), QStringLiteral("1 reference"));
    QVERIFY(child<QLabel>("objectTitle")->text().startsWith(QStringLiteral("bytes at 0x")));
    QCOMPARE(child<QLabel>("objectSize")->text(), QStringLiteral("· 46 bytes"));
    QCOMPARE(child<QLineEdit>("objectValue")->text(), QStringLiteral("b'Hello, world!'"));
    QCOMPARE(field(QStringLiteral("ob_type")), QStringLiteral("bytes"));
    QCOMPARE(field(QStringLiteral("ob_size")), QStringLiteral("13"));
    QCOMPARE(child<QLabel>("objectNames")->text(), QStringLiteral("held at least by hello"));
    run("hello");
    QTRY_COMPARE(child<QLabel>("objectNames")->text(),
                 QStringLiteral("held at least by hello and _ (the console's last result)"));
    QCOMPARE(child<QLabel>("objectReferences")->text(), QStringLiteral("2 references"));
    const QString whose = QStringLiteral("(%1): CPython 3.").arg(m_python->pid().value());
    QVERIFY(child<QLabel>("objectEvidence")->text().startsWith(QStringLiteral("In python 3.")));
    QVERIFY(child<QLabel>("objectEvidence")->text().contains(whose));
}

void InspectorPanelTest::referencesFollowTheNotebooksListLive()
{
    emit m_navigator->inspectionRequested(*m_workbench->pythonTarget(), variable("hello").address);
    QTRY_COMPARE(field(QStringLiteral("ob_refcnt")), QStringLiteral("1"));
    run("biglist = [hello] * 1000");
    QTRY_COMPARE(child<QLabel>("objectReferences")->text(), QStringLiteral("1001 references"));
    QCOMPARE(field(QStringLiteral("ob_refcnt")), QStringLiteral("1001"));
    QCOMPARE(child<QLabel>("objectNames")->text(), QStringLiteral("held at least by hello and biglist (1000 times)"));
}

void InspectorPanelTest::aClickOnAFieldShowsItsBytes()
{
    std::optional<Place> shown;
    connect(m_navigator.get(), &Navigator::memoryRequested, m_panel.get(), [&](const Place& place) { shown = place; });
    const PythonVariable hello = variable("hello");
    emit m_navigator->inspectionRequested(*m_workbench->pythonTarget(), hello.address);
    auto* const tree = child<QTreeView>("objectFields");
    QTRY_VERIFY(tree->model()->rowCount() == 5);
    const QModelIndex characters = tree->model()->index(4, 0);
    tree->scrollTo(characters);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(characters).center());
    QVERIFY(shown);
    QCOMPARE(shown->address, hello.contents->begin());
    QCOMPARE(shown->view->byteSize(), 13u);
}

void InspectorPanelTest::aDoubleClickFollowsAnItem()
{
    run("pair = (hello, 1)");
    emit m_navigator->inspectionRequested(*m_workbench->pythonTarget(), variable("pair").address);
    auto* const tree = child<QTreeView>("objectFields");
    QTRY_COMPARE(field(QStringLiteral("ob_type")), QStringLiteral("tuple"));
    tree->expandAll();
    const QModelIndex first = tree->model()->index(0, 0, tree->model()->index(3, 0));
    tree->scrollTo(first);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(first).center());
    QTest::mouseDClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(first).center());
    QTRY_COMPARE(field(QStringLiteral("ob_type")), QStringLiteral("bytes"));
}

void InspectorPanelTest::whatIsNoObjectSaysWhatWasLookedAt()
{
    emit m_navigator->inspectionRequested(*m_workbench->pythonTarget(), Address(variable("hello").address.value() + 8));
    QTRY_VERIFY(child<QLabel>("objectHint")->text().contains(QStringLiteral("no Python type")));
    emit m_navigator->inspectionRequested(*m_workbench->pythonTarget(), Address(0));
    QTRY_VERIFY(child<QLabel>("objectHint")->text().contains(QStringLiteral("0x0")));
}

void InspectorPanelTest::theSelectionIsShownAsEveryType()
{
    emit m_navigator->selectionChanged(*m_workbench->pythonTarget(),
                                       AddressRange::fromSize(variable("hello").contents->begin(), 5));
    QTRY_COMPARE(value(QStringLiteral("uint8")), QStringLiteral("72"));
    QCOMPARE(value(QStringLiteral("UTF-8")), QStringLiteral("Hello"));
    emit m_navigator->selectionChanged(*m_workbench->pythonTarget(), AddressRange::fromSize(Address(0), 4));
    QTRY_VERIFY(child<QLabel>("valueHint")->isVisible());
    QSignalSpy regions(m_navigator.get(), &Navigator::regionsRequested);
    child<QPushButton>("showRegionsHere")->click();
    QCOMPARE(regions.size(), 1);
}

void InspectorPanelTest::aNarrowPanelShowsAnAddressWhole()
{
    run("import ctypes; box = (ctypes.c_uint64 * 1)(0x7fffffffffff); place = bytes(box)");
    m_panel->resize(270, 800);
    emit m_navigator->selectionChanged(*m_workbench->pythonTarget(),
                                       AddressRange::fromSize(variable("place").contents->begin(), 8));
    QTRY_COMPARE(value(QStringLiteral("uint64")), QStringLiteral("140737488355327"));
    const auto* const table = child<QTreeView>("valueTable");
    const int wanted = table->fontMetrics().horizontalAdvance(QStringLiteral("140737488355327"));
    QTRY_VERIFY(table->columnWidth(ValueTableModel::LittleColumn) > wanted);
    QTRY_COMPARE(table->columnViewportPosition(ValueTableModel::BigColumn)
                     + table->columnWidth(ValueTableModel::BigColumn),
                 table->viewport()->width());
    QCOMPARE(valueIndex(QStringLiteral("uint64")).data(Qt::ToolTipRole).toString(), QStringLiteral("140737488355327"));
}

void InspectorPanelTest::aLowPanelShowsFiveFieldsOfAnObject()
{
    m_panel->resize(270, 370);   // in a window of 1280 x 800
    run("again = hello");
    emit m_navigator->inspectionRequested(*m_workbench->pythonTarget(), variable("hello").address);
    const auto* const tree = child<QTreeView>("objectFields");
    QTRY_COMPARE(tree->model()->rowCount(), 5);
    QTRY_VERIFY(tree->visualRect(tree->model()->index(4, 0)).bottom() < tree->viewport()->height());
    QVERIFY(child<QLabel>("objectEvidence")->isHidden());
    const auto* const line = child<ElidedLabel>("objectEvidenceLine");
    QVERIFY(line->isVisible());
    QCOMPARE(line->toolTip(), child<QLabel>("objectEvidence")->text());
    const auto* const values = child<QTreeView>("valueTable");
    emit m_navigator->selectionChanged(*m_workbench->pythonTarget(),
                                       AddressRange::fromSize(variable("hello").address, 1));
    QTRY_VERIFY(values->visualRect(values->model()->index(2, 0)).bottom() < values->viewport()->height());
}

void InspectorPanelTest::aHighPanelShowsTheEvidenceInFull()
{
    m_panel->resize(282, 600);
    emit m_navigator->inspectionRequested(*m_workbench->pythonTarget(), variable("hello").address);
    QTRY_VERIFY(child<QLabel>("objectEvidence")->isVisible());
    QVERIFY(child<ElidedLabel>("objectEvidenceLine")->isHidden());
}

void InspectorPanelTest::theValuesFollowTheBytesLive()
{
    run("box = bytearray(b'abcdefgh')");
    emit m_navigator->selectionChanged(*m_workbench->pythonTarget(),
                                       AddressRange::fromSize(variable("box").contents->begin(), 1));
    QTRY_COMPARE(value(QStringLiteral("uint8")), QStringLiteral("97"));
    run("box[0] = 200");
    QTRY_COMPARE(value(QStringLiteral("uint8")), QStringLiteral("200"));
}

void InspectorPanelTest::typingOverALockedValueIsNotPossible()
{
    emit m_navigator->selectionChanged(*m_workbench->pythonTarget(),
                                       AddressRange::fromSize(variable("hello").contents->begin(), 1));
    QTRY_COMPARE(value(QStringLiteral("uint8")), QStringLiteral("72"));
    QVERIFY(!(valueIndex(QStringLiteral("uint8")).flags() & Qt::ItemIsEditable));
    QVERIFY(child<QLabel>("valueTitle")->text().contains(QStringLiteral("locked")));
}

void InspectorPanelTest::typingOverAnUnlockedValueWritesIt()
{
    QVERIFY(m_workbench->targets().unlock(*m_workbench->pythonTarget()));
    emit m_navigator->selectionChanged(
        *m_workbench->pythonTarget(),
        AddressRange::fromSize(Address(variable("hello").contents->begin().value() + 4), 4));
    QTRY_COMPARE(value(QStringLiteral("UTF-8")), QStringLiteral("o, w"));
    auto* const table = child<QTreeView>("valueTable");
    table->setCurrentIndex(valueIndex(QStringLiteral("UTF-8")));
    QTest::keyClick(table, Qt::Key_F2);
    auto* const editor = table->findChild<QLineEdit*>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("EVIL"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(value(QStringLiteral("UTF-8")), QStringLiteral("EVIL"));
    QCOMPARE(m_python->runCell("hello")->output, "b'HellEVILorld!'\n");
}

void InspectorPanelTest::layOver(const QString& text, const QString& address)
{
    child<QTabWidget>("inspectorTabs")->setCurrentIndex(1);
    child<QPlainTextEdit>("structText")->setPlainText(text);
    auto* const line = child<QLineEdit>("structAddress");
    line->clear();
    QTest::keyClicks(line, address);
    QTest::keyClick(line, Qt::Key_Return);
}

void InspectorPanelTest::theNotebooksStructIsMendedAndLaidOver()
{
    run("biglist = [hello] * 1000");
    layOver(QStringLiteral("struct PyObject {\n    size_t ob_refcnt;\n    PyObject* ob_type; // its class\n}\n"),
            QStringLiteral("py:hello"));
    auto* const suggestion = child<QPushButton>("useStructSuggestion");
    QTRY_VERIFY(suggestion->isVisible());
    QVERIFY(!child<QLabel>("structErrors")->text().isEmpty());
    suggestion->click();
    auto* const tree = child<QTreeView>("structFields");
    QTRY_COMPARE(tree->model()->rowCount(), 1);
    const QModelIndex root = tree->model()->index(0, 0);
    QCOMPARE(tree->model()->index(0, FieldTreeModel::ValueColumn, root).data().toString(), QStringLiteral("1001"));
    const QString mended =
        QStringLiteral("struct PyObject {\n    size_t ob_refcnt;\n    struct PyObject* ob_type; // its class\n};");
    QCOMPARE(child<QPlainTextEdit>("structText")->toPlainText().trimmed(), mended);
    QVERIFY(!suggestion->isVisible());
}

QString InspectorPanelTest::structField(int row) const
{
    const auto* const model = child<QTreeView>("structFields")->model();
    return model->index(row, FieldTreeModel::ValueColumn, model->index(0, 0)).data().toString();
}

void InspectorPanelTest::aStructFollowsItsBytesLiveAndSaysWhereTheyAre()
{
    const QString text = QStringLiteral("struct PyObject { size_t ob_refcnt; struct PyObject* ob_type; };");
    layOver(text, QStringLiteral("py:hello"));
    QTRY_COMPARE(structField(0), QStringLiteral("1"));
    run("biglist = [hello] * 1000");
    QTRY_COMPARE(structField(0), QStringLiteral("1001"));
    const PythonVariable hello = variable("hello");
    run("del biglist");
    QTRY_COMPARE(structField(0), QStringLiteral("1"));
    const auto* const title = child<QLabel>("structTitle");
    const QString place = QStringLiteral("struct PyObject at %1 in python ").arg(addressText(hello.address));
    QVERIFY2(title->text().startsWith(place), qPrintable(title->text()));
    emit m_navigator->selectionChanged(*m_workbench->pythonTarget(),
                                       AddressRange::fromSize(hello.contents->begin(), 1));
    QCOMPARE(child<QLineEdit>("structAddress")->text(), addressText(hello.contents->begin()));
    QVERIFY2(title->text().startsWith(place), qPrintable(title->text()));
    const auto* const button = child<QPushButton>("applyStruct");
    QCOMPARE(button->text(), QStringLiteral("Move it"));
    QVERIFY(button->toolTip().contains(addressText(hello.contents->begin())));
    emit m_navigator->selectionChanged(*m_workbench->pythonTarget(), AddressRange::fromSize(hello.address, 1));
    QCOMPARE(button->text(), QStringLiteral("&Apply"));
}

void InspectorPanelTest::theFieldsOfATargetThatEndedAreMarkedStale()
{
    test::ForkedChild child;
    static const std::uint32_t number = 77;
    const auto target = m_workbench->targets().openProcess(ProcessId(child.pid()));
    QVERIFY(target);
    const auto range = AddressRange::fromSize(Address(reinterpret_cast<std::uint64_t>(&number)), sizeof number);
    emit m_navigator->selectionChanged(*target, range);
    layOver(QStringLiteral("struct Number { int value; };"), addressText(range.begin()));
    QTRY_COMPARE(structField(0), QStringLiteral("77"));
    child.kill();
    const auto* const title = this->child<QLabel>("structTitle");
    QTRY_VERIFY2(title->text().contains(QStringLiteral("stale")), qPrintable(title->text()));
    QCOMPARE(structField(0), QStringLiteral("77"));
    m_workbench->targets().close(*target);
    QTRY_VERIFY(title->text().contains(QStringLiteral("stale")));
    QCOMPARE(structField(0), QStringLiteral("77"));
}

void InspectorPanelTest::aStructThatCannotBeMendedShowsItsErrors()
{
    layOver(QStringLiteral("struct S {\n    unknown_t x;\n};\n"), QStringLiteral("py:hello"));
    auto* const errors = child<QLabel>("structErrors");
    QTRY_VERIFY(errors->isVisible());
    QVERIFY(errors->text().startsWith(QStringLiteral("2:")));
    QVERIFY(!child<QPushButton>("useStructSuggestion")->isVisible());
    QTest::keyClick(child<QPlainTextEdit>("structText"), Qt::Key_Space);
    QVERIFY(!errors->isVisible());   // they were about another text
    layOver(QStringLiteral("struct S { int x; };"), QStringLiteral("py:nothing"));
    QTRY_VERIFY(errors->text().contains(QStringLiteral("nothing")));
}

QTEST_MAIN(InspectorPanelTest)
#include "tst_inspector_panel.moc"
