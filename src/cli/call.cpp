#include "base/hex_text.h"
#include "cli/array_text.h"
#include "cli/command_set.h"
#include "cli/crash_outcome.h"
#include "cli/element_json.h"
#include "cli/shielded_words.h"
#include "cli/whole_file.h"
#include "workbench/source_builds.h"

#include <algorithm>

namespace memdelbrot {

namespace {

struct CallOptions {
    std::string library;
    std::string function;
    std::vector<std::string> arguments;
    double timeout = 10;   // seconds
};

bool isSource(const std::string& path)
{
    return path.ends_with(".cpp") || path.ends_with(".cc") || path.ends_with(".cxx") || path.ends_with(".c");
}

bool isName(const std::string& text)
{
    return text.find('(') == std::string::npos;
}

// The library to call: built first where the name is that of a source.
Result<std::string> callable(const CallOptions& options, Workbench& workbench)
{
    if (!isSource(options.library))
        return workbench.calls().resolveLibrary(options.library);
    const auto text = wholeFile(options.library);
    if (!text)
        return failure(text.error());
    const auto build = buildSource(workbench, *text);
    if (!build)
        return failure(build.error());
    if (!build->library.empty())
        return build->library;
    std::string messages;
    for (const SourceDiagnostic& diagnostic : build->diagnostics) {
        if (diagnostic.isError)
            messages += "line " + std::to_string(diagnostic.line) + ": " + diagnostic.message + "\n";
    }
    return failure({.code = ErrorCode::Diagnostic, .subject = options.library, .detail = messages});
}

// A result's value for JSON: by its bytes where they say more than the text.
QJsonValue resultJson(const CallReport& report)
{
    const std::span<const std::byte> bytes(report.value.bytes);
    const auto element = [&](DtypeKind kind, std::size_t size) {
        return jsonElement(Dtype::fromKind(kind, size), bytes.first(size));
    };
    switch (report.value.type) {
    case PassedType::Void:
        return QJsonValue::Null;
    case PassedType::Int8:
        return element(DtypeKind::SignedInteger, 1);
    case PassedType::UInt8:
        return element(DtypeKind::UnsignedInteger, 1);
    case PassedType::Int16:
        return element(DtypeKind::SignedInteger, 2);
    case PassedType::UInt16:
        return element(DtypeKind::UnsignedInteger, 2);
    case PassedType::Int32:
        return element(DtypeKind::SignedInteger, 4);
    case PassedType::UInt32:
        return element(DtypeKind::UnsignedInteger, 4);
    case PassedType::Int64:
        return element(DtypeKind::SignedInteger, 8);
    case PassedType::UInt64:
        return element(DtypeKind::UnsignedInteger, 8);
    case PassedType::Float:
        return element(DtypeKind::Float, 4);
    case PassedType::Double:
        return element(DtypeKind::Float, 8);
    case PassedType::LongDouble:
        return element(DtypeKind::Float, 16);
    case PassedType::Pointer:
        return element(DtypeKind::Pointer, 8);
    }
    return QJsonValue::Null;
}

ReadResult asRead(const CallOutput& output)
{
    return {
        .range = AddressRange::fromSize(output.address, output.bytes.size()), .bytes = output.bytes, .unreadable = {}};
}

QJsonArray outputsJson(const std::vector<CallOutput>& outputs)
{
    QJsonArray array;
    for (const CallOutput& output : outputs) {
        array.append(QJsonObject{{QStringLiteral("argument"), jsonUnsigned(output.argument)},
                                 {QStringLiteral("address"), jsonAddress(output.address)},
                                 {QStringLiteral("dtype"), jsonText(output.view.dtype.name())},
                                 {QStringLiteral("shape"), jsonShape(output.view.shape)},
                                 {QStringLiteral("values"), jsonArray(output.view, asRead(output))}});
    }
    return array;
}

std::string endedLine(const std::string& text)
{
    return text.empty() || text.ends_with('\n') ? text : text + "\n";
}

std::string outputText(const CallOutput& output)
{
    constexpr std::uint64_t mostShown = 1000;
    const std::uint64_t count = elementCount(output.view.shape);
    std::string text = "argument " + std::to_string(output.argument + 1) + ": " + output.view.dtype.name() + " "
        + shapeText(output.view.shape) + "\n";
    if (count <= mostShown)
        return text + arrayText(output.view, asRead(output));
    ArrayView begin = output.view;
    begin.shape = {mostShown};
    return text + arrayText(begin, asRead(output)) + "(" + std::to_string(count - mostShown)
        + " more: --json has all)\n";
}

std::string resultText(const CallReport& report)
{
    if (report.value.type == PassedType::Void)
        return "returned";
    return report.result + (report.resultText.empty() ? "" : " " + report.resultText) + " : "
        + report.signature.result.spelling;
}

Outcome returned(const CallReport& report)
{
    Outcome outcome;
    outcome.text = endedLine(report.standardOutput);
    outcome.text += resultText(report) + "  (errno " + std::to_string(report.errnoValue) + ", "
        + std::to_string(report.nanoseconds) + " ns)\n";
    for (const CallOutput& output : report.outputs)
        outcome.text += outputText(output);
    outcome.json = QJsonObject{
        {QStringLiteral("result"), resultJson(report)},
        {QStringLiteral("type"), jsonText(report.signature.result.spelling)},
        {QStringLiteral("text"), report.resultText.empty() ? QJsonValue() : QJsonValue(jsonText(report.resultText))},
        {QStringLiteral("errno"), report.errnoValue},
        {QStringLiteral("nanoseconds"), jsonUnsigned(report.nanoseconds)},
        {QStringLiteral("stdout"), jsonText(report.standardOutput)},
        {QStringLiteral("stderr"), jsonText(report.standardError)},
        {QStringLiteral("out"), outputsJson(report.outputs)}};
    if (report.value.type == PassedType::Pointer)
        outcome.value = resultJson(report).toString().toStdString();
    else if (report.value.type != PassedType::Void)
        outcome.value = report.result;
    return outcome;
}

Result<Outcome> call(const CallOptions& options, Session& session)
{
    LibraryCalls& calls = session.workbench().calls();
    const auto library = callable(options, session.workbench());
    if (!library)
        return failure(library.error());
    const auto signature = isName(options.function) ? calls.signature(*library, options.function)
                                                    : calls.declare(*library, options.function);
    if (!signature)
        return failure(signature.error());
    std::vector<std::string> arguments = options.arguments;
    std::transform(arguments.begin(), arguments.end(), arguments.begin(), unshieldedWord);
    const auto timeout = std::chrono::milliseconds(static_cast<std::int64_t>(options.timeout * 1000));
    const auto report = calls.call(*library, *signature, arguments, timeout);
    if (!report)
        return failure(report.error());
    if (!session.wantsJson() && !report->standardError.empty())
        std::fputs(endedLine(report->standardError).c_str(), stderr);
    return report->crash ? crashOutcome(*report->crash) : returned(*report);
}

}  // namespace

void addCall(CommandSet& commands)
{
    const auto options = std::make_shared<CallOptions>();
    CLI::App* const command = commands.add("call", "Call a C function in a process of its own",
                                           [options](Session& session) { return call(*options, session); });
    command->add_option("library", options->library, "A library, or a C++ source that is compiled first")->required();
    command
        ->add_option("function", options->function,
                     "A name whose signature is known, or a declaration: 'double cos(double)'")
        ->required();
    command->add_option("arguments", options->arguments,
                        "42, 2.5, \"text\", null, 0x…, $NAME, [1,2,3], @file.npy, @new:dtype:shape[:fill], &");
    command->add_option("--timeout", options->timeout, "Seconds until the call is given up (default 10)")
        ->check(CLI::Range(0.001, 1e6));
}

}  // namespace memdelbrot
