// A workbench with its Python, which the story's cells are done over.
#pragma once

#include "workbench/workbench.h"

#include <QObject>

namespace memdelbrot::testing {

// What the tests of the story over the workbench derive from.
class StoryWorkbench : public QObject {
protected:
    void open();
    void close();

    // What the cell printed; a warning where it failed.
    [[nodiscard]] std::string run(const std::string& code);
    [[nodiscard]] Place place(const std::string& expression);
    [[nodiscard]] int pythonPid() { return m_python->pid().value(); }
    [[nodiscard]] int workerPid() { return m_workbench->worker().value()->pid().value(); }

    std::unique_ptr<Workbench> m_workbench;
    std::shared_ptr<PythonSession> m_python;
};

}  // namespace memdelbrot::testing
