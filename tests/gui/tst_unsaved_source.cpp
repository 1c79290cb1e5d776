#include "gui/panels/source_panel.h"
#include "gui/widgets/code_editor.h"
#include "support/window_fixture.h"

#include <QAbstractButton>
#include <QDockWidget>
#include <QLabel>
#include <QMessageBox>
#include <QTemporaryDir>

using namespace memdelbrot;

// A window with text in its source panel that is nowhere else.
class UnsavedSourceTest final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void anUnchangedSourceLetsTheWindowClose();
    void cancelKeepsTheWindowAndTheText();
    void discardClosesTheWindow();
    void saveWritesTheTextAndCloses();
    void aSaveThatFailsKeepsTheWindow();

private:
    void change();
    void answer(QMessageBox::StandardButton button);
    [[nodiscard]] bool isOpen() { return m_fixture->window().isVisible(); }

    std::unique_ptr<WindowFixture> m_fixture;
    QTemporaryDir m_folder;
};

void UnsavedSourceTest::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->find<QDockWidget>("sourceDock")->raise();
}

void UnsavedSourceTest::change()
{
    auto* const editor = m_fixture->find<CodeEditor>("sourceEditor");
    QTest::keyClicks(editor->focusProxy(), QStringLiteral("// mine "));
    QVERIFY(m_fixture->window().findChild<SourcePanel*>()->isModified());
    m_fixture->window().close();
    QVERIFY(isOpen());
}

void UnsavedSourceTest::answer(QMessageBox::StandardButton button)
{
    auto* const question = m_fixture->find<QMessageBox>("unsavedQuestion");
    QVERIFY(question->isVisible());
    question->button(button)->click();
}

void UnsavedSourceTest::anUnchangedSourceLetsTheWindowClose()
{
    m_fixture->window().close();
    QVERIFY(!isOpen());
}

void UnsavedSourceTest::cancelKeepsTheWindowAndTheText()
{
    change();
    answer(QMessageBox::Cancel);
    QVERIFY(isOpen());
    QVERIFY(m_fixture->find<CodeEditor>("sourceEditor")->text().contains(QStringLiteral("// mine")));
}

void UnsavedSourceTest::discardClosesTheWindow()
{
    change();
    answer(QMessageBox::Discard);
    QTRY_VERIFY(!isOpen());
}

void UnsavedSourceTest::saveWritesTheTextAndCloses()
{
    const QString path = m_folder.filePath(QStringLiteral("kernel.cpp"));
    m_fixture->window().findChild<SourcePanel*>()->chooseFileToSave = [path](QWidget*) { return path; };
    change();
    answer(QMessageBox::Save);
    QTRY_VERIFY(!isOpen());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("// mine"));
}

void UnsavedSourceTest::aSaveThatFailsKeepsTheWindow()
{
    m_fixture->window().findChild<SourcePanel*>()->chooseFileToSave = [](QWidget*) {
        return QStringLiteral("/nowhere/at/all.cpp");
    };
    change();
    answer(QMessageBox::Save);
    QVERIFY(isOpen());
    QVERIFY(m_fixture->find<QLabel>("buildState")->text().contains(QStringLiteral("/nowhere/at/all.cpp")));
}

QTEST_MAIN(UnsavedSourceTest)
#include "tst_unsaved_source.moc"
