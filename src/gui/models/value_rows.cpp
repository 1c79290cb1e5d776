#include "gui/models/value_rows.h"

#include "gui/models/target_text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace memdelbrot {

namespace {

constexpr std::size_t textLimit = 256;   // bytes

bool hasOrder(const Dtype& dtype)
{
    return dtype.itemSize() > 1 && dtype.kind() != DtypeKind::ByteString;
}

QString formatted(const Dtype& dtype, const std::vector<std::byte>& bytes)
{
    if (bytes.size() < dtype.itemSize())
        return {};
    return toQt(formatElement(dtype, std::span(bytes).first(dtype.itemSize())));
}

QString decoded(TextEncoding encoding, const std::vector<std::byte>& bytes, std::size_t selected)
{
    const std::size_t size = std::min({selected, bytes.size(), textLimit});
    QString text = toQt(decodeText(std::span(bytes).first(size), encoding));
    for (QChar& c : text) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7F)
            c = QChar(0x2400 + (c.unicode() == 0x7F ? 0x21 : c.unicode()));  // Unicode's pictures of control characters
    }
    return text;
}

constexpr std::array Texts{std::pair{TextEncoding::Latin1, "Latin-1"}, std::pair{TextEncoding::Utf8, "UTF-8"}};

}  // namespace

std::vector<ValueRow> valueRows(const std::vector<std::byte>& bytes, std::size_t selected)
{
    std::vector<ValueRow> rows;
    for (const Dtype& dtype : scalarDtypes()) {
        ValueRow row{.reading = dtype, .label = toQt(dtype.name()), .little = formatted(dtype, bytes), .big = {}};
        if (hasOrder(dtype))
            row.big = formatted(dtype.withOrder(ByteOrder::Big), bytes);
        rows.push_back(std::move(row));
    }
    for (const auto& [encoding, name] : Texts)
        rows.push_back({.reading = encoding,
                        .label = QLatin1String(name),
                        .little = decoded(encoding, bytes, selected),
                        .big = {}});
    rows.push_back({.reading = TextEncoding::Utf16Le,
                    .label = QStringLiteral("UTF-16"),
                    .little = decoded(TextEncoding::Utf16Le, bytes, selected),
                    .big = decoded(TextEncoding::Utf16Be, bytes, selected)});
    return rows;
}

Result<std::vector<std::byte>> bytesOf(const ValueRow& row, bool isBig, const QString& text, std::size_t selected)
{
    if (const Dtype* dtype = std::get_if<Dtype>(&row.reading))
        return parseElement(isBig ? dtype->withOrder(ByteOrder::Big) : *dtype, text.trimmed().toStdString());
    const TextEncoding encoding = isBig ? TextEncoding::Utf16Be : std::get<TextEncoding>(row.reading);
    auto bytes = encodeText(text.toStdString(), encoding);
    if (bytes && bytes->size() > selected)
        return failure({.code = ErrorCode::TooLarge,
                        .subject = text.toStdString(),
                        .detail = std::to_string(bytes->size()) + " bytes of text for " + std::to_string(selected)
                            + " selected ones"});
    return bytes;
}

}  // namespace memdelbrot
