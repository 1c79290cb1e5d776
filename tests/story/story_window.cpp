#include "story_window.h"

#include "gui/widgets/hex_view.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>
#include <sys/prctl.h>

namespace memdelbrot::testing {

namespace {

void fail(const QString& why)
{
    QTest::qFail(qPrintable(why), __FILE__, __LINE__);
}

template <typename Condition>
void waitFor(const Condition& condition, const QString& what)
{
    if (!QTest::qWaitFor(condition, patience))
        fail(QStringLiteral("it never came to this: ") + what);
}

QModelIndex rowOf(const QTreeView& table, const QString& text, int column)
{
    const QAbstractItemModel& model = *table.model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, column).data().toString() == text)
            return model.index(row, column);
    }
    return {};
}

}  // namespace

StoryWindow::StoryWindow(WorkbenchOptions options) : m_fixture(QSize(1600, 1000), std::move(options))
{
    ::prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);   // the other programs are our children, and read us
    window().activateWindow();
}

QWidget* StoryWindow::findWidget(const QString& name)
{
    const QString dock = name.section(QLatin1Char('.'), 0, -2);
    const QWidget* const from = dock.isEmpty() ? &window() : window().findChild<QWidget*>(dock);
    return from ? from->findChild<QWidget*>(name.section(QLatin1Char('.'), -1)) : nullptr;
}

QString StoryWindow::shown(const QString& name)
{
    const QWidget* const widget = find(name);
    for (const char* const property : {"text", "currentText", "plainText"}) {
        const QVariant text = widget->property(property);
        if (text.isValid())
            return text.toString();
    }
    return {};
}

QString StoryWindow::message()
{
    return window().statusBar()->currentMessage();
}

bool StoryWindow::isInFront(const QString& dock)
{
    return !find<QDockWidget>(dock)->widget()->visibleRegion().isEmpty();
}

void StoryWindow::bringUp(const QString& name)
{
    auto* const dock = find<QDockWidget>(name);
    if (dock->isHidden()) {
        auto* const menu = find<QMenu>(QStringLiteral("panelsMenu"));
        menu->popup(QPoint());
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(dock->toggleViewAction()).center());
    }
    for (QTabBar* const tabs : window().findChildren<QTabBar*>(Qt::FindDirectChildrenOnly)) {
        for (int tab = 0; tab < tabs->count(); ++tab) {
            if (tabs->tabText(tab) == dock->windowTitle())
                QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center());
        }
    }
    waitFor([&] { return isInFront(name); }, name + QStringLiteral(" is in front"));
}

void StoryWindow::openTab(const QString& name, const QString& title)
{
    QTabBar* const tabs = find<QTabWidget>(name)->tabBar();
    for (int tab = 0; tab < tabs->count(); ++tab) {
        if (tabs->tabText(tab).remove(QLatin1Char('&')) == title)
            return QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center());
    }
    fail(title);
}

void StoryWindow::click(const QString& button)
{
    QWidget* const widget = find(button);
    waitFor([&] { return widget->isVisible() && widget->isEnabled(); }, button + QStringLiteral(" can be clicked"));
    QTest::mouseClick(widget, Qt::LeftButton);
}

void StoryWindow::type(const QString& field, const QString& text)
{
    QWidget* widget = find(field);
    if (auto* const chooser = qobject_cast<QComboBox*>(widget); chooser && chooser->isEditable())
        widget = chooser->lineEdit();
    else if (auto* const inner = widget->findChild<QLineEdit*>(QStringLiteral("qt_spinbox_lineedit")))
        widget = inner;
    widget->setFocus(Qt::TabFocusReason);
    QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
    const QStringList lines = text.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i > 0)
            QTest::keyClick(widget, Qt::Key_Return);
        QTest::keyClicks(widget, lines[i]);
    }
}

void StoryWindow::choose(const QString& name, const QString& text)
{
    auto* const chooser = find<QComboBox>(name);
    chooser->setFocus(Qt::TabFocusReason);
    QTest::keyClick(chooser, Qt::Key_Home);
    for (int tries = 0; tries < chooser->count() && chooser->currentText() != text; ++tries)
        QTest::keyClick(chooser, Qt::Key_Down);
    if (chooser->currentText() != text)
        fail(text);
}

void StoryWindow::press(int key, Qt::KeyboardModifiers modifiers)
{
    QWidget* const focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : &window(), static_cast<Qt::Key>(key), modifiers);
}

void StoryWindow::clickRow(const QString& name, const QString& text, int column)
{
    auto* const table = find<QTreeView>(name);
    waitFor([&] { return rowOf(*table, text, column).isValid(); }, QStringLiteral("%1 lists %2").arg(name, text));
    const QModelIndex index = rowOf(*table, text, column);
    table->scrollTo(index);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
}

QString StoryWindow::cell(const QString& table, const QString& row, int column)
{
    const QModelIndex index = rowOf(*find<QTreeView>(table), row, 0);
    return index.siblingAtColumn(column).data().toString();
}

