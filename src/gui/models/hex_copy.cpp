#include "gui/models/hex_copy.h"

#include "base/hex_text.h"
#include "decode/byte_text.h"
#include "gui/models/target_text.h"

#include <QCoreApplication>

namespace memdelbrot {

QString copyText(std::span<const std::byte> bytes, HexArea area, const std::optional<Dtype>& dtype,
                 const std::stop_token& stop)
{
    if (area == HexArea::Hex)
        return toQt(hexBytes(bytes));
    if (area == HexArea::Text || !dtype)
        return toQt(decodeText(bytes, TextEncoding::Utf8));
    std::string text;
    const std::size_t size = dtype->itemSize();
    for (std::size_t at = 0; at + size <= bytes.size() && !stop.stop_requested(); at += size) {
        if (at > 0)
            text += ' ';
        text += formatElement(*dtype, bytes.subspan(at, size));
    }
    return toQt(text);
}

QString copyKindText(HexArea area, const std::optional<Dtype>& dtype)
{
    if (area == HexArea::Hex)
        return QCoreApplication::translate("HexCopy", "as hex");
    if (area == HexArea::Text || !dtype)
        return QCoreApplication::translate("HexCopy", "as text");
    return QCoreApplication::translate("HexCopy", "as %1").arg(toQt(dtype->name()));
}

}  // namespace memdelbrot
