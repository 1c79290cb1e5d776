#include "search/scan_condition.h"

#include "decode/float16.h"
#include "search/number_finder.h"
#include "search/number_keys.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace memdelbrot {

namespace {

using Kind = ScanCondition::Kind;

// A float of two bytes: added and ordered as a double, stored as itself.
struct Half {
    std::uint16_t bits;
};

template <typename T>
T valueOf(T stored)
{
    return stored;
}

double valueOf(Half stored)
{
    return doubleFromHalf(stored.bits);
}

template <typename T, bool isSwapped>
T stored(const std::byte* bytes)
{
    std::array<std::byte, sizeof(T)> ordered;
    std::copy_n(bytes, sizeof(T), ordered.begin());
    if constexpr (isSwapped)
        std::ranges::reverse(ordered);
    return std::bit_cast<T>(ordered);
}

template <typename T>
bool isSumOf(const T& was, const T& amount, const T& is)
{
    if constexpr (std::is_same_v<T, Half>)
        return halfFromDouble(valueOf(was) + valueOf(amount)) == is.bits;
    else if constexpr (std::is_integral_v<T>) {
        T sum;
        return !__builtin_add_overflow(was, amount, &sum) && sum == is;
    } else
        return was + amount == is;
}

template <typename T>
bool isDifferenceOf(const T& was, const T& amount, const T& is)
{
    if constexpr (std::is_same_v<T, Half>)
        return halfFromDouble(valueOf(was) - valueOf(amount)) == is.bits;
    else if constexpr (std::is_integral_v<T>) {
        T difference;
        return !__builtin_sub_overflow(was, amount, &difference) && difference == is;
    } else
        return was - amount == is;
}

template <typename T, bool isSwapped, Kind kind>
bool holds(const ScanCondition& condition, const std::byte* wasBytes, const std::byte* isBytes)
{
    const T was = stored<T, isSwapped>(wasBytes);
    const T is = stored<T, isSwapped>(isBytes);
    if constexpr (kind == Kind::Increased)
        return valueOf(is) > valueOf(was);
    else if constexpr (kind == Kind::Decreased)
        return valueOf(is) < valueOf(was);
    else if constexpr (kind == Kind::IncreasedBy)
        return isSumOf(was, stored<T, isSwapped>(condition.amount().data()), is);
    else
        return isDifferenceOf(was, stored<T, isSwapped>(condition.amount().data()), is);
}

template <std::size_t size, bool wanted>
bool differs(const ScanCondition&, const std::byte* was, const std::byte* is)
{
    return (std::memcmp(was, is, size) != 0) == wanted;
}

bool isAnything(const ScanCondition&, const std::byte*, const std::byte*)
{
    return true;
}

template <std::unsigned_integral T>
bool isPassing(const ScanCondition& condition, const std::byte*, const std::byte* is)
{
    return passes<T>(condition.test(), is);
}

}  // namespace

// The loops over many numbers, one for each condition and type.
struct ScanMarks {
    using Mark = ScanComparison::Mark;

    template <auto holdsOf>
    static void mark(const ScanCondition& condition, const std::byte* was, const std::byte* is,
                     const ScanComparison::Numbers& numbers)
    {
        for (std::size_t i = 0; i < numbers.count; ++i) {
            const std::size_t offset = i * numbers.step;
            numbers.bits[i / 64] |= std::uint64_t{holdsOf(condition, was + offset, is + offset)} << (i % 64);
        }
    }

    template <typename T, bool isSwapped>
    static Mark ordered(Kind kind)
    {
        switch (kind) {
        case Kind::Increased:
            return &mark<holds<T, isSwapped, Kind::Increased>>;
        case Kind::Decreased:
            return &mark<holds<T, isSwapped, Kind::Decreased>>;
        case Kind::IncreasedBy:
            return &mark<holds<T, isSwapped, Kind::IncreasedBy>>;
        default:
            return &mark<holds<T, isSwapped, Kind::DecreasedBy>>;
        }
    }

