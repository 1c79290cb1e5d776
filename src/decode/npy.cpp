#include "decode/npy.h"

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t alignment = 64;   // of the data, in bytes

std::string tupleText(const Shape& shape)
{
    std::string text = "(";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i ? ", " : "") + std::to_string(shape[i]);
    return text + (shape.size() == 1 ? ",)" : ")");
}

// Reads the header's Python dict: string keys; strings, True, False and tuples of integers as values.
class HeaderReader final {
public:
    explicit HeaderReader(std::string_view text) : m_rest(text) {}

    std::string descr;
    bool hasDescr = false;
    bool structured = false;
    bool fortranOrder = false;
    bool hasOrder = false;
    std::string shape;
    bool hasShape = false;

    bool read()
    {
        if (!take('{'))
            return false;
        while (!take('}')) {
            if (!readEntry())
                return false;
            if (!take(',') && !peek('}'))
                return false;
        }
        skipSpaces();
        return m_rest.empty() && hasDescr && hasOrder && hasShape;
    }

private:
    bool readEntry()
    {
        std::string key;
        if (!takeString(key) || !take(':'))
            return false;
        if (key == "descr") {
            structured = peek('[') || peek('(');
            hasDescr = structured ? skipBrackets() : takeString(descr);
            return hasDescr;
        }
        if (key == "fortran_order") {
            hasOrder = takeTruth();
            return hasOrder;
        }
        hasShape = key == "shape" && takeTuple();
        return hasShape;
    }

    void skipSpaces() { m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t\r\n"), m_rest.size())); }
    bool peek(char character)
    {
        skipSpaces();
        return m_rest.starts_with(character);
    }
    bool take(char character)
    {
        if (!peek(character))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    bool takeString(std::string& text)
    {
        const char quote = peek('\'') ? '\'' : '"';
        const std::size_t end = peek(quote) ? m_rest.find(quote, 1) : std::string_view::npos;
        if (end == std::string_view::npos)
            return false;
        text = m_rest.substr(1, end - 1);
        m_rest.remove_prefix(end + 1);
        return true;
    }
    bool takeTruth()
    {
        skipSpaces();
        fortranOrder = m_rest.starts_with("True");
        if (!fortranOrder && !m_rest.starts_with("False"))
            return false;
        m_rest.remove_prefix(fortranOrder ? 4 : 5);
        return true;
    }
    bool takeTuple()
    {
        const std::size_t end = peek('(') ? m_rest.find(')') : std::string_view::npos;
        if (end == std::string_view::npos)
            return false;
        shape = m_rest.substr(0, end + 1);
        std::erase(shape, 'L');   // of Python 2's long integers
        m_rest.remove_prefix(end + 1);
        return true;
    }
    // A structured type's list is not read, only passed over.
    bool skipBrackets()
    {
        int depth = 0;
        std::size_t at = 0;
        do {
            if (at == m_rest.size())
                return false;
            depth += m_rest[at] == '[' || m_rest[at] == '(';
            depth -= m_rest[at] == ']' || m_rest[at] == ')';
            ++at;
        } while (depth > 0);
        m_rest.remove_prefix(at);
        return true;
    }

    std::string_view m_rest;
};

tl::unexpected<Error> broken(std::string detail)
{
    return failure({.code = ErrorCode::Syntax, .subject = ".npy header", .detail = std::move(detail)});
}

// Where the dict lies; size 0 where the head does not hold it.
struct Extent {
    std::size_t begin = 0;
    std::size_t size = 0;
};

Extent dictExtent(std::string_view head)
{
    const auto byteAt = [&](std::size_t at) { return std::size_t{static_cast<unsigned char>(head[at])}; };
    const std::size_t lengthBytes = head[magic.size()] == 1 ? 2 : 4;   // versions 2 and 3 have room for more
    const std::size_t begin = magic.size() + 2 + lengthBytes;
    if (head.size() < begin)
        return {};
    std::size_t size = 0;
    for (std::size_t i = lengthBytes; i-- > 0;)
        size = size << 8 | byteAt(magic.size() + 2 + i);
    return size <= head.size() - begin ? Extent{begin, size} : Extent{};
}

Result<Dtype> dtypeOf(const HeaderReader& header)
{
    if (header.structured)
        return failure({.code = ErrorCode::Unsupported, .subject = ".npy header", .detail = "a structured dtype"});
    const std::string_view kind = std::string_view(header.descr).substr(std::min<std::size_t>(1, header.descr.size()));
    const bool known = !kind.empty() && std::string_view("biufcSU?").find(kind.front()) != std::string_view::npos;
    auto dtype = Dtype::parse(header.descr);
    if (!known || (!dtype && dtype.error().code == ErrorCode::Syntax))
        return failure({.code = ErrorCode::Unsupported, .subject = ".npy header", .detail = "dtype " + header.descr});
    return dtype;
}

}  // namespace

std::vector<std::byte> npyHeader(const Dtype& dtype, const Shape& shape)
{
    std::string dict = "{'descr': '" + dtype.code() + "', 'fortran_order': False, 'shape': " + tupleText(shape) + ", }";
    const std::size_t prefix = magic.size() + 4;
    const std::size_t unpadded = prefix + dict.size() + 1;
    dict += std::string((alignment - unpadded % alignment) % alignment, ' ') + '\n';

    std::string text(magic);
    text += {'\1', '\0', static_cast<char>(dict.size() & 0xFF), static_cast<char>(dict.size() >> 8)};
    text += dict;
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

Result<NpyArray> parseNpyHeader(std::span<const std::byte> head)
{
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    if (text.size() < magic.size() + 2 || !text.starts_with(magic))
        return broken("not a .npy file");
    if (text[magic.size()] < 1 || text[magic.size()] > 3)
        return failure({.code = ErrorCode::Unsupported,
                        .subject = ".npy header",
                        .detail = "version " + std::to_string(text[magic.size()])});
    const Extent extent = dictExtent(text);
    if (extent.size == 0)
        return broken("cut short");

    HeaderReader header(text.substr(extent.begin, extent.size));
    if (!header.read())
        return broken("not the dict of descr, fortran_order and shape");
    const auto dtype = dtypeOf(header);
    if (!dtype)
        return failure(dtype.error());
    const auto shape = parseShape(header.shape);
    if (!shape)
        return failure(shape.error());
    const Strides strides = header.fortranOrder ? fortranOrderStrides(*shape, dtype->itemSize()) : Strides{};
    return NpyArray{{*dtype, *shape, strides}, extent.begin + extent.size};
}

}  // namespace memdelbrot
