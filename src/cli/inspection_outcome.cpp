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
                         {QStringLiteral("offset"),
                          jsonInteger(static_cast<std::int64_t>(field.range.begin().value() - origin.value()))},
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

// An offset inside the object, an address outside of it, nothing for what says that more was left out.
std::string placeText(const InspectedField& field, const AddressRange& object)
{
    if (field.range.isEmpty())
        return {};
    const Address begin = field.range.begin();
    return (object.contains(begin) ? std::to_string(begin.value() - object.begin().value()) : hexNumber(begin.value()))
        + "  ";
}

void appendFields(std::string& text, const std::vector<InspectedField>& fields, const AddressRange& object, int depth)
{
    for (const InspectedField& field : fields) {
        const std::string name = field.type.empty() ? field.name : field.name + " : " + field.type;
        text += std::string(static_cast<std::size_t>(2 + depth * 2), ' ') + placeText(field, object) + name
            + (field.value.empty() ? "" : " = " + field.value) + "\n";
        appendFields(text, field.children, object, depth + 1);
    }
}

struct FieldCount {
    std::size_t all = 0;
    std::size_t unreadable = 0;
};

// Of the fields that have values of their own.
void count(const std::vector<InspectedField>& fields, FieldCount& counted)
{
    for (const InspectedField& field : fields) {
        if (field.children.empty()) {
            ++counted.all;
            counted.unreadable += field.value.starts_with("unreadable at ") ? 1 : 0;
        }
        count(field.children, counted);
    }
}

// Exit code and complaint for what could not be read.
void judge(Outcome& outcome, const Inspection& inspection)
{
    FieldCount counted;
    count(inspection.fields, counted);
    if (counted.unreadable == 0)
        return;
    outcome.exitCode = counted.unreadable == counted.all ? ExitNothingReadable : ExitPartlyUnreadable;
    outcome.complaint = "cannot read " + std::to_string(counted.unreadable) + " of the " + std::to_string(counted.all)
        + " fields at " + hexNumber(inspection.range.begin().value())
        + ": nothing readable is mapped there; see `regions` for what is";
}

}  // namespace

Outcome inspectionOutcome(const Inspection& inspection)
{
    const Address begin = inspection.range.begin();
    Outcome outcome;
    outcome.text = inspection.type + " at " + hexNumber(begin.value())
        + (inspection.value.empty() ? "" : " = " + inspection.value) + "\n";
    if (inspection.referenceCount)
        outcome.text += "  refcount " + std::to_string(*inspection.referenceCount)
            + (inspection.isImmortal ? " (immortal)" : "") + "\n";
    if (inspection.size)
        outcome.text += "  size " + std::to_string(*inspection.size) + " bytes\n";
    if (!inspection.names.empty()) {
        outcome.text += "  names";
        for (const std::string& name : inspection.names)
            outcome.text += " " + name;
        outcome.text += "\n";
    }
    if (!inspection.containers.empty()) {
        outcome.text += "  held in";
        for (const HoldingContainer& container : inspection.containers)
            outcome.text += " " + container.name + " (" + std::to_string(container.times) + (container.isCut ? "+" : "")
                + (container.times == 1 ? " time)" : " times)");
        outcome.text += "\n";
    }
    appendFields(outcome.text, inspection.fields, inspection.range, 0);
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
        json[QStringLiteral("contents")] =
            QJsonObject{{QStringLiteral("address"), jsonAddress(inspection.contents->begin())},
                        {QStringLiteral("size"), jsonUnsigned(inspection.contents->size())},
                        {QStringLiteral("dtype"), jsonText(inspection.contentsDtype)}};
    }
    outcome.json = json;
    outcome.value = hexNumber(begin.value());
    judge(outcome, inspection);
    return outcome;
}

}  // namespace memdelbrot
