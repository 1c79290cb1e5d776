// Libraries, their exports and calls of them.
#include "library_panel_fixture.h"

using namespace memdelbrot;

class LibraryPanelTest final : public QObject, private LibraryPanelFixture {
    Q_OBJECT

private slots:
    void init() { openPanel(); }
    void cleanup() { closePanel(); }
    void exportsOfLibcAreListedWithDeclarations();
    void filterPutsTheExactNameFirst();
    void aNameOfAnotherLibraryLeadsThere();
    void namesThatOnlyHoldTheWordsLeadThereToo();
    void aNameThatNoLibraryHasOffersNone();
    void aLibraryWithoutFunctionsSaysSo();
    void aFilterThatStaysIsExplainedForTheNextLibrary();
    void mallocIsCalledAndOpenedAsDoubles();
    void requestedSymbolTakesItsArguments();
    void unknownFunctionIsDeclaredAndCalled();
    void declarationWithAnErrorSaysSo();
    void callTakesWhatStandsInTheField();
    void callRefusesAFieldWithErrors();
    void declaringAnewMovesNoField();
    void wrongArgumentTakesTheFocus();
    void argumentIsWorkedOut();
    void aCallThatIsNotMadeMarksTheResultAsFormer();
    void panelGoesWithTheFocusInATypedLibrary();
    void crashIsShownAndTheNextCallWorks();
    void stopEndsAHang();
    void missingLibraryIsExplained();
    void fileDialogIsASeam();
    void everyInputIsNamed();
};

void LibraryPanelTest::exportsOfLibcAreListedWithDeclarations()
{
    const auto* const model = find<QTreeView>("exportTable")->model();
    QVERIFY(model->rowCount() > 1000);
    type("exportFilter", "malloc");
    QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("void *malloc(size_t size)"));
}

void LibraryPanelTest::filterPutsTheExactNameFirst()
{
    const auto* const model = find<QTreeView>("exportTable")->model();
    type("exportFilter", "free");
    QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("free"));
    QVERIFY(model->rowCount() > 1);
    type("exportFilter", "environ");
    const int functions = model->rowCount();
    find<QCheckBox>("functionsOnly")->click();
    QVERIFY(model->rowCount() > functions);
}

