#include "gui/shell/run_actions.h"

#include "gui/shell/dock_layout.h"
#include "gui/shell/icons.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDockWidget>
#include <QMenu>

#include <algorithm>

namespace memdelbrot {

RunActions::RunActions(const DockLayout& docks, QMenu& menu, QObject* parent)
    : QObject(parent),
      m_docks(docks),
      m_menu(menu),
      m_run(menu.addAction(symbolicIcon(QStringLiteral("run")), tr("&Run in the panel in use")))
{
    m_run->setObjectName(QStringLiteral("runAction"));
    m_run->setShortcut(QKeySequence(Qt::Key_F5));
    m_run->setToolTip(tr("Compile, call, run or draw: whatever the panel used last does (F5)"));
    menu.addSeparator();
    addEntry("sourceDock", "compileButton", "compileAction", tr("&Compile the source"), tr("F7"));
    addEntry("callsDock", "callButton", "callAction", tr("Call the &function"), tr("F8"));
    addEntry("fractalDock", "renderButton", "renderAction", tr("&Draw the picture"), tr("F9"));
    addEntry("pythonDock", "startPythonButton", "startPythonAction", tr("Start &Python"), {});
    connect(m_run, &QAction::triggered, this, &RunActions::runLastUsed);
    connect(&menu, &QMenu::aboutToShow, this, [this] {
        for (const Entry& entry : m_entries)
            entry.action->setEnabled(isUsable(entry));
    });
    connect(&menu, &QMenu::aboutToHide, this, [this] {
        for (const Entry& entry : m_entries)
            entry.action->setEnabled(true);   // their shortcuts ask the button again
    });
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) { noteFocus(now); });
}

void RunActions::addEntry(const char* dock, const char* button, const char* action, const QString& text,
                          const QString& keys)
{
    const Entry entry{.dock = QLatin1String(dock), .button = QLatin1String(button), .action = m_menu.addAction(text)};
    entry.action->setObjectName(QLatin1String(action));
    entry.action->setShortcut(QKeySequence(keys));
    connect(entry.action, &QAction::triggered, this, [this, entry] { press(entry); });
    m_entries.push_back(entry);
}

// A panel that nobody has looked at yet is made by pressing its button, not by opening the menu.
bool RunActions::isUsable(const Entry& entry) const
{
    const QDockWidget* const dock = m_docks.dock(entry.dock);
    const auto* const button = dock ? dock->findChild<QAbstractButton*>(entry.button) : nullptr;
    return !button || button->isEnabled();
}

void RunActions::press(const Entry& entry) const
{
    m_docks.bringUp(entry.dock);
    const QWidget* const panel = m_docks.panel(entry.dock);
    if (auto* const button = panel ? panel->findChild<QAbstractButton*>(entry.button) : nullptr)
        button->click();
}

void RunActions::runLastUsed()
{
    for (const Entry& entry : m_entries) {
        if (entry.dock == m_lastUsedDock || (m_lastUsedDock.isEmpty() && entry.dock == QLatin1String("fractalDock"))) {
            press(entry);
            return;
        }
    }
}

void RunActions::noteFocus(const QWidget* focused)
{
    for (; focused; focused = focused->parentWidget()) {
        const auto known = [&](const Entry& entry) { return entry.dock == focused->objectName(); };
        if (std::any_of(m_entries.begin(), m_entries.end(), known)) {
            m_lastUsedDock = focused->objectName();
            return;
        }
    }
}

}  // namespace memdelbrot
