#include "story_workbench.h"

#include "support/built_programs.h"

namespace memdelbrot::testing {

void StoryWorkbench::open()
{
    m_workbench = std::make_unique<Workbench>(builtPrograms());
    m_python = m_workbench->startPython({}).value();
}

void StoryWorkbench::close()
{
    m_python.reset();
    m_workbench.reset();
}

std::string StoryWorkbench::run(const std::string& code)
{
    const auto execution = m_python->runCell(code).value();
    if (!execution.succeeded)
        qWarning("%s", execution.output.c_str());
    return execution.output;
}

Place StoryWorkbench::place(const std::string& expression)
{
    return evaluateAddress(*m_workbench, m_workbench->targets().self(), expression).value();
}

}  // namespace memdelbrot::testing
