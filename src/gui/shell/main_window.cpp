#include "gui/shell/main_window.h"

#include "gui/shell/first_screen.h"
#include "gui/shell/help_dialogs.h"
#include "gui/shell/icons.h"
#include "gui/shell/journal_actions.h"
#include "gui/shell/lock_button.h"
#include "gui/shell/run_actions.h"
#include "gui/shell/status_line.h"
#include "gui/shell/story_strip.h"
#include "gui/shell/target_actions.h"
#include "gui/shell/unsaved_source.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QScreen>
#include <QTimer>
#include <QToolBar>

namespace memdelbrot {

namespace {

constexpr int layoutVersion = 1;   // saved layouts of another version are not restored
constexpr QSize firstSize(1600, 1000);
constexpr QSize frameRoom(8, 40);   // of the window manager's, which nobody knows before the first frame

}  // namespace

MainWindow::MainWindow(Workbench& workbench, WorkbenchEvents& events, Settings& settings, Theme& theme)
    : m_settings(settings),
      m_theme(theme),
      m_context{workbench, events, m_navigator},
      m_current(m_context),
      m_actions(*this),
      m_docks(*this, m_context)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Memdelbrot"));
    QTimer::singleShot(0, this, [this] { setWindowIcon(applicationIcon()); });  // the first frame does not wait for it
    setStatusBar(new StatusLine(m_context, m_current, this));
    m_targetActions = new TargetActions(m_context, m_current, settings, m_actions, *this);
    m_unsavedSource = new UnsavedSource(*this);
    new FirstScreen(m_context, this);
    new JournalActions(m_context, *m_actions.undo, *m_actions.redo, this);
    addToolBar();
    addStoryStrip();
    addDockActions();
    connectViewMenu();
    connectGoMenu();
    connectNavigator();
    connect(m_actions.find, &QAction::triggered, this, [this] {
        m_docks.bringUp(QStringLiteral("searchDock"));
        focusLine(QStringLiteral("searchQuery"));
    });
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions.shortcuts, &QAction::triggered, this, [this] { showShortcuts(*this); });
    connect(m_actions.about, &QAction::triggered, this, [this] { showAbout(*this); });
    restoreLayout();
}

MainWindow::~MainWindow() = default;

void MainWindow::addToolBar()
{
    QToolBar* const bar = QMainWindow::addToolBar(tr("Toolbar"));
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->toggleViewAction()->setVisible(false);
    if (QDockWidget* const targets = m_docks.dock(QStringLiteral("targetsDock"))) {
        targets->toggleViewAction()->setIcon(symbolicIcon(QStringLiteral("targets")));
        bar->addAction(targets->toggleViewAction());
    }
    bar->addAction(m_actions.back);
    bar->addAction(m_actions.forward);
    if (QWidget* const addressBar = makeAddressBar(m_context, bar)) {
        addressBar->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        bar->addWidget(addressBar);
    }
    bar->addSeparator();
    bar->addWidget(new LockButton(m_context, m_current, bar));
    auto* run = new RunActions(m_docks, *m_actions.runMenu, this);
    bar->addAction(run->runAction());
}

void MainWindow::addStoryStrip()
{
    addToolBarBreak();
    auto* bar = new QToolBar(tr("Story"), this);
    bar->setObjectName(QStringLiteral("storyBar"));
    bar->setMovable(false);
    QMainWindow::addToolBar(bar);
    auto* strip = new StoryStrip(m_context, m_docks, bar);
    bar->addWidget(strip);
    bar->toggleViewAction()->setText(tr("&Story's steps"));
    bar->toggleViewAction()->setIcon(symbolicIcon(QStringLiteral("story")));
    bar->setHidden(m_settings.isOn(Setting::StoryDismissed));
    connect(strip, &StoryStrip::dismissed, bar, &QWidget::hide);
    connect(m_actions.story, &QAction::triggered, strip, [bar, strip] {
        bar->show();
        strip->focusNext();
    });
    connect(bar->toggleViewAction(), &QAction::toggled, this,
            [this](bool isShown) { m_settings.setValue(Setting::StoryDismissed, !isShown); });
    m_actions.docksMenu->addAction(bar->toggleViewAction());
    m_actions.docksMenu->addSeparator();
}

