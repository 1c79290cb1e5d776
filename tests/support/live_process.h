// A live process with pages of known bytes, open as a target of a workbench of its own: what panels of memory are
// tested over.
#pragma once

#include "gui/models/jobs.h"
#include "gui/models/workbench_events.h"
#include "gui/shell/navigator.h"
#include "support/forked_child.h"
#include "support/mapped_pages.h"

#include <functional>
#include <memory>

namespace memdelbrot::test {

class LiveProcess final {
public:
    // `fill` writes the pages and protects them before the process is forked with them.
    LiveProcess(std::size_t pages, const std::function<void(MappedPages&)>& fill) : m_pages(pages)
    {
        fill(m_pages);
        m_child = std::make_unique<ForkedChild>();
        const auto opened = m_workbench.targets().openProcess(ProcessId(m_child->pid()));
        m_target = opened.value_or(TargetId());
    }

    // Panels are to be gone by then.
    ~LiveProcess() { blockingPool().waitForDone(); }   // what still runs refers to the workbench

    [[nodiscard]] PanelContext context() { return {m_workbench, m_events, m_navigator}; }
    [[nodiscard]] Workbench& workbench() { return m_workbench; }
    [[nodiscard]] Navigator& navigator() { return m_navigator; }
    [[nodiscard]] TargetId target() const { return m_target; }
    [[nodiscard]] const ForkedChild& child() const { return *m_child; }
    [[nodiscard]] MappedPages& pages() { return m_pages; }

private:
    MappedPages m_pages;
    std::unique_ptr<ForkedChild> m_child;
    Workbench m_workbench;
    WorkbenchEvents m_events{m_workbench};
    Navigator m_navigator;
    TargetId m_target;
};

}  // namespace memdelbrot::test
