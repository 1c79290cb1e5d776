#pragma once

#include "gui/models/jobs.h"
#include "gui/models/python_variables_model.h"
#include "workbench/workbench.h"

#include <QTimer>

namespace memdelbrot {

// Fills the model after each cell, by asking the session, and keeps the counts live, by reading them from outside.
class VariablesWatch final : public QObject {
    Q_OBJECT

public:
    // Both outlive it.
    VariablesWatch(Workbench& workbench, PythonVariablesModel& model, QObject* parent = nullptr);

    void refresh();            // ask the session; not while a cell runs, for it would wait
    void clear();
    void setLive(bool isLive); // counts twice a second: only while they can be seen
    // The session has been at the list for so long that it is worth a word; the console's interrupt() ends it.
    [[nodiscard]] bool isSlow() const { return m_isSlow; }
    [[nodiscard]] std::uint64_t leftOut() const { return m_leftOut; }   // variables that the session did not list

signals:
    void refreshed();
    void slowChanged();

private:
    void readCounts();
    void setSlow(bool isSlow);

    Workbench& m_workbench;
    PythonVariablesModel& m_model;
    QTimer m_timer;
    QTimer m_slowTimer;
    bool m_isSlow = false;
    std::uint64_t m_leftOut = 0;
    bool m_isWantedAgain = false;   // something happened while the list was being made
    Job m_variablesJob;
    Job m_countsJob;
};

}  // namespace memdelbrot
