#include "gui/panels/source_panel.h"

#include "gui/models/workbench_events.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/code_editor.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QtTest>

using namespace memdelbrot;

class SourcePanelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void exampleBuildsIntoAKernelThatIsNotUsedUnasked();
    void errorIsListedAtItsLine();
    void functionIsHandedToTheLibraryPanel();
    void kernelButtonIsForKernelsOnly();
    void controlBBuilds();
    void stopEndsTheBuild();
    void textIsSavedAndOpened();
    void changedTextIsNotDiscardedUnasked();
    void sourceOfACrashIsOpenedAtItsLine();
    void changedTextIsNotReplacedByTheSourceOfACrashUnasked();
    void coloursFollowThePalette();
    void aBuildOfAnEarlierTextSaysSo();
    void aFailedBuildLeavesTheEarlierFunctionsMarked();
    void longDeclarationsAreReadWhole();

private:
    // Answers No to whether changed text may go, and counts the questions.
    void keepTextWhenAsked(int& asked)
    {
        m_panel->confirmDiscard = [&asked](QWidget*) {
            ++asked;
            return false;
        };
    }

    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name)
    {
        return m_panel->findChild<Widget*>(QLatin1String(name));
    }
    void press(const char* button) { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }
    [[nodiscard]] CodeEditor* editor() { return find<CodeEditor>("sourceEditor"); }
    [[nodiscard]] QString state() { return find<QLabel>("buildState")->text(); }
    void build(const char* text);

    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<WorkbenchEvents> m_events;
    std::unique_ptr<Navigator> m_navigator;
    std::unique_ptr<SourcePanel> m_panel;
    QTemporaryDir m_folder;
};

