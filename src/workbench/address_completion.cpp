#include "workbench/address_expression.h"
#include "workbench/addresses.h"
#include "workbench/workbench.h"

#include <algorithm>
#include <set>

namespace memdelbrot {

namespace {

constexpr std::size_t shortestForSymbols = 2;   // characters before all modules' symbols are looked through

// Collects what begins with the last name of an expression; sorted, without doubles.
class Completion final {
public:
    Completion(Workbench& workbench, TargetId target, std::string tail)
        : m_workbench(workbench), m_target(target), m_tail(std::move(tail))
    {
    }

    AddressCompletions collect(const std::string& head, std::size_t limit)
    {
        collectNames();
        AddressCompletions completions{.names = {}, .note = std::move(m_note)};
        for (const std::string& name : m_found) {
            if (completions.names.size() == limit)
                break;
            completions.names.push_back(head + name);
        }
        return completions;
    }

private:
    void collectNames()
    {
        for (const Allocation& known : m_workbench.allocations().list())
            offer(m_tail.starts_with('$') ? "$" : "alloc:", known.name);
        if (const auto session = m_workbench.python(); session && mayBePythons()) {
            if (const auto variables = session->variables())
                offerVariables(variables->listed);
            else if (variables.error().code == ErrorCode::Busy)
                m_note = variables.error().detail;
        }
        collectModules();
    }

    [[nodiscard]] bool mayBePythons() const
    {
        const bool isNumber = !m_tail.empty() && m_tail.front() >= '0' && m_tail.front() <= '9';
        const std::size_t colon = m_tail.find(':');
        return !isNumber && (colon == std::string::npos || m_tail.substr(0, colon) == "py");
    }

    void offer(const std::string& prefix, const std::string& name)
    {
        if (name.starts_with(m_tail) || (prefix + name).starts_with(m_tail))
            m_found.insert(prefix + name);
    }

    void offerVariables(const std::vector<PythonVariable>& variables)
    {
        for (const PythonVariable& variable : variables) {
            offer("py:", variable.name);
            if (variable.contents)
                offer("py:", variable.name + ".contents");
        }
    }

    void collectModules()
    {
        const ModuleMap modules = modulesOf(m_workbench, m_target);
        for (const LoadedModule& module : modules.modules()) {
            offer("", module.name);
            const bool isNamed = m_tail.starts_with(module.name + ":");
            if (!isNamed && m_tail.size() < shortestForSymbols)
                continue;
            for (const ElfSymbol& symbol : module.symbols->symbols())
                offer(module.name + ":", symbol.name);
        }
    }

    Workbench& m_workbench;
    TargetId m_target;
    std::string m_tail;
    std::set<std::string> m_found;
    std::string m_note;
};

}  // namespace

AddressCompletions completeAddress(Workbench& workbench, TargetId target, const std::string& prefix, std::size_t limit)
{
    const std::size_t cut = prefix.find_last_of(" \t[(*");
    const std::string head = cut == std::string::npos ? std::string() : prefix.substr(0, cut + 1);
    return Completion(workbench, target, prefix.substr(head.size())).collect(head, limit);
}

}  // namespace memdelbrot
