#include "decode/dtype.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace memdelbrot {

namespace {

constexpr std::size_t maximumTextLength = std::size_t{1} << 20;   // characters of S and U

struct NamedDtype {
    std::string_view name;
    DtypeKind kind;
    std::size_t itemSize;
};

// The first name of a type is the one that it is printed with (NumPy: numpy/core/numerictypes.py).
constexpr std::array names{
    NamedDtype{"bool", DtypeKind::Boolean, 1},
    NamedDtype{"int8", DtypeKind::SignedInteger, 1},
    NamedDtype{"uint8", DtypeKind::UnsignedInteger, 1},
    NamedDtype{"int16", DtypeKind::SignedInteger, 2},
    NamedDtype{"uint16", DtypeKind::UnsignedInteger, 2},
    NamedDtype{"int32", DtypeKind::SignedInteger, 4},
    NamedDtype{"uint32", DtypeKind::UnsignedInteger, 4},
    NamedDtype{"int64", DtypeKind::SignedInteger, 8},
    NamedDtype{"uint64", DtypeKind::UnsignedInteger, 8},
    NamedDtype{"float16", DtypeKind::Float, 2},
    NamedDtype{"float32", DtypeKind::Float, 4},
    NamedDtype{"float64", DtypeKind::Float, 8},
    NamedDtype{"longdouble", DtypeKind::Float, 16},
    NamedDtype{"complex64", DtypeKind::Complex, 8},
    NamedDtype{"complex128", DtypeKind::Complex, 16},
    NamedDtype{"pointer", DtypeKind::Pointer, 8},
    NamedDtype{"bool_", DtypeKind::Boolean, 1},
    NamedDtype{"?", DtypeKind::Boolean, 1},
    NamedDtype{"byte", DtypeKind::SignedInteger, 1},
    NamedDtype{"b", DtypeKind::SignedInteger, 1},
    NamedDtype{"ubyte", DtypeKind::UnsignedInteger, 1},
    NamedDtype{"B", DtypeKind::UnsignedInteger, 1},
    NamedDtype{"h", DtypeKind::SignedInteger, 2},
    NamedDtype{"H", DtypeKind::UnsignedInteger, 2},
    NamedDtype{"i", DtypeKind::SignedInteger, 4},
    NamedDtype{"I", DtypeKind::UnsignedInteger, 4},
    NamedDtype{"int", DtypeKind::SignedInteger, 8},
    NamedDtype{"uint", DtypeKind::UnsignedInteger, 8},
    NamedDtype{"l", DtypeKind::SignedInteger, 8},
    NamedDtype{"L", DtypeKind::UnsignedInteger, 8},
    NamedDtype{"q", DtypeKind::SignedInteger, 8},
    NamedDtype{"Q", DtypeKind::UnsignedInteger, 8},
    NamedDtype{"half", DtypeKind::Float, 2},
    NamedDtype{"e", DtypeKind::Float, 2},
    NamedDtype{"single", DtypeKind::Float, 4},
    NamedDtype{"f", DtypeKind::Float, 4},
    NamedDtype{"float", DtypeKind::Float, 8},
    NamedDtype{"double", DtypeKind::Float, 8},
    NamedDtype{"d", DtypeKind::Float, 8},
    NamedDtype{"float128", DtypeKind::Float, 16},
    NamedDtype{"g", DtypeKind::Float, 16},
    NamedDtype{"F", DtypeKind::Complex, 8},
    NamedDtype{"complex", DtypeKind::Complex, 16},
    NamedDtype{"D", DtypeKind::Complex, 16},
};
constexpr std::size_t scalarNames = 16;   // the first of them, one a type

constexpr std::string_view kindLetters = "biufcSU";
constexpr std::array letterKinds{DtypeKind::Boolean,      DtypeKind::SignedInteger, DtypeKind::UnsignedInteger,
                                 DtypeKind::Float,        DtypeKind::Complex,       DtypeKind::ByteString,
                                 DtypeKind::UnicodeString};

bool isText(DtypeKind kind)
{
    return kind == DtypeKind::ByteString || kind == DtypeKind::UnicodeString;
}

std::size_t unitOf(DtypeKind kind)
{
    return kind == DtypeKind::UnicodeString ? 4 : 1;
}

const NamedDtype* nameOf(DtypeKind kind, std::size_t itemSize)
{
    const auto found = std::ranges::find_if(
        names, [&](const NamedDtype& named) { return named.kind == kind && named.itemSize == itemSize; });
    return found == names.end() ? nullptr : &*found;
}

// "f8", "S13", "U4".
Result<Dtype> parseCode(std::string_view code, ByteOrder order, std::string_view whole)
{
    const auto syntax = failure({.code = ErrorCode::Syntax,
                                 .subject = std::string(whole),
                                 .detail = "it is no dtype, as int32, float64, S13, <f8 and pointer are"});
    const std::size_t letter = code.empty() ? std::string_view::npos : kindLetters.find(code.front());
    if (letter == std::string_view::npos)
        return syntax;
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(code.data() + 1, code.data() + code.size(), size);
    if (error == std::errc::result_out_of_range)
        return failure({.code = ErrorCode::TooLarge, .subject = std::string(whole)});
    if (error != std::errc() || end != code.data() + code.size() || size == 0)
        return syntax;

    const DtypeKind kind = letterKinds[letter];
    if (isText(kind)) {
        if (size > maximumTextLength)
            return failure({.code = ErrorCode::TooLarge, .subject = std::string(whole)});
        return Dtype::fromKind(kind, size * unitOf(kind), order);
    }
    if (!nameOf(kind, size))
        return syntax;
    return Dtype::fromKind(kind, size, order);
}

}  // namespace