QString StoryWindow::python(const QString& cell)
{
    bringUp(QStringLiteral("pythonDock"));
    auto* const input = find<QPlainTextEdit>(QStringLiteral("pythonInput"));
    auto* const output = find<QPlainTextEdit>(QStringLiteral("pythonOutput"));
    input->setFocus(Qt::TabFocusReason);
    if (cell.contains(QLatin1Char('\n'))) {   // as a cell of several lines is: pasted
        QGuiApplication::clipboard()->setText(cell);
        QTest::keyClick(input, Qt::Key_V, Qt::ControlModifier);
    } else {
        QTest::keyClicks(input, cell);
    }
    const qsizetype before = output->toPlainText().size();
    const QString typed = input->toPlainText();
    QTest::keyClick(input, Qt::Key_Return);
    waitFor([&] { return input->toPlainText() != typed; }, QStringLiteral("the cell is taken, or waits for more"));
    if (!input->toPlainText().isEmpty())   // a block may go on: an empty line ends it
        QTest::keyClick(input, Qt::Key_Return);
    const auto isDone = [&] {
        return input->toPlainText().isEmpty() && shown(QStringLiteral("pythonState")).endsWith(QLatin1String("ready"));
    };
    waitFor(isDone, QStringLiteral("the cell has run"));
    const QString said = output->toPlainText().mid(before);
    static const QRegularExpression echoed(QStringLiteral("^(?:>>>|\\.\\.\\.) .*\\n"),
                                           QRegularExpression::MultilineOption);
    qsizetype end = 0;
    for (auto lines = echoed.globalMatch(said); lines.hasNext();)
        end = lines.next().capturedEnd();
    return said.mid(end).trimmed();
}

void StoryWindow::goTo(const QString& expression, std::uint64_t address)
{
    QTest::keyClick(&window(), Qt::Key_G, Qt::ControlModifier);
    type(QStringLiteral("addressBar"), expression);
    press(Qt::Key_Return);
    const auto* const view = find<HexView>(QStringLiteral("hexView"));
    waitFor([&] { return view->hasFocus() && view->cursor().address() == Address(address); },
            QStringLiteral("the memory shows %1 at 0x%2").arg(expression).arg(address, 0, 16));
}

void StoryWindow::waitUntilShown(std::uint64_t address, const QByteArray& bytes)
{
    const auto* const view = find<HexView>(QStringLiteral("hexView"));
    const auto isShown = [&] {
        const auto shown =
            view->document().shown(AddressRange::fromSize(Address(address), static_cast<std::uint64_t>(bytes.size())));
        return shown && std::ranges::equal(*shown, std::as_bytes(std::span(bytes.constData(), shown->size())));
    };
    waitFor(isShown, QStringLiteral("the memory shows ") + QString::fromLatin1(bytes));
}

void StoryWindow::focusMemory()
{
    bringUp(QStringLiteral("memoryDock"));
    find(QStringLiteral("hexView"))->setFocus(Qt::TabFocusReason);
}

void StoryWindow::tabTo(HexArea area)
{
    auto* const view = find<HexView>(QStringLiteral("hexView"));
    for (int tries = 0; tries < 2 && view->cursor().area() != area; ++tries)
        QTest::keyClick(view, view->cursor().area() < area ? Qt::Key_Tab : Qt::Key_Backtab);
    if (view->cursor().area() != area || !view->hasFocus())
        fail(QStringLiteral("Tab does not lead to the column: it is in %1, and the focus in %2")
                 .arg(static_cast<int>(view->cursor().area()))
                 .arg(QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString()));
}

void StoryWindow::setLocked(bool isLocked)
{
    const QString wanted = isLocked ? QStringLiteral("Locked") : QStringLiteral("Writable");
    const QString button = QStringLiteral("writeLockButton");
    if (shown(button) != wanted)
        click(button);
    waitFor([&] { return shown(button) == wanted; }, wanted);
}

QString StoryWindow::copied()
{
    QClipboard* const clipboard = QGuiApplication::clipboard();
    clipboard->setText({});
    QTest::keyClick(find(QStringLiteral("hexView")), Qt::Key_C, Qt::ControlModifier);
    waitFor([&] { return !clipboard->text().isEmpty(); }, QStringLiteral("the selection is copied"));
    return clipboard->text();
}

QString StoryWindow::call(const QString& library, const QString& function, const QStringList& arguments)
{
    bringUp(QStringLiteral("callsDock"));
    if (shown(QStringLiteral("libraryChooser")) != library) {
        type(QStringLiteral("libraryChooser"), library);
        press(Qt::Key_Return);
    }
    type(QStringLiteral("exportFilter"), function);
    clickRow(QStringLiteral("exportTable"), function);
    waitFor(
        [&] {
            return shown(QStringLiteral("declarationField")).contains(function + QLatin1Char('('))
                && find(QStringLiteral("callButton"))->isEnabled();
        },
        QStringLiteral("%1 is declared").arg(function));
    for (int i = 0; i < arguments.size(); ++i)
        type(QStringLiteral("argument%1").arg(i), arguments[i]);
    click(QStringLiteral("callButton"));
    waitFor([&] { return !find(QStringLiteral("callsDock.stopButton"))->isEnabled(); },
            QStringLiteral("%1 has returned").arg(function));
    return shown(QStringLiteral("resultValue"));
}

std::uint64_t numberIn(const QString& result)
{
    static const QRegularExpression number(QStringLiteral("= (0x[0-9a-f]+|[0-9]+)"));
    return number.match(result).captured(1).toULongLong(nullptr, 0);
}

}  // namespace memdelbrot::testing
