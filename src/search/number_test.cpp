#include "decode/float16.h"
#include "search/number_finder.h"
#include "search/number_keys.h"

#include <algorithm>
#include <cmath>

namespace memdelbrot {

namespace {

bool isReal(const Dtype& dtype)
{
    return dtype.kind() == DtypeKind::Float && dtype.itemSize() <= 8;
}

bool isWhole(const Dtype& dtype)
{
    return dtype.kind() == DtypeKind::Boolean || dtype.kind() == DtypeKind::SignedInteger
        || dtype.kind() == DtypeKind::UnsignedInteger || dtype.kind() == DtypeKind::Pointer;
}

tl::unexpected<Error> unsupported(const Dtype& dtype)
{
    return failure({.code = ErrorCode::Unsupported,
                    .subject = dtype.name(),
                    .detail = "only integers, pointers and floats of at most 8 bytes have ranges"});
}

tl::unexpected<Error> invalid(std::string_view text, const char* why)
{
    return failure({.code = ErrorCode::InvalidArgument, .subject = std::string(text), .detail = why});
}

std::uint64_t orderedKey(std::size_t size, std::uint64_t bits)
{
    if (size == 2)
        return keyOf(NumberKey::Ordered, static_cast<std::uint16_t>(bits));
    if (size == 4)
        return keyOf(NumberKey::Ordered, static_cast<std::uint32_t>(bits));
    return keyOf(NumberKey::Ordered, bits);
}

double realOf(std::size_t size, std::uint64_t bits)
{
    if (size == 2)
        return doubleFromHalf(static_cast<std::uint16_t>(bits));
    if (size == 4)
        return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    return std::bit_cast<double>(bits);
}

std::uint64_t nearestBits(std::size_t size, double value)
{
    if (size == 2)
        return halfFromDouble(value);
    if (size == 4)
        return std::bit_cast<std::uint32_t>(static_cast<float>(value));
    return std::bit_cast<std::uint64_t>(value);
}

std::uint64_t signOf(std::size_t size)
{
    return std::uint64_t{1} << (8 * size - 1);
}

NumberTest between(const Dtype& dtype, NumberKey key, std::uint64_t low, std::uint64_t high)
{
    return {.size = dtype.itemSize(),
            .isSwapped = dtype.order() == ByteOrder::Big && dtype.itemSize() > 1,
            .key = key,
            .low = low,
            .span = high - low};
}

// The numbers of this float format from `low` to `high`, both of them doubles.
NumberTest betweenReals(const Dtype& dtype, double low, double high)
{
    const std::size_t size = dtype.itemSize();
    std::uint64_t lowBits = nearestBits(size, low);
    std::uint64_t highBits = nearestBits(size, high);
    std::uint64_t lowKey = orderedKey(size, low == 0 || realOf(size, lowBits) == 0 ? signOf(size) : lowBits);
    std::uint64_t highKey = orderedKey(size, realOf(size, highBits) == 0 ? 0 : highBits);
    if (realOf(size, lowBits) < low)
        lowKey = orderedKey(size, realOf(size, lowBits) == 0 ? 0 : lowBits) + 1;
    if (realOf(size, highBits) > high)
        highKey = orderedKey(size, realOf(size, highBits) == 0 ? signOf(size) : highBits) - 1;
    return between(dtype, NumberKey::Ordered, lowKey, highKey);
}

// Whole numbers of up to 64 bits, either sign: a long double's 64-bit significand has them all.
using Whole = long double;

struct WholeBounds {
    Whole low = 0;
    Whole high = 0;
};

WholeBounds boundsOf(const Dtype& dtype)
{
    const int bits = static_cast<int>(8 * dtype.itemSize());
    if (dtype.kind() == DtypeKind::Boolean)
        return {0, 1};
    if (dtype.kind() == DtypeKind::SignedInteger)
        return {-std::ldexp(Whole{1}, bits - 1), std::ldexp(Whole{1}, bits - 1) - 1};
    return {0, std::ldexp(Whole{1}, bits) - 1};
}

Whole wholeOf(const Scalar& scalar)
{
    if (const auto* flag = std::get_if<bool>(&scalar))
        return *flag ? 1 : 0;
    if (const auto* number = std::get_if<std::int64_t>(&scalar))
        return static_cast<Whole>(*number);
    return static_cast<Whole>(std::get<std::uint64_t>(scalar));
}

NumberTest betweenWholes(const Dtype& dtype, Whole low, Whole high)
{
    const auto bitsOf = [](Whole number) {
        return number < 0 ? static_cast<std::uint64_t>(static_cast<std::int64_t>(number))
                          : static_cast<std::uint64_t>(number);
    };
    return between(dtype, NumberKey::Plain, bitsOf(low), bitsOf(high));
}

// An element of the dtype in little-endian order. Errors: parseElement's.
Result<Scalar> parsed(const Dtype& dtype, std::string_view text)
{
    const Dtype little = dtype.withOrder(ByteOrder::Little);
    const auto bytes = parseElement(little, text);
    if (!bytes)
        return failure(bytes.error());
    return decodeElement(little, *bytes);
}

}  // namespace

Result<NumberTest> testForRange(const Dtype& dtype, std::string_view low, std::string_view high)
{
    if (!isReal(dtype) && !isWhole(dtype))
        return unsupported(dtype);
    const auto from = parsed(dtype, low);
    if (!from)
        return failure(from.error());
    const auto to = parsed(dtype, high);
    if (!to)
        return failure(to.error());
    if (isReal(dtype)) {
        const double first = std::get<double>(*from);
        const double last = std::get<double>(*to);
        if (std::isnan(first) || std::isnan(last))
            return invalid(std::isnan(first) ? low : high, "a NaN is in no range");
        if (first > last)
            return invalid(low, "it is greater than the end of the range");
        return betweenReals(dtype, first, last);
    }
    if (wholeOf(*from) > wholeOf(*to))
        return invalid(low, "it is greater than the end of the range");
    return betweenWholes(dtype, wholeOf(*from), wholeOf(*to));
}

Result<NumberTest> testForNearly(const Dtype& dtype, std::string_view value, std::string_view tolerance)
{
    if (!isReal(dtype) && !isWhole(dtype))
        return unsupported(dtype);
    const auto middle = parsed(dtype, value);
    if (!middle)
        return failure(middle.error());
    const auto around = parsed(Dtype::fromKind(DtypeKind::Float, 8), tolerance);
    if (!around)
        return failure(around.error());
    const double reach = std::get<double>(*around);
    if (!(reach >= 0) || !std::isfinite(reach))
        return invalid(tolerance, "a tolerance is a number from 0 up");
    if (isReal(dtype)) {
        const double centre = std::get<double>(*middle);
        if (std::isnan(centre))
            return invalid(value, "a NaN is near to nothing");
        return betweenReals(dtype, centre - reach, centre + reach);
    }
    const WholeBounds all = boundsOf(dtype);
    const Whole room = std::floor(std::min<Whole>(reach, 0x1p64L));
    return betweenWholes(dtype, std::max(all.low, wholeOf(*middle) - room),
                         std::min(all.high, wholeOf(*middle) + room));
}

Result<NumberTest> testForClass(const Dtype& dtype, NumberClass wanted)
{
    if (!isReal(dtype))
        return failure({.code = ErrorCode::Unsupported,
                        .subject = dtype.name(),
                        .detail = "only floats of at most 8 bytes are looked through for NaN and infinity"});
    const std::size_t size = dtype.itemSize();
    const std::uint64_t infinity = nearestBits(size, std::numeric_limits<double>::infinity());
    const std::uint64_t greatest = signOf(size) - 1;
    return wanted == NumberClass::Infinite ? between(dtype, NumberKey::Magnitude, infinity, infinity)
                                           : between(dtype, NumberKey::Magnitude, infinity + 1, greatest);
}

}  // namespace memdelbrot
