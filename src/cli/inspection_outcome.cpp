#include "cli/inspection_outcome.h"

#include "base/hex_text.h"
#include "cli/element_json.h"

namespace memdelbrot {

namespace {

QJsonArray fieldsJson(const std::vector<InspectedField>& fields, Address origin)
{
    QJsonArray array;
    for (const InspectedField& field : fields) {
        QJsonObject json{{QStringLiteral("name"), jsonText(field.name)},
                         {QStringLiteral("type"), jsonText(field.type)},
                         {QStringLiteral("offset"), jsonInteger(static_cast<std::int64_t>(field.range.begin().value() - origin.value()))},
                         {QStringLiteral("size"), jsonUnsigned(field.range.size())},
                         {QStringLiteral("value"), jsonText(field.value)}};
        if (field.pointsTo)
            json[QStringLiteral("points_to")] = jsonAddress(*field.pointsTo);
        if (!field.children.empty())
            json[QStringLiteral("fields")] = fieldsJson(field.children, origin);
        array.append(json);
    }
    return array;
}

void appendFields(std::string& text, const std::vector<InspectedField>& fields, Address origin, int depth)
{
    for (const InspectedField& field : fields) {
        const std::string offset = std::to_string(static_cast<std::int64_t>(field.range.begin().value() - origin.value()));
        text += std::string(static_cast<std::size_t>(2 + depth * 2), ' ') + offset + "  " + field.name + " : " + field.type + " = " + field.value + "\n";
        appendFields(text, field.children, origin, depth + 1);
    }
}

}  // namespace

Outcome inspectionOutcome(const Inspection& inspection)
{
    const Address begin = inspection.range.begin();
    Outcome outcome;
    outcome.text = inspection.type + " at " + hexNumber(begin.value()) + (inspection.value.empty() ? "" : " = " + inspection.value) + "\n";
    if (inspection.referenceCount)
        outcome.text += "  refcount " + std::to_string(*inspection.referenceCount) + (inspection.isImmortal ? " (immortal)" : "") + "\n";
    if (inspection.size)
        outcome.text += "  size " + std::to_string(*inspection.size) + " bytes\n";
    if (!inspection.names.empty()) {
        outcome.text += "  names";
        for (const std::string& name : inspection.names)
            outcome.text += " " + name;
        outcome.text += "\n";
    }
    appendFields(outcome.text, inspection.fields, begin, 0);
    outcome.text += "  evidence: " + inspection.evidence + "\n";

    QJsonObject json{{QStringLiteral("kind"), jsonText(inspection.kind)},
                     {QStringLiteral("type"), jsonText(inspection.type)},
                     {QStringLiteral("address"), jsonAddress(begin)},
                     {QStringLiteral("evidence"), jsonText(inspection.evidence)},
                     {QStringLiteral("confidence"), jsonNumber(inspection.confidence)},
                     {QStringLiteral("fields"), fieldsJson(inspection.fields, begin)}};
    if (inspection.referenceCount) {
        json[QStringLiteral("refcount")] = jsonUnsigned(*inspection.referenceCount);
        json[QStringLiteral("immortal")] = inspection.isImmortal;
    }
    if (inspection.size)
        json[QStringLiteral("size")] = jsonUnsigned(*inspection.size);
    if (!inspection.value.empty())
        json[QStringLiteral("value")] = jsonText(inspection.value);
    if (inspection.contents) {
        json[QStringLiteral("contents")] = QJsonObject{{QStringLiteral("address"), jsonAddress(inspection.contents->begin())},
                                                       {QStringLiteral("size"), jsonUnsigned(inspection.contents->size())},
                                                       {QStringLiteral("dtype"), jsonText(inspection.contentsDtype)}};
    }
    outcome.json = json;
    outcome.value = hexNumber(begin.value());
    return outcome;
}

}  // namespace memdelbrot
