#include "python/session_messages.h"

#include "base/hex_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <charconv>
#include <cstring>

namespace memdelbrot {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t AxisLimit = 64;   // NumPy's own is 64 (NPY_MAXDIMS of 2.x)

tl::unexpected<Error> badMessage(std::string detail)
{
    return failure({.code = ErrorCode::BadMessage, .subject = "python", .detail = std::move(detail)});
}

Result<QJsonObject> parsed(const std::string& message)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(message), &error);
    if (!document.isObject())
        return badMessage(error.errorString().toStdString());
    return document.object();
}

std::string encoded(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

std::string text(const QJsonObject& object, QLatin1StringView key)
{
    return object.value(key).toString().toStdString();
}

std::uint64_t id(const QJsonObject& object)
{
    return static_cast<std::uint64_t>(object.value("id"_L1).toInteger());
}

// "0x7f…" or decimal, as a string: JSON's numbers end at 2^53.
std::optional<std::uint64_t> number(const QJsonObject& object, QLatin1StringView key)
{
    std::string digits = text(object, key);
    const bool isHex = digits.starts_with("0x");
    if (isHex)
        digits.erase(0, 2);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, isHex ? 16 : 10);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

std::vector<std::uint64_t> shape(const QJsonArray& axes)
{
    std::vector<std::uint64_t> lengths;
    if (static_cast<std::size_t>(axes.size()) > AxisLimit)
        return lengths;
    for (const auto axis : axes)
        lengths.push_back(static_cast<std::uint64_t>(std::max<qint64>(0, axis.toInteger())));
    return lengths;
}

void decodeContents(const QJsonObject& contents, PythonVariable& variable, std::optional<Address>& pointer)
{
    const auto size = number(contents, "size"_L1);
    const auto begin = number(contents, "begin"_L1);
    const auto pointerAt = number(contents, "pointer_at"_L1);
    if (!size || (!begin && !pointerAt))
        return;
    variable.contents = AddressRange::fromSize(Address(begin.value_or(0)), *size);
    variable.dtype = text(contents, "dtype"_L1);
    variable.shape = shape(contents.value("shape"_L1).toArray());
    if (!begin)
        pointer = Address(*pointerAt);
}

Result<void> decodeVariable(const QJsonObject& row, AnswerMessage& answer)
{
    const auto address = number(row, "address"_L1);
    const auto size = number(row, "size"_L1);
    const auto references = number(row, "references"_L1);
    const auto type = number(row, "type_at"_L1);
    if (!address || !size || !references || !type)
        return badMessage("a variable without address, type, size or references");
    PythonVariable variable{.name = text(row, "name"_L1),
                            .type = text(row, "type"_L1),
                            .typeAddress = Address(*type),
                            .address = Address(*address),
                            .size = *size,
                            .referenceCount = *references,
                            .repr = text(row, "repr"_L1)};
    std::optional<Address> pointer;
    if (const auto contents = row.value("contents"_L1); contents.isObject())
        decodeContents(contents.toObject(), variable, pointer);
    answer.variables.push_back(std::move(variable));
    answer.contentPointers.push_back(pointer);
    return {};
}

Result<SessionMessage> decodeAnswer(const QJsonObject& object)
{
    AnswerMessage answer{.id = id(object), .error = text(object, "error"_L1)};
    if (const auto status = object.value("exit"_L1); status.isDouble())
        answer.exitStatus = status.toInt();
    answer.isComplete = object.value("complete"_L1).toBool(true);
    answer.isMissing = object.value("missing"_L1).toBool(false);
    answer.leftOut = static_cast<std::uint64_t>(std::max<qint64>(0, object.value("left_out"_L1).toInteger(0)));
    QJsonArray rows = object.value("variables"_L1).toArray();
    if (const auto one = object.value("variable"_L1); one.isObject())
        rows.append(one);
    for (const auto row : rows) {
        if (auto decoded = decodeVariable(row.toObject(), answer); !decoded)
            return failure(decoded.error());
    }
    return answer;
}

QString commandName(PythonCommand command)
{
    switch (command) {
    case PythonCommand::Run:
        return u"run"_s;
    case PythonCommand::Script:
        return u"script"_s;
    case PythonCommand::Complete:
        return u"complete"_s;
    case PythonCommand::Variables:
        return u"variables"_s;
    case PythonCommand::Variable:
        return u"variable"_s;
    }
    return {};
}

QString argumentName(PythonCommand command)
{
    switch (command) {
    case PythonCommand::Script:
        return u"path"_s;
    case PythonCommand::Variable:
        return u"name"_s;
    default:
        return u"code"_s;
    }
}

}  // namespace

