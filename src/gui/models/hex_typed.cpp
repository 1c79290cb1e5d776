#include "gui/models/hex_typed.h"

#include "gui/models/number_fitting.h"

#include <algorithm>

namespace memdelbrot {

namespace {

// b'H', and \x8f without its b'': quotes around each of a page of bytes would double its width.
constexpr std::size_t kByteStringWidth = 4;

int digitsOf(std::size_t itemSize)
{
    return itemSize == 1 ? 3 : itemSize == 2 ? 5 : itemSize == 4 ? 10 : 20;
}

// Texts of floats are cut to what is usual: all 17 digits of a double are seldom there.
int floatWidth(std::size_t itemSize)
{
    return itemSize == 2 ? 9 : itemSize == 4 ? 14 : itemSize == 8 ? 18 : 22;
}

bool isSingleByteString(const Dtype& dtype)
{
    return dtype.kind() == DtypeKind::ByteString && dtype.itemSize() == 1;
}

bool isContinuation(char character)
{
    return (static_cast<unsigned char>(character) & 0xC0) == 0x80;
}

std::string cut(std::string text, int width)
{
    int characters = 0;
    std::size_t lastBegin = 0;   // of the last character that is in the width
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (isContinuation(text[index]))
            continue;
        if (++characters == width)
            lastBegin = index;
    }
    if (characters <= width)
        return text;
    text.resize(lastBegin);
    return text + "…";
}

}  // namespace

int typedWidth(const Dtype& dtype)
{
    const int size = static_cast<int>(dtype.itemSize());
    switch (dtype.kind()) {
    case DtypeKind::Boolean:
        return 5;
    case DtypeKind::SignedInteger:
        return digitsOf(dtype.itemSize()) + 1;
    case DtypeKind::UnsignedInteger:
        return digitsOf(dtype.itemSize());
    case DtypeKind::Float:
        return floatWidth(dtype.itemSize());
    case DtypeKind::Complex:
        return 2 * floatWidth(dtype.itemSize() / 2) + 4;
    case DtypeKind::ByteString:
        return isSingleByteString(dtype) ? static_cast<int>(kByteStringWidth) : std::min(size + 3, 40);
    case DtypeKind::UnicodeString:
        return std::min(size / 4 + 2, 40);
    case DtypeKind::Pointer:
        return 18;
    }
    return 20;
}

std::string typedText(const Dtype& dtype, std::span<const HexByte> bytes, int width)
{
    std::vector<std::byte> values;
    values.reserve(bytes.size());
    for (const HexByte& byte : bytes) {
        if (byte.state == HexState::Unreadable)
            return "??";
        if (byte.state == HexState::Unknown)
            return {};
        values.push_back(byte.value);
    }
    std::string text = formatElement(dtype, values);
    if (isSingleByteString(dtype) && text.size() > kByteStringWidth)
        text = text.substr(2, text.size() - 3);
    if (width < typedWidth(dtype))
        return cut(std::move(text), width);
    if (dtype.kind() == DtypeKind::Float)
        return fittedNumber(std::move(text), width);
    if (dtype.kind() == DtypeKind::Complex)
        return fittedComplex(text, (width - 4) / 2);
    return cut(std::move(text), width);
}

std::vector<Dtype> typedChoices()
{
    std::vector<Dtype> choices{Dtype::fromKind(DtypeKind::ByteString, 1)};
    const std::vector<Dtype>& scalars = scalarDtypes();
    choices.insert(choices.end(), scalars.begin(), scalars.end());
    return choices;
}

}  // namespace memdelbrot