Result<Dtype> Dtype::parse(std::string_view text)
{
    std::string_view rest = text;
    ByteOrder order = ByteOrder::Little;
    if (!rest.empty() && std::string_view("<>=|").find(rest.front()) != std::string_view::npos) {
        order = rest.front() == '>' ? ByteOrder::Big : ByteOrder::Little;
        rest.remove_prefix(1);
    }
    if (const auto named = std::ranges::find(names, rest, &NamedDtype::name); named != names.end())
        return fromKind(named->kind, named->itemSize, order);
    return parseCode(rest, order, text);
}

Dtype Dtype::fromKind(DtypeKind kind, std::size_t itemSize, ByteOrder order)
{
    // Without bytes to swap there is one order, so that equal types compare equal.
    const bool ordered = kind != DtypeKind::ByteString && itemSize > 1;
    return Dtype(kind, itemSize, ordered ? order : ByteOrder::Little);
}

std::string Dtype::name() const
{
    const std::string order = m_order == ByteOrder::Big ? ">" : "";
    if (isText(m_kind))
        return order + (m_kind == DtypeKind::ByteString ? 'S' : 'U') + std::to_string(m_itemSize / unitOf(m_kind));
    if (m_order == ByteOrder::Little || m_kind == DtypeKind::Pointer)
        return order + std::string(nameOf(m_kind, m_itemSize)->name);
    return code();
}

std::string Dtype::code() const
{
    const bool ordered = m_kind != DtypeKind::ByteString && m_itemSize > 1;
    const std::string order = !ordered ? "|" : m_order == ByteOrder::Big ? ">" : "<";
    const DtypeKind kind = m_kind == DtypeKind::Pointer ? DtypeKind::UnsignedInteger : m_kind;
    const auto letter = static_cast<std::size_t>(std::ranges::find(letterKinds, kind) - letterKinds.begin());
    return order + kindLetters[letter] + std::to_string(m_itemSize / unitOf(m_kind));
}

Dtype Dtype::withOrder(ByteOrder order) const
{
    return fromKind(m_kind, m_itemSize, order);
}

const std::vector<Dtype>& scalarDtypes()
{
    static const std::vector<Dtype> dtypes = [] {
        std::vector<Dtype> all;
        for (const NamedDtype& named : std::span(names).first(scalarNames))
            all.push_back(Dtype::fromKind(named.kind, named.itemSize));
        return all;
    }();
    return dtypes;
}

}  // namespace memdelbrot
