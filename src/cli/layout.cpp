#include "cli/code_on_one_line.h"
#include "cli/command_set.h"
#include "cli/declaration_option.h"
#include "cli/element_json.h"

namespace memdelbrot {

namespace {

struct LayoutOptions {
    DeclarationOption declaration;
    std::string elf;   // whose debugging information has the type
    std::string name;
};

std::string messages(const ParsedDeclarations& parsed)
{
    std::string text;
    for (const SourceDiagnostic& diagnostic : parsed.diagnostics) {
        if (diagnostic.isError)
            text += (diagnostic.line > 0 ? "line " + std::to_string(diagnostic.line) + ": " : "") + diagnostic.message
                + "\n";
    }
    if (const std::string mended = codeOnOneLine(parsed.suggestion); !mended.empty())
        text += "meant was perhaps: " + mended;
    return text;
}

bool hasErrors(const ParsedDeclarations& parsed)
{
    for (const SourceDiagnostic& diagnostic : parsed.diagnostics) {
        if (diagnostic.isError)
            return true;
    }
    return false;
}

QJsonArray fieldsJson(const CRecord& record)
{
    QJsonArray array;
    for (const CField& field : record.fields) {
        QJsonObject json{{QStringLiteral("name"), jsonText(field.name)},
                         {QStringLiteral("type"), jsonText(field.type.spelling)},
                         {QStringLiteral("offset"), jsonUnsigned(field.offset())},
                         {QStringLiteral("size"), jsonUnsigned(field.type.size)},
                         {QStringLiteral("bit_offset"), field.bitWidth ? jsonUnsigned(field.bitOffset) : QJsonValue()},
                         {QStringLiteral("bit_size"), field.bitWidth ? jsonUnsigned(*field.bitWidth) : QJsonValue()}};
        if (field.type.record)
            json[QStringLiteral("fields")] = fieldsJson(*field.type.record);
        array.append(json);
    }
    return array;
}

void appendFields(std::string& text, const CRecord& record, std::uint64_t base, int depth)
{
    for (const CField& field : record.fields) {
        text += std::string(static_cast<std::size_t>(2 + depth * 2), ' ') + std::to_string(base + field.offset()) + "  "
            + field.name + " : " + field.type.spelling;
        text += field.bitWidth ? ", bits " + std::to_string(field.bitOffset % 8) + " to "
                + std::to_string(field.bitOffset % 8 + *field.bitWidth - 1)
                               : ", " + std::to_string(field.type.size) + " bytes";
        text += '\n';
        if (field.type.record)
            appendFields(text, *field.type.record, base + field.offset(), depth + 1);
    }
}

Outcome described(const CRecord& record)
{
    Outcome outcome;
    outcome.text = record.name + ": " + std::to_string(record.size) + " bytes, aligned to "
        + std::to_string(record.alignment) + "\n";
    appendFields(outcome.text, record, 0, 0);
    outcome.json = QJsonObject{{QStringLiteral("name"), jsonText(record.name)},
                               {QStringLiteral("size"), jsonUnsigned(record.size)},
                               {QStringLiteral("align"), jsonUnsigned(record.alignment)},
                               {QStringLiteral("fields"), fieldsJson(record)}};
    return outcome;
}

Result<ParsedDeclarations> declarations(const LayoutOptions& options, const ParserOptions& parser)
{
    if (!options.elf.empty())
        return parseDwarf(options.elf, options.name, parser);
    const auto text = options.declaration.text();
    return text ? parseDeclarations(*text, SourceLanguage::C, parser) : failure(text.error());
}

Result<Outcome> layout(const LayoutOptions& options, Session& session)
{
    if (!options.declaration.isGiven() && options.elf.empty())
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = options.name,
                        .detail = "--header, --declare or --dwarf must hold its declaration"});
    const auto parsed = declarations(options, session.workbench().options().parser);
    if (!parsed)
        return failure(parsed.error());
    if (hasErrors(*parsed))
        return failure({.code = ErrorCode::Diagnostic,
                        .subject = options.elf.empty() ? "the declarations" : options.name,
                        .detail = messages(*parsed)});
    for (const CRecord& record : parsed->records) {
        if (record.name == options.name)
            return described(record);
    }
    return failure({.code = ErrorCode::NotFound,
                    .subject = options.name,
                    .detail = "the declarations hold no complete type of that name"});
}

}  // namespace

void addLayout(CommandSet& commands)
{
    const auto options = std::make_shared<LayoutOptions>();
    CLI::App* const command = commands.add("layout", "Show where a C struct's fields lie",
                                           [options](Session& session) { return layout(*options, session); });
    options->declaration.addTo(command);
    command->add_option("--dwarf", options->elf, "An ELF file with debugging information (compiled with -g)")
        ->excludes("--header")
        ->excludes("--declare");
    command->add_option("name", options->name, "\"struct T\"")->required();
}

}  // namespace memdelbrot