void MainWindow::addDockActions()
{
    for (QDockWidget* dock : m_docks.docks()) {
        QAction* const action = dock->toggleViewAction();
        action->setObjectName(dock->objectName() + QStringLiteral("Action"));
        m_actions.docksMenu->addAction(action);
    }
}

void MainWindow::connectViewMenu()
{
    connect(m_actions.resetLayout, &QAction::triggered, this, &MainWindow::resetLayout);
    const auto showChoice = [this] {
        for (QAction* action : m_actions.themes->actions())
            action->setChecked(Theme::choiceOf(action->data().toString()) == m_theme.choice());
    };
    connect(&m_theme, &Theme::choiceChanged, this, showChoice);
    connect(m_actions.themes, &QActionGroup::triggered, this,
            [this](const QAction* action) { m_theme.choose(Theme::choiceOf(action->data().toString())); });
    showChoice();
}

void MainWindow::connectGoMenu()
{
    connect(m_actions.back, &QAction::triggered, &m_navigator, &Navigator::backRequested);
    connect(m_actions.forward, &QAction::triggered, &m_navigator, &Navigator::forwardRequested);
    connect(&m_navigator, &Navigator::historyChanged, this, [this](bool canGoBack, bool canGoForward) {
        m_actions.back->setEnabled(canGoBack);
        m_actions.forward->setEnabled(canGoForward);
    });
    connect(m_actions.goToAddress, &QAction::triggered, this, [this] { focusLine(QStringLiteral("addressBar")); });
}

void MainWindow::connectNavigator()
{
    const auto bringUp = [this](const char* dock) { return [this, dock] { m_docks.bringUp(QLatin1String(dock)); }; };
    connect(&m_navigator, &Navigator::memoryRequested, this, bringUp("memoryDock"));
    connect(&m_navigator, &Navigator::memoryViewRequested, this, bringUp("memoryDock"));
    connect(&m_navigator, &Navigator::regionsRequested, this, bringUp("targetsDock"));
    connect(&m_navigator, &Navigator::inspectionRequested, this, bringUp("inspectorDock"));
    connect(&m_navigator, &Navigator::symbolRequested, this, bringUp("callsDock"));
    connect(&m_navigator, &Navigator::callRequested, this, bringUp("callsDock"));
    connect(&m_navigator, &Navigator::functionsLoaded, this, bringUp("callsDock"));
    connect(&m_navigator, &Navigator::pictureRequested, this, bringUp("fractalDock"));
    connect(&m_navigator, &Navigator::pythonRequested, this, bringUp("pythonDock"));
    connect(&m_navigator, &Navigator::crashRequested, this, bringUp("crashDock"));
    connect(&m_navigator, &Navigator::sourceRequested, this, bringUp("sourceDock"));
}

void MainWindow::focusLine(const QString& objectName)
{
    if (auto* const line = findChild<QLineEdit*>(objectName)) {
        line->setFocus(Qt::ShortcutFocusReason);
        line->selectAll();
    }
}

void MainWindow::restoreLayout()
{
    if (!restoreGeometry(m_settings.bytes(Setting::WindowGeometry)))
        resize(firstSize.boundedTo(screen()->availableSize() - frameRoom));
    if (!restoreState(m_settings.bytes(Setting::WindowState), layoutVersion))
        m_docks.reset();
    else
        m_docks.takeRestored();
    m_docks.makeVisiblePanels();
}

void MainWindow::resetLayout()
{
    m_docks.reset();
    m_settings.reset(Setting::WindowState);
    emit m_navigator.statusMessage(tr("Every panel is back where it was at first"));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_unsavedSource->mayClose()) {
        event->ignore();
        return;
    }
    m_settings.setValue(Setting::WindowGeometry, saveGeometry());
    m_settings.setValue(Setting::WindowState, saveState(layoutVersion));
    QMainWindow::closeEvent(event);
}

}  // namespace memdelbrot
