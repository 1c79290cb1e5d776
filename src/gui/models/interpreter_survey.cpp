#include "gui/models/interpreter_survey.h"

#include "gui/models/interpreter_list.h"

#include <QStandardPaths>

namespace memdelbrot {

namespace {

constexpr std::chrono::seconds patience(10);   // NumPy from a cold disk takes a few

}  // namespace

InterpreterSurvey::InterpreterSurvey(QString usual, QObject* parent) : QObject(parent), m_usual(std::move(usual))
{
    m_list.setPrograms({m_usual});
    m_shown.insert(m_usual);
}

void InterpreterSurvey::begin()
{
    if (std::exchange(m_hasBegun, true))
        return;
    m_search.start(
        this,
        [usual = m_usual, path = qEnvironmentVariable("PATH"),
         environment = qEnvironmentVariable("VIRTUAL_ENV")](std::stop_token) {
            QStringList found = pythonInterpreters(path, environment);
            found.removeAll(usual);
            found.removeAll(QStandardPaths::findExecutable(usual));   // the same by its path
            return found;
        },
        [this](QStringList found) {
            found.prepend(m_usual);
            m_found = found;
            m_waiting = found;
            for (Job& lane : m_lanes)
                ask(lane);
        });
}

void InterpreterSurvey::ask(Job& lane)
{
    if (m_waiting.isEmpty()) {
        if (m_asked == 0 && !std::exchange(m_isOver, true))
            emit finished();
        return;
    }
    ++m_asked;
    const QString program = m_waiting.takeFirst();
    lane.start(
        this,
        [program = program.toStdString()](const std::stop_token& stop) {
            return probeInterpreter(program, patience, stop);
        },
        [this, program, &lane](const Result<InterpreterFacts>& facts) {
            --m_asked;
            take(program, facts);
            ask(lane);
        });
}

void InterpreterSurvey::take(const QString& program, const Result<InterpreterFacts>& facts)
{
    if (facts || facts.error().code != ErrorCode::Unsupported)
        m_shown.insert(program);
    QStringList shown = m_found;
    shown.removeIf([this](const QString& one) { return !m_shown.contains(one); });
    m_list.setPrograms(shown);
    m_list.setFacts(program, facts);
}

const InterpreterRow* InterpreterSurvey::better(const QString& program) const
{
    const InterpreterRow* const row = m_list.find(program);
    if (!row)
        return nullptr;
    // One given by its path was meant: where it does not answer, its start says why.
    const bool isWithout =
        row->facts ? row->facts->numpy.empty() : !row->problem.isEmpty() && !program.contains(QLatin1Char('/'));
    return isWithout ? m_list.withNumpy() : nullptr;
}

}  // namespace memdelbrot
