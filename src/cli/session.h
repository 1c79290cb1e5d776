#pragma once

#include "base/result.h"
#include "search/scan.h"
#include "workbench/workbench.h"

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace memdelbrot {

// What lives as long as the program: one workbench, and for a shell the names of its results.
class Session final {
public:
    explicit Session(Workbench& workbench) : m_workbench(workbench) {}

    [[nodiscard]] Workbench& workbench() { return m_workbench; }

    // Lines are JSON objects instead of text.
    [[nodiscard]] bool wantsJson() const { return m_wantsJson; }
    void setWantsJson(bool wanted) { m_wantsJson = wanted; }
    // --worker and --python mean something: their processes live from line to line.
    [[nodiscard]] bool isShell() const { return m_isShell; }
    void setShell(bool isShell) { m_isShell = isShell; }

    // What stands before each complaint: "line 12: ".
    [[nodiscard]] const std::string& context() const { return m_context; }
    void setContext(std::string context) { m_context = std::move(context); }

    [[nodiscard]] std::map<std::string, std::string>& names() { return m_names; }

    // The running Python session, or a new one. What it prints goes to our own streams at once, unless JSON is wanted.
    [[nodiscard]] Result<std::shared_ptr<PythonSession>> python();
    // What Python has printed since this was asked last and, JSON being wanted, has gone nowhere yet.
    [[nodiscard]] std::string takePrinted();

    // True the first time for each text.
    [[nodiscard]] bool isNews(const std::string& text) { return m_told.insert(text).second; }

    // The one that `scan` began last.
    [[nodiscard]] std::optional<Scan>& scan() { return m_scan; }

    // A shell's counts live as long as it does: later lines look at them.
    void keepCounts(std::shared_ptr<const void> counts) { m_counts.push_back(std::move(counts)); }

private:
    void answerInput();
    void keepPrinted(const std::string& text);

    Workbench& m_workbench;
    std::atomic<bool> m_wantsJson = false;  // read on the Python session's thread
    std::mutex m_printing;
    std::string m_printed;
    std::vector<std::shared_ptr<const void>> m_counts;
    std::jthread m_answering;
    bool m_isShell = false;
    std::string m_context;
    std::map<std::string, std::string> m_names;  // $NAME
    std::set<std::string> m_told;
    std::optional<Scan> m_scan;
};

}  // namespace memdelbrot
