// What the keyboard needs in the whole window: keys that mean one thing, fields that say what they are for, and the
// focus on everything that can be used.
#include "support/window_fixture.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDockWidget>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QTabWidget>

#include <functional>

using namespace memdelbrot;

namespace {

// Alt and this letter. Empty: none.
QString mnemonicOf(const QString& text)
{
    return QKeySequence::mnemonic(text).toString();
}

QStringList mnemonicsOf(const QWidget* widget)
{
    if (const auto* const tabs = qobject_cast<const QTabBar*>(widget)) {
        QStringList all;
        for (int i = 0; i < tabs->count(); ++i)
            all.append(mnemonicOf(tabs->tabText(i)));
        return all;
    }
    if (const auto* const button = qobject_cast<const QAbstractButton*>(widget))
        return {mnemonicOf(button->text())};
    if (const auto* const label = qobject_cast<const QLabel*>(widget); label && label->buddy())
        return {mnemonicOf(label->text())};
    if (const auto* const group = qobject_cast<const QGroupBox*>(widget))
        return {mnemonicOf(group->title())};
    return {};
}

bool isInput(const QWidget* widget)
{
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget)
        || qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QAbstractItemView*>(widget)
        || qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QAbstractButton*>(widget);
}

// Part of another input, or of Qt's own: the line in a combo box, a dock's title buttons, a table's corner.
bool isPart(const QWidget* widget)
{
    if (widget->objectName().startsWith(QLatin1String("qt_")) || widget->inherits("QDockWidgetTitleButton")
        || widget->inherits("QTableCornerButton") || widget->inherits("QToolBarExtension"))
        return true;
    for (const QWidget* parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QComboBox*>(parent) || qobject_cast<const QAbstractSpinBox*>(parent)
            || qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QTabBar*>(parent)
            || parent->inherits("QComboBoxPrivateContainer") || parent->inherits("QAbstractItemView"))
            return true;
    }
    return false;
}

// Calls `look` for each dock with each of its tabs in front.
void lookAtEach(MainWindow& window, const std::function<void(QDockWidget&)>& look)
{
    for (QDockWidget* dock : window.findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        dock->show();
        dock->raise();
        look(*dock);
        for (QTabWidget* tabs : dock->findChildren<QTabWidget*>()) {
            for (int i = 0; i < tabs->count(); ++i) {
                tabs->setCurrentIndex(i);
                look(*dock);
            }
        }
    }
}

QString nameOf(const QWidget* widget)
{
    return QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()), widget->objectName());
}

}  // namespace

class KeyboardTest final : public QObject {
    Q_OBJECT

private slots:
    void noShortcutMeansTwoThings();
    void noMnemonicOfAPanelMeansTwoThings();
    void noMnemonicOfAMenuMeansTwoThings();
    void everyInputSaysWhatItIsFor();
    void everyInputTakesTheFocus();
    void tabGoesThroughAPanelFromTopToBottom();
    void tabGoesThroughTheWholeWindowAndIsNowhereCaught();
};

// Actions of the whole window against all others; those of a panel against the window's and their own panel's.
void KeyboardTest::noShortcutMeansTwoThings()
{
    WindowFixture fixture;
    fixture.makePanels();
    QStringList conflicts;
    QMap<QString, const QAction*> ofWindow;
    const auto actions = fixture.window().findChildren<QAction*>();
    for (const QAction* action : actions)
        for (const QKeySequence& keys : action->shortcuts())
            if (action->shortcutContext() == Qt::WindowShortcut && ofWindow.contains(keys.toString()))
                conflicts.append(keys.toString() + QLatin1Char(' ') + action->text());
            else if (action->shortcutContext() == Qt::WindowShortcut)
                ofWindow[keys.toString()] = action;
    for (const QAction* action : actions)
        for (const QKeySequence& keys : action->shortcuts())
            if (action->shortcutContext() != Qt::WindowShortcut && ofWindow.contains(keys.toString()))
                conflicts.append(keys.toString() + QLatin1Char(' ') + action->text());
    for (const QShortcut* shortcut : fixture.window().findChildren<QShortcut*>())
        if (ofWindow.contains(shortcut->key().toString()))
            conflicts.append(shortcut->key().toString() + QStringLiteral(" of ") + shortcut->parent()->objectName());
    QVERIFY(ofWindow.size() >= 10);
    QCOMPARE(conflicts, QStringList());
}

void KeyboardTest::noMnemonicOfAPanelMeansTwoThings()
{
    WindowFixture fixture;
    fixture.makePanels();
    QSet<QString> ofMenus;
    for (const QAction* menu : fixture.window().menuBar()->actions())
        ofMenus.insert(mnemonicOf(menu->text()));
    QVERIFY(ofMenus.size() >= 6);
    QStringList conflicts;
    lookAtEach(fixture.window(), [&](const QDockWidget& dock) {
        QMap<QString, const QWidget*> owners;
        for (const QWidget* widget : dock.findChildren<QWidget*>())
            for (const QString& keys : widget->isVisible() ? mnemonicsOf(widget) : QStringList())
                if (!keys.isEmpty() && (ofMenus.contains(keys) || owners.contains(keys)))
                    conflicts.append(QStringLiteral("%1: %2 %3, %4")
                                         .arg(dock.objectName(), keys, nameOf(widget),
                                              owners.contains(keys) ? nameOf(owners[keys]) : QStringLiteral("a menu")));
                else if (!keys.isEmpty())
                    owners[keys] = widget;
    });
    conflicts.removeDuplicates();
    QVERIFY2(conflicts.isEmpty(), qPrintable(conflicts.join(QLatin1Char('\n'))));
}

