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
    Completion(Workbench& workbench, TargetId target, std::string tail) : m_workbench(workbench), m_target(target), m_tail(std::move(tail)) {}

    std::set<std::string> collect()
    {
        for (const Allocation& known : m_workbench.allocations().list())
            offer("alloc:", known.name);
        if (const auto session = m_workbench.python()) {
            if (const auto variables = session->variables())
                offerVariables(*variables);
        }
        collectModules();
        return std::move(m_found);
    }

private:
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
};

}  // namespace

std::vector<std::string> completeAddress(Workbench& workbench, TargetId target, const std::string& prefix, std::size_t limit)
{
    const std::size_t cut = prefix.find_last_of(" \t[(*");
    const std::string head = cut == std::string::npos ? std::string() : prefix.substr(0, cut + 1);
    std::vector<std::string> completions;
    for (const std::string& name : Completion(workbench, target, prefix.substr(head.size())).collect()) {
        if (completions.size() == limit)
            break;
        completions.push_back(head + name);
    }
    return completions;
}

}  // namespace memdelbrot