void LibraryPanelTest::aNameOfAnotherLibraryLeadsThere()
{
    type("exportFilter", "cos");
    QVERIFY(!find<QTreeView>("exportTable")->isVisible());
    QCOMPARE(shown("exportHint"),
             QStringLiteral("libc.so.6 exports no function with “cos” in its name or declaration."));
    QTRY_VERIFY(find<QPushButton>("otherLibrary")->isVisible());
    QCOMPARE(find<QPushButton>("otherLibrary")->text(), QStringLiteral("Look in libm.so.6"));
    press("otherLibrary");
    const auto* const table = find<QTreeView>("exportTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->index(0, 0).data().toString(), QStringLiteral("cos"), 30'000);
    QVERIFY(table->isVisible());
    QVERIFY(!find<QWidget>("otherLibrary")->isVisible());
}

void LibraryPanelTest::namesThatOnlyHoldTheWordsLeadThereToo()
{
    type("exportFilter", "sin");
    QVERIFY(find<QTreeView>("exportTable")->model()->rowCount() > 0);   // isinf, sysinfo
    QTRY_VERIFY(find<QPushButton>("otherLibrary")->isVisible());
    QCOMPARE(find<QPushButton>("otherLibrary")->text(), QStringLiteral("Look in libm.so.6"));
    QVERIFY(find<QTreeView>("exportTable")->isVisible());
    type("exportFilter", "malloc");
    QVERIFY(!find<QPushButton>("otherLibrary")->isVisible());
}

void LibraryPanelTest::aNameThatNoLibraryHasOffersNone()
{
    type("exportFilter", "zzznothing");
    QVERIFY(!find<QTreeView>("exportTable")->isVisible());
    QVERIFY(find<QLabel>("exportHint")->isVisible());
    find<QLineEdit>("exportFilter")->clear();
    QVERIFY(find<QTreeView>("exportTable")->isVisible());
    QVERIFY(!find<QLabel>("exportHint")->isVisible());
}

void LibraryPanelTest::aLibraryWithoutFunctionsSaysSo()
{
    const QTemporaryDir folder;
    const QString library = folder.filePath(QStringLiteral("libnumbers.so"));
    QProcess compiler;
    compiler.start(QStringLiteral("g++"),
                   {QStringLiteral("-shared"), QStringLiteral("-nostdlib"), QStringLiteral("-o"), library,
                    QStringLiteral("-xc++"), QStringLiteral("-")});
    compiler.write("extern \"C\" int number = 4;\n");
    compiler.closeWriteChannel();
    QVERIFY(compiler.waitForFinished(60'000) && compiler.exitCode() == 0);
    emit m_navigator->symbolRequested(library, {});
    const auto* const hint = find<QLabel>("exportHint");
    QTRY_VERIFY(hint->isVisible());
    QCOMPARE(hint->text(), QStringLiteral("libnumbers.so exports no function."));
    QVERIFY(!find<QPushButton>("otherLibrary")->isVisible());
    find<QCheckBox>("functionsOnly")->click();
    QVERIFY(!hint->isVisible());
    QVERIFY(find<QTreeView>("exportTable")->isVisible());
}

void LibraryPanelTest::aFilterThatStaysIsExplainedForTheNextLibrary()
{
    type("exportFilter", "malloc");
    emit m_navigator->symbolRequested(QStringLiteral("libm.so.6"), {});
    const auto* const hint = find<QLabel>("exportHint");
    QTRY_VERIFY(hint->isVisible());
    QCOMPARE(hint->text(), QStringLiteral("libm.so.6 exports no function with “malloc” in its name or declaration."));
    QTRY_VERIFY(find<QPushButton>("otherLibrary")->isVisible());
    QCOMPARE(find<QPushButton>("otherLibrary")->text(), QStringLiteral("Look in libc.so.6"));
}

void LibraryPanelTest::mallocIsCalledAndOpenedAsDoubles()
{
    QSignalSpy opened(m_navigator.get(), &Navigator::memoryRequested);
    open(QStringLiteral("libc.so.6"), QStringLiteral("malloc"));
    type("argument0", "800");
    QTest::keyClick(find<QLineEdit>("argument0"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(shown("resultValue").startsWith(QLatin1String("malloc = 0x")), 30'000);
    QCOMPARE(find<QComboBox>("openDtype")->currentText(), QStringLiteral("float64"));
    QCOMPARE(find<QLineEdit>("openShape")->text(), QStringLiteral("100"));
    press("openAsButton");
    QTRY_COMPARE(opened.size(), 1);
    const auto place = opened[0][0].value<Place>();
    QCOMPARE(place.target, m_workbench->workerTarget().value());
    QCOMPARE(place.view->shape, Shape{100});
    QCOMPARE(
        memdelbrot::testing::memoryByDd((*m_workbench->worker())->pid().value(), place.address.value(), 800).size(),
        800);
}

void LibraryPanelTest::requestedSymbolTakesItsArguments()
{
    emit m_navigator->symbolRequested(callees, QStringLiteral("subtract"));
    emit m_navigator->callRequested(QStringLiteral("lost"));   // there is no form for it yet
    emit m_navigator->symbolRequested(QStringLiteral("libc.so.6"), QStringLiteral("calloc"));
    emit m_navigator->callRequested(QStringLiteral("10"));
    emit m_navigator->callRequested(QStringLiteral("8"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QLineEdit>("argument1"), 30'000);
    QCOMPARE(find<QLineEdit>("argument0")->text(), QStringLiteral("10"));
    QCOMPARE(find<QLineEdit>("argument1")->text(), QStringLiteral("8"));
}

void LibraryPanelTest::unknownFunctionIsDeclaredAndCalled()
{
    open(callees, QStringLiteral("multiply"));
    QVERIFY(!find<QPushButton>("callButton")->isEnabled());
    QVERIFY(shown("signatureHint").contains(QLatin1String("Declare it")));
    type("declarationField", "double multiply(double a, double b)");
    QTest::keyClick(find<QLineEdit>("declarationField"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLineEdit>("argument1"), 30'000);
    type("argument0", "2.5");
    type("argument1", "-4");
    press("callButton");
    QTRY_COMPARE_WITH_TIMEOUT(shown("resultValue"), QStringLiteral("multiply = -10.0  (double)"), 30'000);
    QVERIFY(shown("resultDetails").startsWith(QLatin1String("errno 0")));
}

void LibraryPanelTest::declarationWithAnErrorSaysSo()
{
    open(callees, QStringLiteral("multiply"));
    type("declarationField", "duoble multiply(double a)");
    press("declareButton");
    QTRY_VERIFY_WITH_TIMEOUT(shown("callProblem").contains(QLatin1String("unknown type name 'duoble'")), 30'000);
    press("callButton");   // as it still stands there
    QTRY_VERIFY_WITH_TIMEOUT(shown("callProblem").contains(QLatin1String("unknown type name 'duoble'")), 30'000);
    QCOMPARE(shown("resultValue"), QStringLiteral("No call yet"));
}

void LibraryPanelTest::callTakesWhatStandsInTheField()
{
    open(QStringLiteral("libc.so.6"), QStringLiteral("malloc"));
    type("argument0", "800");
    type("declarationField", "double *malloc(unsigned long size)");
    press("callButton");
    QTRY_VERIFY_WITH_TIMEOUT(shown("resultValue").startsWith(QLatin1String("malloc = 0x")), 30'000);
    QVERIFY2(shown("resultValue").endsWith(QLatin1String("(double *)")), qPrintable(shown("resultValue")));
}

void LibraryPanelTest::callRefusesAFieldWithErrors()
{
    open(QStringLiteral("libc.so.6"), QStringLiteral("abs"));
    type("argument0", "-3");
    press("callButton");
    QTRY_COMPARE_WITH_TIMEOUT(shown("resultValue"), QStringLiteral("abs = 3  (int)"), 30'000);
    type("argument0", "-4");
    type("declarationField", "itn abs(int x)");
    press("declareButton");
    const QString error = QStringLiteral("unknown type name 'itn'");
    QTRY_VERIFY_WITH_TIMEOUT(shown("callProblem").contains(error), 30'000);
    press("callButton");
    QTRY_VERIFY_WITH_TIMEOUT(shown("resultDetails").startsWith(QLatin1String("Of the call before")), 30'000);
    QVERIFY2(shown("callProblem").contains(error), qPrintable(shown("callProblem")));
    QCOMPARE(shown("resultValue"), QStringLiteral("abs = 3  (int)"));
    type("declarationField", "int abs(int x)");
    QVERIFY(!find<QLabel>("callProblem")->isVisible());
    press("callButton");
    QTRY_COMPARE_WITH_TIMEOUT(shown("resultValue"), QStringLiteral("abs = 4  (int)"), 30'000);
}

void LibraryPanelTest::declaringAnewMovesNoField()
{
    open(QStringLiteral("libc.so.6"), QStringLiteral("malloc"));
    auto* const field = find<QLineEdit>("argument0");
    type("argument0", "800");
    QTRY_VERIFY(field->x() > 0);   // laid out
    const QPoint place = field->mapTo(m_panel.get(), QPoint());
    QTest::keyClick(find<QLineEdit>("declarationField"), Qt::Key_Return);
    QTRY_VERIFY(!shown("signatureHint").contains(QLatin1String("declares it")));
    QCOMPARE(find<QLineEdit>("argument0"), field);
    QCOMPARE(field->mapTo(m_panel.get(), QPoint()), place);
    find<QLineEdit>("declarationField")->setText(QStringLiteral("double *malloc(unsigned int size)"));
    QTest::keyClick(find<QLineEdit>("declarationField"), Qt::Key_Return);
    QTRY_VERIFY(find<QLineEdit>("argument0")->accessibleName().contains(QLatin1String("unsigned int")));
    QCOMPARE(find<QLineEdit>("argument0")->text(), QStringLiteral("800"));
}

void LibraryPanelTest::argumentIsWorkedOut()
{
    open(QStringLiteral("libc.so.6"), QStringLiteral("abs"));
    type("argument0", "-100*8");
    press("callButton");
    QTRY_VERIFY(shown("resultValue").contains(QLatin1String("800")));
    type("argument0", "100*");
    press("callButton");
    QTRY_VERIFY(find<QLabel>("callProblem")->isVisible());
    QVERIFY2(shown("callProblem").contains(QLatin1String("100*")), qPrintable(shown("callProblem")));
    QVERIFY(find<QLineEdit>("argument0")->hasFocus());
}

void LibraryPanelTest::aCallThatIsNotMadeMarksTheResultAsFormer()
{
    open(QStringLiteral("libc.so.6"), QStringLiteral("abs"));
    type("argument0", "-3");
    press("callButton");
    QTRY_VERIFY(shown("resultValue").contains(QLatin1Char('3')));
    QVERIFY(!shown("resultDetails").contains(QLatin1String("Of the call before")));
    type("argument0", "three");
    press("callButton");
    QTRY_VERIFY(shown("resultDetails").startsWith(QLatin1String("Of the call before")));
    type("argument0", "-4");
    press("callButton");
    QTRY_VERIFY(shown("resultValue").contains(QLatin1Char('4')));
    QVERIFY(!shown("resultDetails").contains(QLatin1String("Of the call before")));
}

// A combo box that has the focus tells what was typed into it when it goes.
void LibraryPanelTest::panelGoesWithTheFocusInATypedLibrary()
{
    auto* const chooser = find<QComboBox>("libraryChooser");
    chooser->setFocus();
    QTRY_VERIFY(chooser->hasFocus());
    chooser->lineEdit()->selectAll();
    QTest::keyClicks(chooser->lineEdit(), QStringLiteral("libm.so.6"));
    m_panel.reset();
}

void LibraryPanelTest::wrongArgumentTakesTheFocus()
{
    open(QStringLiteral("libc.so.6"), QStringLiteral("calloc"));
    type("argument0", "1");
    type("argument1", "-1");
    press("callButton");
    QTRY_VERIFY_WITH_TIMEOUT(shown("callProblem").contains(QLatin1String("argument 2 (size) '-1'")), 30'000);
    QTRY_VERIFY(find<QLineEdit>("argument1")->hasFocus());
}

void LibraryPanelTest::crashIsShownAndTheNextCallWorks()
{
    QSignalSpy crashed(m_navigator.get(), &Navigator::crashRequested);
    open(crashers, QStringLiteral("writeToNull"));
    press("declareButton");   // void writeToNull(void) is the proposal, and right
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("callButton")->isEnabled(), 30'000);
    press("callButton");
    QTRY_VERIFY_WITH_TIMEOUT(shown("resultValue").contains(QLatin1String("SIGSEGV")), 30'000);
    QVERIFY2(shown("resultDetails").contains(QLatin1String("is frozen: its memory can be read")),
             qPrintable(shown("resultDetails")));
    press("showCrashButton");
    QCOMPARE(crashed.size(), 1);
    m_workbench->closeFrozen(m_workbench->frozen().front().target);
    QTRY_VERIFY(!find<QPushButton>("showCrashButton")->isVisible());
    QVERIFY(!shown("resultDetails").contains(QStringLiteral("is frozen")));
    open(QStringLiteral("libc.so.6"), QStringLiteral("abs"));
    type("argument0", "-3");
    press("callButton");
    QTRY_COMPARE_WITH_TIMEOUT(shown("resultValue"), QStringLiteral("abs = 3  (int)"), 30'000);
}

void LibraryPanelTest::stopEndsAHang()
{
    open(crashers, QStringLiteral("spinForever"));
    press("declareButton");
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("callButton")->isEnabled(), 30'000);
    find<QSpinBox>("timeoutSpin")->setValue(3600);
    press("callButton");
    QVERIFY(find<QPushButton>("stopButton")->isEnabled());
    press("stopButton");
    QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("stopButton")->isEnabled(), 30'000);
}

void LibraryPanelTest::missingLibraryIsExplained()
{
    auto* const chooser = find<QComboBox>("libraryChooser");
    chooser->setCurrentText(QStringLiteral("libnowhere.so"));
    QTest::keyClick(chooser->lineEdit(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("libraryProblem")->isVisible(), 30'000);
    QVERIFY(shown("libraryProblem").contains(QLatin1String("libnowhere.so")));
}

void LibraryPanelTest::fileDialogIsASeam()
{
    m_panel->chooseLibraryFile = [](QWidget*) { return callees; };
    press("chooseLibrary");
    const auto* const model = find<QTreeView>("exportTable")->model();
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() > 0 && model->rowCount() < 100, 30'000);
}

void LibraryPanelTest::everyInputIsNamed()
{
    for (const QWidget* widget : m_panel->findChildren<QWidget*>()) {
        const bool isInput = qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget)
            || qobject_cast<const QTreeView*>(widget);
        if (!isInput || widget->objectName().startsWith(QLatin1String("qt_"))
            || qobject_cast<const QComboBox*>(widget->parentWidget()) || widget->inherits("QComboBoxListView"))
            continue;
        QVERIFY(!widget->objectName().isEmpty());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

QTEST_MAIN(LibraryPanelTest)
#include "tst_library_panel.moc"