void KeyboardTest::noMnemonicOfAMenuMeansTwoThings()
{
    WindowFixture fixture;
    fixture.makePanels();
    QStringList conflicts;
    for (const QMenu* menu : fixture.window().findChildren<QMenu*>()) {
        QMap<QString, QString> owners;
        for (const QAction* action : menu->actions()) {
            const QString keys = mnemonicOf(action->text());
            if (!keys.isEmpty() && owners.contains(keys))
                conflicts.append(menu->objectName() + QLatin1String(": ") + owners[keys] + QLatin1String(", ")
                                 + action->text());
            owners[keys] = action->text();
        }
    }
    QCOMPARE(conflicts.join(QLatin1String("; ")), QString());
}

void KeyboardTest::everyInputSaysWhatItIsFor()
{
    WindowFixture fixture;
    fixture.makePanels();
    QStringList silent;
    lookAtEach(fixture.window(), [&](const QDockWidget& dock) {
        for (const QWidget* widget : dock.findChildren<QWidget*>()) {
            if (!isInput(widget) || isPart(widget))
                continue;
            const auto* const button = qobject_cast<const QAbstractButton*>(widget);
            if (widget->objectName().isEmpty()
                || (widget->accessibleName().isEmpty()
                    && (!button || (button->isVisible() && button->text().isEmpty()))))
                silent.append(dock.objectName() + QStringLiteral(": ") + nameOf(widget));
        }
    });
    silent.removeDuplicates();
    QVERIFY2(silent.isEmpty(), qPrintable(silent.join(QLatin1Char('\n'))));
}

void KeyboardTest::everyInputTakesTheFocus()
{
    WindowFixture fixture;
    fixture.makePanels();
    QStringList unreachable;
    lookAtEach(fixture.window(), [&](const QDockWidget& dock) {
        for (const QWidget* widget : dock.findChildren<QWidget*>())
            if (isInput(widget) && !isPart(widget) && !(widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy())
                unreachable.append(dock.objectName() + QStringLiteral(": ") + nameOf(widget));
    });
    unreachable.removeDuplicates();
    QVERIFY2(unreachable.isEmpty(), qPrintable(unreachable.join(QLatin1Char('\n'))));
}

// In a column of one panel: what stands wholly above comes before.
void KeyboardTest::tabGoesThroughAPanelFromTopToBottom()
{
    WindowFixture fixture;
    fixture.makePanels();
    QStringList wrong;
    lookAtEach(fixture.window(), [&](const QDockWidget& dock) {
        const QWidget* last = nullptr;
        const QWidget* const first = dock.widget();
        for (const QWidget* widget = first->nextInFocusChain(); widget != first; widget = widget->nextInFocusChain()) {
            if (!dock.isAncestorOf(widget) || !widget->isVisible() || !isInput(widget) || isPart(widget))
                continue;
            const auto top = [&](const QWidget* one) { return one->mapTo(&dock, QPoint(0, 0)).y(); };
            const auto left = [&](const QWidget* one) { return one->mapTo(&dock, QPoint(0, 0)).x(); };
            const bool isOneColumn =
                last && left(last) < left(widget) + widget->width() && left(widget) < left(last) + last->width();
            if (isOneColumn && top(widget) + widget->height() <= top(last))
                wrong.append(QStringLiteral("%1: %2 after %3").arg(dock.objectName(), nameOf(widget), nameOf(last)));
            last = widget;
        }
    });
    wrong.removeDuplicates();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

// As somebody does who holds the key down: round, and past all that a story by hand needs.
void KeyboardTest::tabGoesThroughTheWholeWindowAndIsNowhereCaught()
{
    WindowFixture fixture;
    fixture.window().activateWindow();
    QTRY_VERIFY(fixture.window().isActiveWindow());
    QTRY_VERIFY(fixture.find("hexView")->isVisible());   // with the first counts
    QTest::keyClick(&fixture.window(), Qt::Key_F1);
    const QWidget* const first = fixture.find("makeHelloStep");
    QTRY_VERIFY(first->hasFocus());
    QStringList met;
    constexpr int most = 300;
    do {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(QApplication::focusWidget());
        met.append(QApplication::focusWidget()->objectName());
    } while (QApplication::focusWidget() != first && met.size() < most);
    QVERIFY2(met.size() < most, qPrintable(met.last()));
    for (const char* wanted : {"pokeEvilStep", "startPythonButton", "pythonInterpreter", "pythonInput", "regionTable",
                               "fractalView", "hexView", "dtypeChooser", "shapeEdit", "addressBar", "mallocChapter"})
        QVERIFY2(met.contains(QLatin1String(wanted)), wanted);
}

QTEST_MAIN(KeyboardTest)
#include "tst_keyboard.moc"