    template <typename Signed, typename Unsigned, typename Real>
    static Mark ordered(Kind kind, const Dtype& dtype)
    {
        const bool isSwapped = dtype.order() == ByteOrder::Big;
        if (dtype.kind() == DtypeKind::Float)
            return isSwapped ? ordered<Real, true>(kind) : ordered<Real, false>(kind);
        if (dtype.kind() == DtypeKind::SignedInteger)
            return isSwapped ? ordered<Signed, true>(kind) : ordered<Signed, false>(kind);
        return isSwapped ? ordered<Unsigned, true>(kind) : ordered<Unsigned, false>(kind);
    }

    template <std::unsigned_integral T>
    static Mark unordered(Kind kind)
    {
        switch (kind) {
        case Kind::Any:
            return &mark<isAnything>;
        case Kind::Passes:
            return &mark<isPassing<T>>;
        case Kind::Changed:
            return &mark<differs<sizeof(T), true>>;
        default:
            return &mark<differs<sizeof(T), false>>;
        }
    }

    static Mark of(Kind kind, const Dtype& dtype)
    {
        const bool isOrdered = kind >= Kind::Increased;
        switch (dtype.itemSize()) {
        case 1:
            return isOrdered ? ordered<std::int8_t, std::uint8_t, std::uint8_t>(kind, dtype)
                             : unordered<std::uint8_t>(kind);
        case 2:
            return isOrdered ? ordered<std::int16_t, std::uint16_t, Half>(kind, dtype) : unordered<std::uint16_t>(kind);
        case 4:
            return isOrdered ? ordered<std::int32_t, std::uint32_t, float>(kind, dtype)
                             : unordered<std::uint32_t>(kind);
        default:
            return isOrdered ? ordered<std::int64_t, std::uint64_t, double>(kind, dtype)
                             : unordered<std::uint64_t>(kind);
        }
    }
};

namespace {

bool hasOrder(const Dtype& dtype)
{
    switch (dtype.kind()) {
    case DtypeKind::Boolean:
    case DtypeKind::SignedInteger:
    case DtypeKind::UnsignedInteger:
    case DtypeKind::Pointer:
    case DtypeKind::Float:
        return dtype.itemSize() <= 8;
    default:
        return false;
    }
}

Error unsupported(const Dtype& dtype)
{
    return {.code = ErrorCode::Unsupported,
            .subject = dtype.name(),
            .detail = "only booleans, integers, pointers and floats of at most 8 bytes are scanned for"};
}

}  // namespace

Result<ScanCondition> ScanCondition::equalTo(const Dtype& dtype, std::string_view text)
{
    if (const auto bytes = parseElement(dtype, text); !bytes)   // a range may reach beyond the dtype's numbers
        return failure(bytes.error());
    return inRange(dtype, text, text);
}

Result<ScanCondition> ScanCondition::inRange(const Dtype& dtype, std::string_view low, std::string_view high)
{
    return testForRange(dtype, low, high).map([](const NumberTest& test) {
        ScanCondition condition(Kind::Passes);
        condition.m_test = test;
        return condition;
    });
}

Result<ScanCondition> ScanCondition::changedBy(Kind kind, const Dtype& dtype, std::string_view amount)
{
    if (!hasOrder(dtype))
        return failure(unsupported(dtype));
    const auto bytes = parseElement(dtype, amount);
    if (!bytes)
        return failure(bytes.error());
    ScanCondition condition(kind);
    std::ranges::copy(*bytes, condition.m_amount.begin());
    return condition;
}

Result<ScanComparison> ScanComparison::of(const ScanCondition& condition, const Dtype& dtype)
{
    if (!hasOrder(dtype))
        return failure(unsupported(dtype));
    ScanComparison comparison;
    comparison.m_condition = condition;
    comparison.m_itemSize = dtype.itemSize();
    comparison.m_mark = ScanMarks::of(condition.kind(), dtype);
    return comparison;
}

}  // namespace memdelbrot
