#include "gui/shell/window_actions.h"

#include "gui/shell/icons.h"

#include <QActionGroup>
#include <QMainWindow>
#include <QMenuBar>

namespace memdelbrot {

WindowActions::WindowActions(QMainWindow& window) : QObject(&window)
{
    QMenuBar* const bar = window.menuBar();
    bar->setObjectName(QStringLiteral("menuBar"));
    fillFileMenu(addMenu(bar, "fileMenu", tr("&File")));
    fillEditMenu(addMenu(bar, "editMenu", tr("&Edit")));
    fillViewMenu(addMenu(bar, "viewMenu", tr("&View")));
    fillGoMenu(addMenu(bar, "goMenu", tr("&Go")));
    runMenu = addMenu(bar, "runMenu", tr("&Run"));
    fillHelpMenu(addMenu(bar, "helpMenu", tr("&Help")));
}

QAction* WindowActions::add(QMenu* menu, const char* name, const QString& text, const QString& iconName)
{
    QAction* const action = menu->addAction(text);
    action->setObjectName(QLatin1String(name));
    if (!iconName.isEmpty())
        action->setIcon(symbolicIcon(iconName));
    return action;
}

QMenu* WindowActions::addMenu(QMenuBar* bar, const char* name, const QString& text)
{
    QMenu* const menu = bar->addMenu(text);
    menu->setObjectName(QLatin1String(name));
    menu->setToolTipsVisible(true);
    return menu;
}

void WindowActions::fillFileMenu(QMenu* menu)
{
    openFile = add(menu, "openFileAction", tr("&Open file…"), QStringLiteral("open"));
    openFile->setShortcut(QKeySequence::Open);
    openFile->setToolTip(tr("Look at the bytes of a file"));
    attach = add(menu, "attachAction", tr("&Attach to process…"), QStringLiteral("attach"));
    attach->setShortcut(QKeySequence(tr("Ctrl+Shift+A")));
    attach->setToolTip(tr("Look at the memory of a running process, which goes on running"));
    closeTarget = add(menu, "closeTargetAction", tr("&Close target"), QStringLiteral("close"));
    closeTarget->setToolTip(tr("Forget the current file or process; it is not ended"));
    menu->addSeparator();
    quit = add(menu, "quitAction", tr("&Quit"));
    quit->setShortcut(QKeySequence(tr("Ctrl+Q")));
}

void WindowActions::fillEditMenu(QMenu* menu)
{
    undo = add(menu, "undoAction", tr("&Undo edit of memory"), QStringLiteral("undo"));
    undo->setShortcut(QKeySequence::Undo);
    redo = add(menu, "redoAction", tr("&Redo edit of memory"), QStringLiteral("redo"));
    redo->setShortcut(QKeySequence(tr("Ctrl+Shift+Z")));
    menu->addSeparator();
    find = add(menu, "findAction", tr("&Find…"));
    find->setShortcut(QKeySequence::Find);
    find->setToolTip(tr("Look for text, bytes or a value in everything a target has mapped"));
}

void WindowActions::fillViewMenu(QMenu* menu)
{
    docksMenu = menu->addMenu(tr("&Panels"));
    docksMenu->setObjectName(QStringLiteral("panelsMenu"));
    QMenu* const themeMenu = menu->addMenu(tr("&Colours"));
    themeMenu->setObjectName(QStringLiteral("themeMenu"));
    themes = new QActionGroup(this);
    for (const auto& [word, text] :
         {std::pair{"system", tr("As the desk&top")}, {"light", tr("&Light")}, {"dark", tr("&Dark")}}) {
        QAction* const theme = add(themeMenu, QByteArray(word).append("ThemeAction").constData(), text);
        theme->setData(QString::fromLatin1(word));
        theme->setCheckable(true);
        themes->addAction(theme);
    }
    menu->addSeparator();
    resetLayout = add(menu, "resetLayoutAction", tr("&Reset layout"));
    resetLayout->setToolTip(tr("Put every panel back where it was at first"));
}

void WindowActions::fillGoMenu(QMenu* menu)
{
    back = add(menu, "backAction", tr("&Back"), QStringLiteral("back"));
    back->setShortcut(QKeySequence(tr("Alt+Left")));
    back->setEnabled(false);
    forward = add(menu, "forwardAction", tr("&Forward"), QStringLiteral("forward"));
    forward->setShortcut(QKeySequence(tr("Alt+Right")));
    forward->setEnabled(false);
    menu->addSeparator();
    goToAddress = add(menu, "goToAddressAction", tr("&Go to address…"));
    goToAddress->setShortcuts({QKeySequence(tr("Ctrl+G")), QKeySequence(tr("Ctrl+L"))});
}

void WindowActions::fillHelpMenu(QMenu* menu)
{
    story = add(menu, "storyAction", tr("The &Notebook's Story"), QStringLiteral("story"));
    story->setShortcut(QKeySequence(Qt::Key_F1));
    story->setToolTip(tr("Show the story's steps and go on with the next one: Space does it"));
    shortcuts = add(menu, "shortcutsAction", tr("&Keyboard shortcuts"));
    about = add(menu, "aboutAction", tr("&About Memdelbrot"));
}

}  // namespace memdelbrot
