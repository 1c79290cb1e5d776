#include "layout/field_tree.h"
#include "objects/cpython_inspector.h"
#include "objects/cpython_names.h"
#include "workbench/inspection_layouts.h"
#include "workbench/workbench.h"

#include <algorithm>

namespace memdelbrot {

namespace {

InspectedField inspected(FieldNode&& node)
{
    InspectedField field{.name = std::move(node.name),
                         .type = std::move(node.type),
                         .range = node.range,
                         .value = std::move(node.value),
                         .pointsTo = node.pointsTo};
    for (FieldNode& child : node.children)
        field.children.push_back(inspected(std::move(child)));
    return field;
}

// "2:5: expected ';' …", a line each; empty where nothing is an error.
std::string errorLines(const std::vector<SourceDiagnostic>& diagnostics)
{
    std::string lines;
    for (const SourceDiagnostic& diagnostic : diagnostics) {
        if (diagnostic.isError)
            lines += (lines.empty() ? "" : "\n") + std::to_string(diagnostic.line) + ":"
                + std::to_string(diagnostic.column) + ": " + diagnostic.message;
    }
    return lines;
}

// From outside, so that no cell is waited for and no reference is added.
std::vector<std::string> namesOf(CPythonReader& reader, const PythonNamespaces& namespaces, Address object)
{
    constexpr std::size_t mostNames = 64;
    std::vector<std::string> names = namesBoundTo(reader, namespaces.main, object, mostNames);
    const bool isMains = std::find(names.begin(), names.end(), "_") != names.end();
    const auto builtins = namesBoundTo(reader, namespaces.builtins, object, mostNames);
    if (!isMains && std::find(builtins.begin(), builtins.end(), "_") != builtins.end())
        names.push_back("_");
    return names;
}

std::vector<HoldingContainer> containersOf(CPythonReader& reader, const PythonNamespaces& namespaces, Address object)
{
    constexpr std::size_t mostContainers = 64;
    auto containers = containersHolding(reader, namespaces.main, object, mostContainers);
    auto builtins = containersHolding(reader, namespaces.builtins, object, mostContainers);
    std::erase_if(builtins, [](const HoldingContainer& container) { return container.name != "_"; });
    containers.insert(containers.end(), builtins.begin(), builtins.end());
    return containers;
}

const CRecord* wanted(const std::vector<CRecord>& records, const std::string& name)
{
    if (name.empty())
        return records.empty() ? nullptr : &records.back();
    const auto found = std::find_if(records.begin(), records.end(), [&](const CRecord& record) {
        return record.name == name || record.name == "struct " + name || record.name == "union " + name;
    });
    return found == records.end() ? nullptr : &*found;
}

}  // namespace

Result<Inspection> Workbench::inspect(TargetId target, Address address)
{
    const auto memory = targets().target(target);
    if (!memory)
        return failure(memory.error());
    const auto runtime = findCPython(**memory, modulesOf(*this, target));
    if (!runtime)
        return failure(runtime.error());
    const auto layouts = pythonLayouts(runtime->version, options().layouts, options().parser);
    if (!layouts)
        return failure(layouts.error());
    if (auto checked = checkLayout(**memory, *runtime, layouts->python); !checked)
        return failure(checked.error());
    CPythonReader reader(**memory, *layouts, runtime->typeType);
    auto inspection = inspectPythonObject(reader, address, runtime->evidence);
    if (const auto session = python(); inspection && session && pythonTarget() == target) {
        inspection->names = namesOf(reader, session->namespaces(), address);
        inspection->containers = containersOf(reader, session->namespaces(), address);
    }
    return inspection;
}

Result<Inspection> Workbench::inspectAs(TargetId target, Address address, const std::string& declarations,
                                        const std::string& name)
{
    if (const auto memory = targets().target(target); !memory)
        return failure(memory.error());
    const auto record = parseStruct(declarations, name);
    return record ? layOver(target, address, *record) : failure(record.error());
}

Result<CRecord> Workbench::parseStruct(const std::string& declarations, const std::string& name)
{
    const auto parsed = parseDeclarations(declarations, SourceLanguage::C, options().parser);
    if (!parsed)
        return failure(parsed.error());
    if (const std::string lines = errorLines(parsed->diagnostics); !lines.empty())
        return failure({.code = ErrorCode::Diagnostic, .subject = parsed->suggestion, .detail = lines});
    const CRecord* record = wanted(parsed->records, name);
    if (!record)
        return failure({.code = ErrorCode::NotFound,
                        .subject = name.empty() ? "struct" : name,
                        .detail = "no struct or union of that name in the text"});
    return *record;
}

Result<Inspection> Workbench::layOver(TargetId target, Address address, const CRecord& record)
{
    const auto memory = targets().target(target);
    if (!memory)
        return failure(memory.error());
    FieldNode root = layOut(typeOf(record), record.name, **memory, address);
    Inspection inspection{.kind = "struct",
                          .type = record.name,
                          .range = root.range,
                          .evidence = "laid over it as typed",
                          .confidence = 1};
    inspection.size = record.size;
    for (FieldNode& child : root.children)
        inspection.fields.push_back(inspected(std::move(child)));
    return inspection;
}

}  // namespace memdelbrot
