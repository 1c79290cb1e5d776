#include "decode/array_view.h"

#include <algorithm>
#include <charconv>

namespace memdelbrot {

namespace {

constexpr std::uint64_t maximumElements = std::uint64_t{1} << 40;
constexpr std::size_t maximumAxes = 64;   // as in NumPy 2

bool isSeparator(char character)
{
    return character == ',' || character == 'x';
}

std::string_view withoutBrackets(std::string_view text)
{
    constexpr std::string_view spaces = " \t";
    const auto trim = [&](std::string_view of) {
        const std::size_t first = of.find_first_not_of(spaces);
        return first == std::string_view::npos ? std::string_view()
                                               : of.substr(first, of.find_last_not_of(spaces) - first + 1);
    };
    text = trim(text);
    if (text.size() >= 2 && text.front() == '(' && text.back() == ')')
        return trim(text.substr(1, text.size() - 2));
    return text;
}

}  // namespace

Result<Shape> parseShape(std::string_view text)
{
    const auto syntax = failure({.code = ErrorCode::Syntax, .subject = std::string(text)});
    std::string_view rest = withoutBrackets(text);
    if (rest.empty() && text.find('(') == std::string_view::npos)
        return syntax;
    Shape shape;
    while (!rest.empty()) {
        std::uint64_t axis = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), axis);
        if (error == std::errc::result_out_of_range || shape.size() == maximumAxes)
            return failure({.code = ErrorCode::TooLarge, .subject = std::string(text)});
        if (error != std::errc())
            return syntax;
        shape.push_back(axis);
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        if (axis == 0 && rest.starts_with('x'))   // "0x10" is somebody's sixteen, not nothing times ten
            return syntax;
        rest = withoutBrackets(rest);
        if (rest.empty())
            break;
        if (!isSeparator(rest.front()))
            return syntax;
        const bool mayBeLast = rest.front() == ',';
        rest = withoutBrackets(rest.substr(1));
        if (rest.empty() && !mayBeLast)
            return syntax;
    }
    if (!isCountable(shape))
        return failure({.code = ErrorCode::TooLarge, .subject = std::string(text)});
    return shape;
}

bool isCountable(const Shape& shape)
{
    std::uint64_t count = 1;
    for (const std::uint64_t axis : shape) {
        if (axis > maximumElements || (axis != 0 && count > maximumElements / axis))
            return false;
        count *= std::max<std::uint64_t>(axis, 1);
    }
    return true;
}

std::string shapeText(const Shape& shape)
{
    if (shape.empty())
        return "()";
    std::string text;
    for (const std::uint64_t axis : shape)
        text += (text.empty() ? "" : " x ") + std::to_string(axis);
    return text;
}

std::uint64_t elementCount(const Shape& shape)
{
    std::uint64_t count = 1;
    for (const std::uint64_t axis : shape)
        count *= axis;
    return count;
}

Strides cOrderStrides(const Shape& shape, std::size_t itemSize)
{
    Strides strides(shape.size());
    auto step = static_cast<std::int64_t>(itemSize);
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        strides[axis] = step;
        step *= static_cast<std::int64_t>(std::max<std::uint64_t>(shape[axis], 1));
    }
    return strides;
}

Strides fortranOrderStrides(const Shape& shape, std::size_t itemSize)
{
    Strides strides(shape.size());
    auto step = static_cast<std::int64_t>(itemSize);
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        strides[axis] = step;
        step *= static_cast<std::int64_t>(std::max<std::uint64_t>(shape[axis], 1));
    }
    return strides;
}

}  // namespace memdelbrot
