#include "layout/field_tree.h"
#include "objects/cpython_inspector.h"
#include "workbench/inspection_layouts.h"
#include "workbench/workbench.h"

#include <algorithm>

namespace memdelbrot {

namespace {

InspectedField inspected(FieldNode&& node)
{
    InspectedField field{.name = std::move(node.name), .type = std::move(node.type), .range = node.range, .value = std::move(node.value), .pointsTo = node.pointsTo};
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
            lines += (lines.empty() ? "" : "\n") + std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column) + ": " + diagnostic.message;
    }
    return lines;
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
    return inspectPythonObject(reader, address, runtime->evidence);
}

Result<Inspection> Workbench::inspectAs(TargetId target, Address address, const std::string& declarations, const std::string& name)
{
    const auto memory = targets().target(target);
    if (!memory)
        return failure(memory.error());
    const auto parsed = parseDeclarations(declarations, SourceLanguage::C, options().parser);
    if (!parsed)
        return failure(parsed.error());
    if (const std::string lines = errorLines(parsed->diagnostics); !lines.empty())
        return failure({.code = ErrorCode::Diagnostic, .subject = parsed->suggestion, .detail = lines});
    const CRecord* record = wanted(parsed->records, name);
    if (!record)
        return failure({.code = ErrorCode::NotFound, .subject = name.empty() ? "struct" : name, .detail = "no struct or union of that name in the text"});
    FieldNode root = layOut(typeOf(*record), record->name, **memory, address);
    Inspection inspection{.kind = "struct", .type = record->name, .range = root.range, .evidence = "laid over it as typed", .confidence = 1};
    inspection.size = record->size;
    for (FieldNode& child : root.children)
        inspection.fields.push_back(inspected(std::move(child)));
    return inspection;
}

}  // namespace memdelbrot
