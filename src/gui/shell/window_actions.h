#pragma once

#include <QObject>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;
class QMenuBar;

namespace memdelbrot {

// The window's actions, in its menus. What they do is connected by the window; docks' entries and the Run menu's are
// added by it too.
class WindowActions final : public QObject {
    Q_OBJECT

public:
    explicit WindowActions(QMainWindow& window);

    QAction* openFile = nullptr;
    QAction* attach = nullptr;
    QAction* closeTarget = nullptr;
    QAction* quit = nullptr;
    QAction* undo = nullptr;
    QAction* redo = nullptr;
    QAction* find = nullptr;
    QAction* back = nullptr;
    QAction* forward = nullptr;
    QAction* goToAddress = nullptr;
    QAction* resetLayout = nullptr;
    QActionGroup* themes = nullptr;   // their data() are the settings' words
    QAction* story = nullptr;
    QAction* shortcuts = nullptr;
    QAction* about = nullptr;

    QMenu* docksMenu = nullptr;
    QMenu* runMenu = nullptr;

private:
    QAction* add(QMenu* menu, const char* name, const QString& text, const QString& iconName = {});
    QMenu* addMenu(QMenuBar* bar, const char* name, const QString& text);
    void fillFileMenu(QMenu* menu);
    void fillEditMenu(QMenu* menu);
    void fillViewMenu(QMenu* menu);
    void fillGoMenu(QMenu* menu);
    void fillHelpMenu(QMenu* menu);
};

}  // namespace memdelbrot
