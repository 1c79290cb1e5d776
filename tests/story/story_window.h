// The main window as its user has it: keys, clicks, and what is to be read in it, found by object names. What a step has
// done is seen by other programs (story_checks.h), never asked of the workbench.
#pragma once

#include "gui/models/hex_columns.h"
#include "support/window_fixture.h"

#include <QTreeView>

#include <cstdint>

namespace memdelbrot::testing {

inline constexpr int patience = 90'000;  // ms, for QTRY: a machine that compiles beside this test

class StoryWindow final {
public:
    explicit StoryWindow(WorkbenchOptions options);

    // "name", or "dock.name" where several panels have one of that name. Fails the test where there is none.
    template <typename Widget = QWidget>
    [[nodiscard]] Widget* find(const QString& name)
    {
        auto* const found = qobject_cast<Widget*>(findWidget(name));
        if (!found)
            QTest::qFail(qPrintable(name), __FILE__, __LINE__);
        return found;
    }
    [[nodiscard]] MainWindow& window() { return m_fixture.window(); }
    [[nodiscard]] Navigator& navigator() { return m_fixture.navigator(); }  // what is reported, to wait for
    [[nodiscard]] QString shown(const QString& name);  // a label's, a field's, a button's text
    [[nodiscard]] QString message();  // the status line's
    [[nodiscard]] bool isInFront(const QString& dock);

    void bringUp(const QString& dock);  // by its tab, or by the menu of panels where it is closed
    void openTab(const QString& tabs, const QString& title);
    void click(const QString& button);
    void type(const QString& field, const QString& text);  // in place of what stands there
    void choose(const QString& chooser, const QString& text);
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);  // where the focus is
    void clickRow(const QString& table, const QString& text, int column = 0);
    [[nodiscard]] QString cell(const QString& table, const QString& row, int column);  // of the row that begins so

    // Runs a cell in the console and waits for its end: what it printed.
    QString python(const QString& cell);
    // By the address bar; waits until the cursor of the memory is at the address that is expected there.
    void goTo(const QString& expression, std::uint64_t address);
    // A write is compared with what is shown: who types on before an undo is seen is asked to look again.
    void waitUntilShown(std::uint64_t address, const QByteArray& bytes);
    void focusMemory();
    void tabTo(HexArea area);  // a column of the memory
    void setLocked(bool isLocked);
    [[nodiscard]] QString copied();  // what Ctrl+C makes of the selection in the memory
    // Chooses the function in the panel, fills in its arguments, and calls it: the line of its result.
    QString call(const QString& library, const QString& function, const QStringList& arguments);

private:
    [[nodiscard]] QWidget* findWidget(const QString& name);

    WindowFixture m_fixture;
};

// "malloc = 0x55c0  (void *)", "getpid = 4711  (…)": the number.
[[nodiscard]] std::uint64_t numberIn(const QString& result);

}  // namespace memdelbrot::testing
