#pragma once

#include "gui/models/jobs.h"
#include "gui/shell/navigator.h"

#include <QTimer>

#include <functional>
#include <vector>

namespace memdelbrot {

class DockLayout;

// A step of the tour: from a Python value's bytes to a picture of a kernel that was compiled here.
struct StoryStep {
    QString name;      // "pokeEvil": its button is called pokeEvilStep
    QString title;     // on the button
    QString hint;      // what it does and what to look at then
};
[[nodiscard]] std::vector<StoryStep> storySteps();

// Carries the steps out through the panels, as the user would. A step that needs an earlier one says so.
class StorySteps final : public QObject {
    Q_OBJECT

public:
    // `docks` outlives it.
    StorySteps(const PanelContext& context, const DockLayout& docks, QObject* parent);

    void perform(const QString& name);

private:
    void makeHello();
    void openBytes();
    void pokeEvil();
    void inspectHeader();
    void callMalloc();
    void pressCallWhenReady();
    void openMalloc();
    void compileKernel();
    void drawFractal();
    void evaluate(const char* expression, std::function<void(const Place&)> done);
    bool pressButton(const char* dock, const char* button);   // false: not there, or disabled

    PanelContext m_context;
    const DockLayout& m_docks;
    Job m_job;
    QTimer m_callRetry;              // malloc's declaration is still being read from libc's headers
    int m_callTries = 0;
    bool m_awaitsMalloc = false;
};

}  // namespace memdelbrot
