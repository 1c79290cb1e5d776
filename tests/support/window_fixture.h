// A real main window over a real workbench, with settings of its own, for tests that drive it by keys and object names.
#pragma once

#include "gui/models/jobs.h"
#include "gui/models/workbench_events.h"
#include "gui/shell/main_window.h"
#include "gui/shell/panel_dock_widget.h"
#include "gui/shell/story_strip.h"

#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace memdelbrot {

class WindowFixture final {
public:
    explicit WindowFixture(QSize size = QSize(1600, 1000), WorkbenchOptions options = {})
        : m_settings(m_folder.filePath(QStringLiteral("settings.ini"))),
          m_theme(m_settings),
          m_workbench(std::move(options)),
          m_events(m_workbench)
    {
        open(size);
    }

    ~WindowFixture()
    {
        m_window.reset();
        blockingPool().waitForDone();  // what still runs refers to the workbench
    }

    // Closes the window and opens the next one with what the first left in the settings.
    void reopen()
    {
        const QSize size = m_window->size();
        m_window->close();
        open(size, false);
    }

    [[nodiscard]] MainWindow& window() { return *m_window; }
    [[nodiscard]] Workbench& workbench() { return m_workbench; }
    [[nodiscard]] WorkbenchEvents& events() { return m_events; }
    [[nodiscard]] Settings& settings() { return m_settings; }
    [[nodiscard]] Theme& theme() { return m_theme; }
    [[nodiscard]] Navigator& navigator() { return m_window->context().navigator; }

    // Panels are made when they are first looked at; here all at once.
    void makePanels()
    {
        for (PanelDockWidget* dock : m_window->findChildren<PanelDockWidget*>())
            dock->panel();
    }

    // Makes the panels where nothing of that name is in those that were made. Fails the test where there is none.
    template <typename Widget = QWidget>
    [[nodiscard]] Widget* find(const char* objectName)
    {
        auto* found = m_window->findChild<Widget*>(QLatin1String(objectName));
        if (!found) {
            makePanels();
            found = m_window->findChild<Widget*>(QLatin1String(objectName));
        }
        if (!found)
            QTest::qFail(objectName, __FILE__, __LINE__);
        return found;
    }

    [[nodiscard]] QAction* action(const char* objectName) { return find<QAction>(objectName); }
    void click(const char* button) { QTest::mouseClick(find<QWidget>(button), Qt::LeftButton); }

    // Does a step of the story, in whichever chapter, and waits until it is done. False: it failed.
    [[nodiscard]] bool doStep(const char* name)
    {
        auto* const strip = find<StoryStrip>("storyStrip");
        strip->perform(QLatin1String(name));
        constexpr int patience = 120'000;  // ms: a machine that compiles beside this test
        return QTest::qWaitFor([strip] { return !strip->runner().isRunning(); }, patience)
            && strip->isDone(QLatin1String(name));
    }

private:
    void open(QSize size, bool isFirst = true)
    {
        m_window.reset();
        m_window = std::make_unique<MainWindow>(m_workbench, m_events, m_settings, m_theme);
        if (isFirst) {
            m_window->resize(size);
            m_window->resetLayout();
        }
        m_window->show();
        if (!QTest::qWaitForWindowExposed(m_window.get()))
            QTest::qFail("the window was not shown", __FILE__, __LINE__);
    }

    QTemporaryDir m_folder;
    Settings m_settings;
    Theme m_theme;
    Workbench m_workbench;
    WorkbenchEvents m_events;
    std::unique_ptr<MainWindow> m_window;
};

}  // namespace memdelbrot