void SourcePanelTest::init()
{
    m_workbench =
        std::make_unique<Workbench>(WorkbenchOptions{.worker = {.program = BINARY_FOLDER "/memdelbrot-worker"},
                                                     .parser = {.program = BINARY_FOLDER "/memdelbrot-parser"}});
    m_events = std::make_unique<WorkbenchEvents>(*m_workbench);
    m_navigator = std::make_unique<Navigator>();
    m_panel = std::make_unique<SourcePanel>(PanelContext{*m_workbench, *m_events, *m_navigator});
    m_panel->resize(500, 700);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void SourcePanelTest::cleanup()
{
    m_panel.reset();
    m_navigator.reset();
    m_events.reset();
    m_workbench.reset();
}

void SourcePanelTest::build(const char* text)
{
    editor()->setText(QString::fromUtf8(text));
    press("compileButton");
    QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("stopBuildButton")->isEnabled(), 60'000);
}

void SourcePanelTest::exampleBuildsIntoAKernelThatIsNotUsedUnasked()
{
    QSignalSpy kernels(m_navigator.get(), &Navigator::kernelBuilt);
    QSignalSpy used(m_navigator.get(), &Navigator::kernelLoaded);
    QSignalSpy functions(m_navigator.get(), &Navigator::functionsLoaded);
    press("compileButton");
    QTRY_COMPARE_WITH_TIMEOUT(kernels.size(), 1, 60'000);
    QCOMPARE(functions.size(), 1);
    QVERIFY(QFile::exists(kernels[0][0].toString()));
    QCOMPARE(kernels[0][1].toString(), QStringLiteral("escapetimes"));
    QCOMPARE(find<QListWidget>("functionList")->item(0)->text(),
             QStringLiteral("void escapetimes(int height, int width, int maxiterations, double *c, int *fractal)"));
    QCOMPARE(used.size(), 0);
    press("useKernel");
    QCOMPARE(used.size(), 1);
    QCOMPARE(state(), QStringLiteral("escapetimes counts the picture in the Fractal panel now."));
}

void SourcePanelTest::errorIsListedAtItsLine()
{
    QSignalSpy functions(m_navigator.get(), &Navigator::functionsLoaded);
    build("extern \"C\" int f()\n{\n    return nosuch;\n}\n");
    auto* const list = find<QListWidget>("diagnosticList");
    QCOMPARE(list->count(), 1);
    QVERIFY(list->item(0)->text().startsWith(QLatin1String("line 3: error: ")));
    QVERIFY(list->isVisible());
    QVERIFY(functions.isEmpty());
    QVERIFY(state().contains(QLatin1String("does not compile")));
}

void SourcePanelTest::functionIsHandedToTheLibraryPanel()
{
    QSignalSpy requested(m_navigator.get(), &Navigator::symbolRequested);
    build("extern \"C\" int twice(int value) { return 2 * value; }\n");
    press("callFunction");
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested[0][1].toString(), QStringLiteral("twice"));
    QVERIFY(m_workbench->calls().signature(requested[0][0].toString().toStdString(), "twice"));
}

void SourcePanelTest::kernelButtonIsForKernelsOnly()
{
    build("extern \"C\" int twice(int value) { return 2 * value; }\n");
    QVERIFY(find<QPushButton>("callFunction")->isEnabled());
    QVERIFY(!find<QPushButton>("useKernel")->isEnabled());
}

void SourcePanelTest::controlBBuilds()
{
    editor()->setText(QStringLiteral("extern \"C\" int one() { return 1; }\n"));
    m_panel->activateWindow();
    editor()->setFocus();
    QTRY_VERIFY(editor()->focusProxy()->hasFocus());
    QTest::keyClick(editor()->focusProxy(), Qt::Key_B, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(state().startsWith(QLatin1String("Built in")), 60'000);
}

void SourcePanelTest::stopEndsTheBuild()
{
    press("compileButton");
    QVERIFY(find<QPushButton>("stopBuildButton")->isEnabled());
    press("stopBuildButton");
    QVERIFY(!find<QPushButton>("stopBuildButton")->isEnabled());
    QVERIFY(state().contains(QLatin1String("cancelled")));
}

void SourcePanelTest::textIsSavedAndOpened()
{
    const QString path = m_folder.filePath(QStringLiteral("kernel.cpp"));
    m_panel->chooseFileToSave = [path](QWidget*) { return path; };
    m_panel->chooseFileToOpen = [path](QWidget*) { return path; };
    editor()->setText(QStringLiteral("// Grüße\n"));
    press("saveSource");
    editor()->setText(QString());
    press("openSource");
    QCOMPARE(editor()->text(), QStringLiteral("// Grüße\n"));
    m_panel->chooseFileToOpen = [](QWidget*) { return QStringLiteral("/nowhere.cpp"); };
    press("openSource");
    QVERIFY(state().contains(QLatin1String("/nowhere.cpp cannot be read")));
}

void SourcePanelTest::changedTextIsNotDiscardedUnasked()
{
    int asked = 0;
    keepTextWhenAsked(asked);
    QTest::keyClicks(editor()->focusProxy(), QStringLiteral("x"));
    const QString text = editor()->text();
    press("exampleSource");
    QCOMPARE(asked, 1);
    QCOMPARE(editor()->text(), text);
}

void SourcePanelTest::aBuildOfAnEarlierTextSaysSo()
{
    const char* const text = "extern \"C\" int twice(int value) { return 2 * value; }\n";
    build(text);
    QVERIFY(state().startsWith(QLatin1String("Built in")));
    QVERIFY(!find<QLabel>("functionsHint")->isVisible());
    const QColor fresh = find<QLabel>("buildState")->palette().color(QPalette::WindowText);
    QTest::keyClicks(editor()->focusProxy(), QStringLiteral("x"));
    QVERIFY(state().endsWith(QLatin1String("The text has changed since.")));
    QVERIFY(find<QLabel>("buildState")->palette().color(QPalette::WindowText) != fresh);
    QVERIFY(find<QLabel>("functionsHint")->isVisible());
    QVERIFY(find<QLabel>("functionsHint")->text().contains(QLatin1String("earlier text")));
    QTest::keyClick(editor()->focusProxy(), Qt::Key_Backspace);
    QVERIFY(!state().contains(QLatin1String("changed")));
    QVERIFY(!find<QLabel>("functionsHint")->isVisible());
    m_panel->confirmDiscard = [](QWidget*) { return true; };
    press("exampleSource");
    QVERIFY(find<QLabel>("functionsHint")->isVisible());
    build(text);
    QVERIFY(!find<QLabel>("functionsHint")->isVisible());
}

void SourcePanelTest::aFailedBuildLeavesTheEarlierFunctionsMarked()
{
    build("extern \"C\" int twice(int value) { return 2 * value; }\n");
    build("extern \"C\" int thrice(int value) { return 3 * valu; }\n");
    QVERIFY(state().contains(QLatin1String("does not compile")));
    find<QTabWidget>("buildTabs")->setCurrentIndex(0);
    QCOMPARE(find<QListWidget>("functionList")->count(), 1);
    QVERIFY(find<QLabel>("functionsHint")->isVisible());
}

void SourcePanelTest::longDeclarationsAreReadWhole()
{
    m_panel->resize(340, 700);
    press("compileButton");
    auto* const list = find<QListWidget>("functionList");
    QTRY_COMPARE_WITH_TIMEOUT(list->count(), 1, 60'000);
    QTRY_VERIFY(list->visualItemRect(list->item(0)).height() >= 2 * list->fontMetrics().lineSpacing());
    QVERIFY(list->visualItemRect(list->item(0)).width() <= list->viewport()->width());
}

void SourcePanelTest::sourceOfACrashIsOpenedAtItsLine()
{
    const QString path = m_folder.filePath(QStringLiteral("crashes.cpp"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("int one;\nint two;\nint three;\n") > 0);
    file.close();
    emit m_navigator->sourceRequested(path, 2);
    QCOMPARE(editor()->text(), QStringLiteral("int one;\nint two;\nint three;\n"));
    QCOMPARE(editor()->line(), 2);
    QVERIFY(state().contains(path));
    m_panel->confirmDiscard = [](QWidget*) { return false; };
    emit m_navigator->sourceRequested(path, 3);   // it is open already
    QCOMPARE(editor()->line(), 3);
}

void SourcePanelTest::changedTextIsNotReplacedByTheSourceOfACrashUnasked()
{
    int asked = 0;
    keepTextWhenAsked(asked);
    QTest::keyClicks(editor()->focusProxy(), QStringLiteral("x"));
    const QString text = editor()->text();
    QTemporaryFile file;
    QVERIFY(file.open() && file.write("int one;\n") > 0 && file.flush());
    emit m_navigator->sourceRequested(file.fileName(), 1);
    QCOMPARE(asked, 1);
    QCOMPARE(editor()->text(), text);
}

void SourcePanelTest::coloursFollowThePalette()
{
    for (const QPalette& palette : {darkPalette(), lightPalette()}) {
        QApplication::setPalette(palette);
        QTRY_COMPARE(editor()->grab().toImage().pixelColor(editor()->width() / 2, editor()->height() - 30),
                     palette.color(QPalette::Base));
    }
}

QTEST_MAIN(SourcePanelTest)
#include "tst_source_panel.moc"