std::string encodeCommand(std::uint64_t id, PythonCommand command, const std::string& text)
{
    return encoded({{u"id"_s, static_cast<qint64>(id)},
                    {u"do"_s, commandName(command)},
                    {argumentName(command), QString::fromStdString(text)}});
}

std::string encodeInput(std::uint64_t id, const std::optional<std::string>& line)
{
    QJsonObject answer{{u"id"_s, static_cast<qint64>(id)}};
    if (line)
        answer.insert(u"line"_s, QString::fromStdString(*line));
    return encoded(answer);
}

std::string encodePokeAnswer(std::uint64_t id, const std::optional<std::string>& words, bool isRefused)
{
    QJsonObject answer{{u"id"_s, static_cast<qint64>(id)}};
    if (words) {
        answer.insert(u"error"_s, QString::fromStdString(*words));
        answer.insert(u"refused"_s, isRefused);
    }
    return encoded(answer);
}

Result<PythonHello> decodeHello(const std::string& message)
{
    const auto object = parsed(message);
    if (!object)
        return failure(object.error());
    if (text(*object, "event"_L1) != "hello")
        return badMessage("no greeting");
    return PythonHello{.version = text(*object, "version"_L1),
                       .implementation = text(*object, "implementation"_L1),
                       .executable = text(*object, "executable"_L1),
                       .namespaces = {.main = Address(number(*object, "main"_L1).value_or(0)),
                                      .builtins = Address(number(*object, "builtins"_L1).value_or(0))},
                       .isTooOld = object->value("old"_L1).toBool(false)};
}

Result<SessionMessage> decodeMessage(const std::string& message)
{
    const auto object = parsed(message);
    if (!object)
        return failure(object.error());
    const std::string event = text(*object, "event"_L1);
    if (event == "started")
        return StartedMessage{id(*object)};
    if (event == "result")
        return OutputMessage{PythonOutputKind::Result, text(*object, "text"_L1) + "\n"};
    if (event == "traceback")
        return OutputMessage{PythonOutputKind::Traceback, text(*object, "text"_L1)};
    if (!event.empty())
        return badMessage("an unknown event");
    return decodeAnswer(*object);
}

Result<SessionRequest> decodeRequest(const std::string& message)
{
    const auto object = parsed(message);
    if (!object)
        return failure(object.error());
    const std::string asked = text(*object, "ask"_L1);
    if (asked == "input")
        return InputRequest{id(*object), text(*object, "prompt"_L1)};
    const auto address = number(*object, "address"_L1);
    auto bytes = bytesFromHex(text(*object, "bytes"_L1));
    if (asked != "poke" || !address || !bytes)
        return badMessage("an unknown request");
    return PokeQuestion{id(*object), {Address(*address), std::move(*bytes)}};
}

void completeContents(AnswerMessage& answer, const MemoryTarget& memory)
{
    for (std::size_t i = 0; i < answer.variables.size(); ++i) {
        if (!answer.contentPointers[i])
            continue;
        auto& contents = answer.variables[i].contents;
        const auto read = memory.read(AddressRange::fromSize(*answer.contentPointers[i], sizeof(std::uint64_t)));
        std::uint64_t begin = 0;
        if (!read.isComplete() || read.bytes.size() != sizeof begin) {
            contents.reset();
            continue;
        }
        std::memcpy(&begin, read.bytes.data(), sizeof begin);
        contents = AddressRange::fromSize(Address(begin), contents->size());
    }
}

}  // namespace memdelbrot
