#include "cli/element_json.h"

#include "base/hex_text.h"

#include <cmath>
#include <cstring>

namespace memdelbrot {

namespace {

constexpr std::int64_t largestExact = std::int64_t{1} << 53;   // above, a double skips integers

struct ScalarJson {
    const Dtype& dtype;
    std::span<const std::byte> bytes;

    QJsonValue operator()(bool value) const { return value; }
    QJsonValue operator()(std::int64_t value) const { return jsonInteger(value); }
    QJsonValue operator()(std::uint64_t value) const
    {
        return dtype.kind() == DtypeKind::Pointer ? jsonAddress(Address(value)) : jsonUnsigned(value);
    }
    QJsonValue operator()(double value) const { return jsonNumber(value); }
    QJsonValue operator()(long double) const { return jsonText(formatElement(dtype, bytes)); }
    QJsonValue operator()(const std::complex<double>& value) const
    {
        return QJsonArray{jsonNumber(value.real()), jsonNumber(value.imag())};
    }
    QJsonValue operator()(const std::string& value) const { return jsonText(value); }
};

QJsonValue axis(const ArrayView& view, const ReadResult& read, std::size_t depth, std::uint64_t& next)
{
    if (depth == view.shape.size()) {
        const std::size_t size = view.dtype.itemSize();
        const std::uint64_t offset = next++ * size;
        const auto place = AddressRange::fromSize(Address(read.range.begin().value() + offset), size);
        if (offset + size > read.bytes.size() || read.errnoIn(place) != 0)
            return QJsonValue::Null;
        return jsonElement(view.dtype, std::span(read.bytes).subspan(offset, size));
    }
    QJsonArray elements;
    for (std::uint64_t i = 0; i < view.shape[depth]; ++i)
        elements.append(axis(view, read, depth + 1, next));
    return elements;
}

}  // namespace

QJsonValue jsonInteger(std::int64_t value)
{
    if (value > largestExact || value < -largestExact)
        return QString::number(value);
    return static_cast<qint64>(value);
}

QJsonValue jsonUnsigned(std::uint64_t value)
{
    if (value > static_cast<std::uint64_t>(largestExact))
        return QString::number(value);
    return static_cast<qint64>(value);
}

QJsonValue jsonNumber(double value)
{
    if (std::isnan(value))
        return QStringLiteral("nan");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("inf") : QStringLiteral("-inf");
    return value;
}

QJsonValue jsonAddress(Address address)
{
    return jsonText(hexNumber(address.value()));
}

QString jsonText(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

QJsonValue jsonElement(const Dtype& dtype, std::span<const std::byte> bytes)
{
    return std::visit(ScalarJson{dtype, bytes}, decodeElement(dtype, bytes));
}

QJsonValue jsonArray(const ArrayView& view, const ReadResult& read)
{
    std::uint64_t next = 0;
    return axis(view, read, 0, next);
}

QJsonArray jsonUnreadable(const std::vector<UnreadableRange>& ranges)
{
    QJsonArray array;
    for (const UnreadableRange& unreadable : ranges) {
        const auto end = unreadable.range.begin().plus(unreadable.range.size());
        const char* const name = ::strerrorname_np(unreadable.errnoValue);
        array.append(QJsonObject{
            {QStringLiteral("start"), jsonAddress(unreadable.range.begin())},
            {QStringLiteral("end"), end ? jsonAddress(*end) : QJsonValue(QStringLiteral("0x10000000000000000"))},
            {QStringLiteral("errno"),
             name ? QJsonValue(QString::fromLatin1(name)) : QJsonValue(unreadable.errnoValue)}});
    }
    return array;
}

QJsonArray jsonShape(const Shape& shape)
{
    QJsonArray array;
    for (const std::uint64_t length : shape)
        array.append(jsonUnsigned(length));
    return array;
}

}  // namespace memdelbrot
