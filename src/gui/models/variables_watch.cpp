#include "gui/models/variables_watch.h"

#include <chrono>

namespace memdelbrot {

namespace {

constexpr std::chrono::milliseconds countInterval{500};
constexpr std::chrono::milliseconds slowness{300};   // of a list: shorter ones would only make the words flicker

}  // namespace

VariablesWatch::VariablesWatch(Workbench& workbench, PythonVariablesModel& model, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_model(model)
{
    m_timer.setInterval(countInterval);
    connect(&m_timer, &QTimer::timeout, this, &VariablesWatch::readCounts);
    m_slowTimer.setSingleShot(true);
    m_slowTimer.setInterval(slowness);
    connect(&m_slowTimer, &QTimer::timeout, this, [this] { setSlow(true); });
}

// One question at a time: a second one would wait in the session behind the first, where no interrupt reaches it.
void VariablesWatch::refresh()
{
    m_isWantedAgain = m_variablesJob.isRunning();
    if (m_isWantedAgain)
        return;
    m_slowTimer.start();
    m_variablesJob.start(
        this,
        [session = m_workbench.python()](std::stop_token) {
            return session ? session->variables() : Result<PythonVariables>(failure({.code = ErrorCode::Ended}));
        },
        [this](const Result<PythonVariables>& variables) {
            setSlow(false);
            const bool isWantedAgain = std::exchange(m_isWantedAgain, false);
            if (!variables)
                return;   // interrupted, or the session's end, which its console tells
            m_leftOut = variables->leftOut;
            m_model.setVariables(variables->listed);
            emit refreshed();
            readCounts();
            if (isWantedAgain)
                refresh();
        });
}

void VariablesWatch::clear()
{
    m_variablesJob.cancel();
    m_isWantedAgain = false;
    setSlow(false);
    m_countsJob.cancel();
    m_leftOut = 0;
    m_model.setVariables({});
    emit refreshed();
}

void VariablesWatch::setLive(bool isLive)
{
    isLive ? m_timer.start() : m_timer.stop();
}

void VariablesWatch::setSlow(bool isSlow)
{
    m_slowTimer.stop();
    if (std::exchange(m_isSlow, isSlow) != isSlow)
        emit slowChanged();
}

void VariablesWatch::readCounts()
{
    const auto target = m_workbench.pythonTarget();
    if (!target || m_model.rowCount() == 0 || m_countsJob.isRunning())
        return;
    const auto heads = m_model.heads();
    m_countsJob.start(
        this,
        [&workbench = m_workbench, target = *target, heads](std::stop_token) {
            const auto memory = workbench.targets().target(target);
            return memory ? (*memory)->gather(heads) : std::vector<ReadResult>();
        },
        [this, heads](const std::vector<ReadResult>& read) { m_model.setHeads(heads, read); });
}

}  // namespace memdelbrot
