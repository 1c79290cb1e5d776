#include "workbench/array_arguments.h"

#include "base/hex_text.h"
#include "decode/npy.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace memdelbrot {

namespace {

constexpr std::uint64_t largestArray = std::uint64_t{1} << 30;   // bytes
constexpr std::size_t headSize = 64 * 1024;

tl::unexpected<Error> syntax(std::string detail)
{
    return failure({.code = ErrorCode::Syntax, .detail = std::move(detail)});
}

// complex128 is two doubles one behind the other, which is how C code takes it.
Result<void> checkPointee(const CType& pointer, const Dtype& dtype)
{
    if (!pointer.target || pointer.target->kind == CTypeKind::Void)
        return {};
    const auto expected = dtypeOf(*pointer.target);
    if (!expected)
        return failure({.code = ErrorCode::InvalidArgument, .detail = "an array cannot stand for " + pointer.spelling});
    const bool isSame = dtype.itemSize() == expected->itemSize() && dtype.kind() == expected->kind()
        && dtype.order() == expected->order();
    const bool isByte = dtype.itemSize() == 1 && expected->itemSize() == 1;
    const bool isComplex = dtype.kind() == DtypeKind::Complex && expected->kind() == DtypeKind::Float
        && dtype.itemSize() == 2 * expected->itemSize();
    if (isSame || isByte || isComplex)
        return {};
    return failure({.code = ErrorCode::InvalidArgument,
                    .detail = "an array of " + dtype.name() + " cannot stand for " + pointer.spelling});
}

Result<ArrayArgument> listed(const CType& pointer, const std::string& text)
{
    if (!text.ends_with(']'))
        return syntax("a list ends with ]");
    const auto dtype = pointer.target ? dtypeOf(*pointer.target) : std::nullopt;
    if (!dtype)
        return failure(
            {.code = ErrorCode::InvalidArgument,
             .detail = "[…] needs a pointer to numbers, not " + pointer.spelling + ": use @new:dtype:shape"});
    ArrayArgument array{.view = {.dtype = *dtype}};
    const std::string inside = text.substr(1, text.size() - 2);
    std::uint64_t count = 0;
    for (std::size_t begin = 0; begin < inside.size();) {
        const std::size_t end = std::min(inside.find(',', begin), inside.size());
        std::string element = inside.substr(begin, end - begin);
        element.erase(0, element.find_first_not_of(' '));
        element.erase(element.find_last_not_of(' ') + 1);
        const auto bytes = parseElement(*dtype, element);
        if (!bytes)
            return failure(
                {.code = bytes.error().code,
                 .detail = "element " + std::to_string(count) + " '" + element + "' is not a " + dtype->name()});
        array.bytes.insert(array.bytes.end(), bytes->begin(), bytes->end());
        ++count;
        begin = end + 1;
    }
    array.view.shape = {count};
    return array;
}

Result<ArrayArgument> loaded(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::error_code error;
    const std::uint64_t size = std::filesystem::file_size(path, error);
    if (!file || error)
        return failure({.code = ErrorCode::NotFound, .detail = "no file " + path});
    if (size > largestArray)
        return failure({.code = ErrorCode::TooLarge, .detail = path + " is larger than 1 GiB"});
    std::vector<std::byte> bytes(size);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    const auto header = parseNpyHeader(std::span(bytes).first(std::min(bytes.size(), headSize)));
    if (!header)
        return failure(
            {.code = header.error().code, .detail = path + " is no .npy that can be used: " + header.error().detail});
    if (!header->view.strides.empty()
        && header->view.strides != cOrderStrides(header->view.shape, header->view.dtype.itemSize()))
        return failure({.code = ErrorCode::Unsupported, .detail = path + " is in Fortran order"});
    if (header->dataOffset > bytes.size() || bytes.size() - header->dataOffset < header->view.byteSize())
        return syntax(path + " ends before its data does");
    bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(header->dataOffset));
    bytes.resize(header->view.byteSize());
    return ArrayArgument{.view = header->view, .bytes = std::move(bytes)};
}

// dtype:shape[:fill]
Result<ArrayArgument> created(const std::string& text)
{
    const std::size_t first = text.find(':');
    if (first == std::string::npos)
        return syntax("@new:dtype:shape[:fill], as in @new:float64:100:0");
    const std::size_t second = text.find(':', first + 1);
    const auto dtype = Dtype::parse(text.substr(0, first));
    if (!dtype)
        return syntax("no dtype '" + text.substr(0, first) + "'");
    const std::string shapeWords = text.substr(first + 1, second == std::string::npos ? second : second - first - 1);
    const auto shape = parseShape(shapeWords);
    if (!shape)
        return failure({.code = shape.error().code, .detail = "no shape '" + shapeWords + "'"});
    ArrayArgument array{.view = {.dtype = *dtype, .shape = *shape}};
    if (elementCount(*shape) > largestArray / dtype->itemSize())
        return failure({.code = ErrorCode::TooLarge, .detail = "more than 1 GiB; make it with new and give $NAME"});
    if (second == std::string::npos) {
        array.bytes.resize(array.view.byteSize());
        return array;
    }
    auto bytes = repeatedElement(*dtype, text.substr(second + 1), elementCount(*shape));
    if (!bytes)
        return failure(
            {.code = bytes.error().code, .detail = "'" + text.substr(second + 1) + "' is not a " + dtype->name()});
    array.bytes = std::move(*bytes);
    return array;
}

}  // namespace

Result<ArrayArgument> arrayArgument(const CType& pointer, const std::string& text)
{
    if (text.starts_with('['))
        return listed(pointer, text);
    auto array = text.starts_with("@new:") ? created(text.substr(5)) : loaded(text.substr(1));
    if (!array)
        return array;
    if (const auto checked = checkPointee(pointer, array->view.dtype); !checked)
        return failure(checked.error());
    return array;
}

Result<std::vector<std::byte>> repeatedElement(const Dtype& dtype, const std::string& value, std::uint64_t count)
{
    const auto element = parseElement(dtype, value);
    if (!element)
        return failure(element.error());
    std::vector<std::byte> bytes(count * element->size());
    for (std::uint64_t i = 0; i < count; ++i)
        std::copy(element->begin(), element->end(), bytes.begin() + static_cast<std::ptrdiff_t>(i * element->size()));
    return bytes;
}

Result<std::string> unescaped(const std::string& text)
{
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            made += text[i];
            continue;
        }
        const char kind = ++i < text.size() ? text[i] : '\0';
        const std::size_t known = std::string_view("ntr0\\\"'").find(kind);
        if (kind == 'x') {
            const auto byte = bytesFromHex(text.substr(i + 1, 2));
            if (!byte || byte->size() != 1)
                return failure({.code = ErrorCode::Syntax, .detail = "\\x takes two hex digits"});
            made += static_cast<char>(byte->front());
            i += 2;
        } else if (kind != '\0' && known != std::string_view::npos) {
            made += "\n\t\r\0\\\"'"[known];
        } else {
            return failure({.code = ErrorCode::Syntax, .detail = "unknown escape in the text"});
        }
    }
    return made;
}

}  // namespace memdelbrot
