#include "cli/array_text.h"

#include "base/hex_text.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace memdelbrot {

namespace {

constexpr std::size_t widestLine = 100;   // characters, address included, unless one element is wider
constexpr std::uint64_t bytesALine = 16;

std::string padded(const std::string& text, std::size_t width)
{
    return text.size() >= width ? text : std::string(width - text.size(), ' ') + text;
}

std::string elementText(const ArrayView& view, const ReadResult& read, std::uint64_t index)
{
    const std::size_t size = view.dtype.itemSize();
    const auto place = AddressRange::fromSize(Address(read.range.begin().value() + index * size), size);
    if ((index + 1) * size > read.bytes.size() || read.errnoIn(place) != 0)
        return "??";
    return formatElement(view.dtype, std::span(read.bytes).subspan(index * size, size));
}

// One row of the last axis, on as many lines as it needs.
void appendRow(std::string& text, const std::vector<std::string>& elements, Address begin, std::size_t itemSize,
               std::size_t width)
{
    const std::size_t addressWidth = hexNumber(begin.value()).size() + 2;
    const std::size_t room = widestLine > addressWidth ? widestLine - addressWidth : 0;
    // As many as fit, and a power of two, so that columns stand for the low digits of the address.
    const std::size_t aLine = std::bit_floor(std::max<std::size_t>(1, room / (width + 1)));
    for (std::size_t i = 0; i < elements.size(); i += aLine) {
        text += hexNumber(begin.value() + i * itemSize) + " ";
        for (std::size_t k = i; k < std::min(i + aLine, elements.size()); ++k)
            text += " " + padded(elements[k], width);
        text += '\n';
    }
}

char printable(std::byte byte)
{
    const auto value = std::to_integer<unsigned char>(byte);
    return value >= 0x20 && value < 0x7f ? static_cast<char>(value) : '.';
}

std::string hexLine(const ReadResult& read, std::uint64_t offset)
{
    const Address begin(read.range.begin().value() + offset);
    std::string hex;
    std::string characters;
    for (std::uint64_t i = 0; i < bytesALine; ++i) {
        if (offset + i >= read.range.size()) {
            hex += "   ";
            continue;
        }
        const Address address(begin.value() + i);
        const bool isHole = offset + i >= read.bytes.size() || !read.isReadable(address);
        const std::byte byte = isHole ? std::byte{0} : read.bytes[offset + i];
        hex += " " + (isHole ? std::string("??") : hexBytes({&byte, 1}));
        characters += isHole ? ' ' : printable(byte);
    }
    return hexNumber(begin.value()) + " " + hex + "  |" + characters + "|\n";
}

}  // namespace

std::string arrayText(const ArrayView& view, const ReadResult& read)
{
    const std::uint64_t count = elementCount(view.shape);
    const std::uint64_t rowLength = view.shape.empty() ? 1 : view.shape.back();
    if (count == 0)
        return {};
    std::vector<std::string> elements;
    elements.reserve(count);
    std::size_t width = 1;
    for (std::uint64_t i = 0; i < count; ++i) {
        elements.push_back(elementText(view, read, i));
        width = std::max(width, elements.back().size());
    }
    std::string text;
    for (std::uint64_t i = 0; i < count; i += rowLength) {
        const std::vector<std::string> row(elements.begin() + static_cast<std::ptrdiff_t>(i),
                                           elements.begin() + static_cast<std::ptrdiff_t>(i + rowLength));
        appendRow(text, row, Address(read.range.begin().value() + i * view.dtype.itemSize()), view.dtype.itemSize(),
                  width);
    }
    return text;
}

std::string hexDump(const ReadResult& read)
{
    std::string text;
    for (std::uint64_t offset = 0; offset < read.range.size(); offset += bytesALine)
        text += hexLine(read, offset);
    return text;
}

std::string unreadableText(const ReadResult& read)
{
    std::string text;
    std::size_t named = 0;
    for (const UnreadableRange& hole : read.unreadable) {
        if (++named > 3)
            return text + " and " + std::to_string(read.unreadable.size() - 3) + " more";
        const char* const name = ::strerrorname_np(hole.errnoValue);
        text += (text.empty() ? "" : ", ") + hexNumber(hole.range.begin().value()) + " to "
            + hexNumber(hole.range.last().value()) + " (" + std::to_string(hole.range.size()) + " bytes, "
            + (name ? name : "?") + ")";
    }
    return text;
}

}  // namespace memdelbrot
