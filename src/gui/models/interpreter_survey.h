#pragma once

#include "gui/models/interpreter_list_model.h"
#include "gui/models/jobs.h"

#include <QObject>
#include <QSet>

#include <array>

namespace memdelbrot {

// Looks for interpreters and asks each of them, off the window's thread, what it is and whether it has NumPy. Listed is
// who has been asked; what proves to be no Python (a shim of a version that is not installed) is left out.
class InterpreterSurvey final : public QObject {
    Q_OBJECT

public:
    // `usual`: listed first, whether or not it is found.
    explicit InterpreterSurvey(QString usual, QObject* parent = nullptr);

    void begin();  // no effect when called again
    [[nodiscard]] bool isOver() const { return m_isOver; }
    [[nodiscard]] InterpreterListModel& list() { return m_list; }
    [[nodiscard]] const QString& usual() const { return m_usual; }

    // What is to be started instead of `program` for NumPy's sake: null where that has it or may have it, or none has.
    [[nodiscard]] const InterpreterRow* better(const QString& program) const;

signals:
    void finished();  // each has answered, or did not in time

private:
    void ask(Job& lane);
    void take(const QString& program, const Result<InterpreterFacts>& facts);

    QString m_usual;
    InterpreterListModel m_list;
    QStringList m_found;
    QStringList m_waiting;
    QSet<QString> m_shown;
    bool m_hasBegun = false;
    bool m_isOver = false;
    int m_asked = 0;  // who have not answered yet
    Job m_search;  // PATH may lead to slow folders
    std::array<Job, 3> m_lanes;  // one that hangs holds up only its own
};

}  // namespace memdelbrot
