#include "gui/models/call_text.h"

#include "gui/models/crash_tables.h"
#include "gui/models/target_text.h"

#include <cstring>
#include <string.h>

namespace memdelbrot {

namespace {

constexpr std::size_t shownElements = 32;

bool isText(const CType& type)
{
    return type.target && type.target->kind == CTypeKind::Character && type.target->size == 1;
}

QString pointerHint(const CType& type)
{
    if (isText(type))
        return type.target->isConst ? QObject::tr("text, 0x… or $name")
                                    : QObject::tr("text, $name, 0x… or @new:uint8:100");
    if (type.target && dtypeOf(*type.target) && type.target->kind != CTypeKind::Pointer)
        return QObject::tr("$name, [1,2,3], && or @new:%1:100").arg(toQt(dtypeOf(*type.target)->name()));
    return QObject::tr("null, $name, 0x… or @new:uint8:100");
}

}  // namespace

QString argumentHint(const CType& type)
{
    switch (type.kind) {
    case CTypeKind::Boolean:
        return QObject::tr("true or false");
    case CTypeKind::Character:
        return QObject::tr("'a' or a number");
    case CTypeKind::SignedInteger:
    case CTypeKind::Enumeration:
        return QObject::tr("number, 100*8 or $name");
    case CTypeKind::UnsignedInteger:
        return QObject::tr("number from 0 on, or $name");
    case CTypeKind::Float:
        return QObject::tr("a number");
    case CTypeKind::Pointer:
    case CTypeKind::Array:
    case CTypeKind::Function:
        return pointerHint(type).replace(QLatin1String("&&"), QLatin1String("&"));
    case CTypeKind::Void:
    case CTypeKind::Complex:
    case CTypeKind::Record:
        break;
    }
    return QObject::tr("cannot be passed by value");
}

QString resultLine(const CallReport& report)
{
    if (report.crash)
        return toQt(summary(*report.crash));
    if (report.signature.result.kind == CTypeKind::Void)
        return QObject::tr("%1 returned").arg(toQt(report.signature.name));
    const QString value = toQt(report.resultText.empty() ? report.result : report.resultText + " at " + report.result);
    return QStringLiteral("%1 = %2  (%3)")
        .arg(toQt(report.signature.name), value, toQt(report.signature.result.spelling));
}

QString resultDetails(const CallReport& report)
{
    if (report.crash)
        return remainsText(*report.crash);
    const char* const name = ::strerrorname_np(report.errnoValue);
    const QString error = report.errnoValue == 0
        ? QObject::tr("errno 0")
        : QObject::tr("errno %1 %2: %3")
              .arg(QString::number(report.errnoValue), QString::fromLatin1(name ? name : ""),
                   QString::fromUtf8(::strerrordesc_np(report.errnoValue)));
    return QObject::tr("%1 · took %2").arg(error, durationText(static_cast<double>(report.nanoseconds) * 1e-9));
}

QString outputLine(const CallReport& report, const CallOutput& output)
{
    const std::vector<CParameter>& parameters = report.signature.parameters;
    QString name = output.argument < parameters.size() ? toQt(parameters[output.argument].name) : QString();
    if (name.isEmpty())
        name = QObject::tr("argument %1").arg(output.argument + 1);
    const std::size_t itemSize = output.view.dtype.itemSize();
    QStringList elements;
    for (std::size_t at = 0; at + itemSize <= output.bytes.size() && at / itemSize < shownElements; at += itemSize)
        elements.append(toQt(formatElement(output.view.dtype, std::span(output.bytes).subspan(at, itemSize))));
    const QString more = output.bytes.size() / itemSize > shownElements ? QStringLiteral(", …") : QString();
    const QString values = elements.join(QStringLiteral(", ")) + more;
    return name + QLatin1String(" = ")
        + (output.view.shape.empty() ? values : QLatin1Char('[') + values + QLatin1Char(']'));
}

std::optional<Address> resultPointer(const CallReport& report)
{
    if (report.crash || report.value.type != PassedType::Pointer)
        return std::nullopt;
    std::uint64_t address = 0;
    std::memcpy(&address, report.value.bytes.data(), sizeof address);
    const bool isFailure = address == 0 || address == ~std::uint64_t{0};   // mmap's MAP_FAILED
    return isFailure ? std::nullopt : std::optional(Address(address));
}

Dtype resultDtype(const CSignature& signature)
{
    const auto dtype = signature.result.target ? dtypeOf(*signature.result.target) : std::nullopt;
    return dtype ? *dtype : Dtype::fromKind(DtypeKind::UnsignedInteger, 1);
}

}  // namespace memdelbrot
