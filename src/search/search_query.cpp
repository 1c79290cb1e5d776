#include "search/search_query.h"

#include "base/hex_text.h"
#include "search/either_finder.h"
#include "search/element_finder.h"
#include "search/masked_finder.h"
#include "search/regex_finder.h"

#include <cmath>

namespace memdelbrot {

namespace {

bool isExtended(const Dtype& dtype)
{
    return dtype.kind() == DtypeKind::Float && dtype.itemSize() > 8;
}

bool isNaN(const Scalar& scalar)
{
    if (const auto* number = std::get_if<double>(&scalar))
        return std::isnan(*number);
    const auto* extended = std::get_if<long double>(&scalar);
    return extended && std::isnan(*extended);
}

std::shared_ptr<const Finder> finderOf(MaskedPattern pattern)
{
    return std::make_shared<MaskedFinder>(std::move(pattern));
}

std::shared_ptr<const Finder> finderOf(const NumberTest& test)
{
    return std::make_shared<NumberFinder>(test);
}

// Long doubles by themselves: they are no numbers that SIMD knows.
std::shared_ptr<const Finder> extendedFinder(const Dtype& dtype, std::function<bool(long double)> passes)
{
    return std::make_shared<ElementFinder>(
        dtype, [passes = std::move(passes)](const Scalar& scalar) { return passes(std::get<long double>(scalar)); });
}

// Errors: parseElement's, InvalidArgument (a NaN).
Result<long double> extendedNumber(std::string_view text)
{
    const Dtype dtype = Dtype::fromKind(DtypeKind::Float, sizeof(long double));
    const auto bytes = parseElement(dtype, text);
    if (!bytes)
        return failure(bytes.error());
    const auto number = std::get<long double>(decodeElement(dtype, *bytes));
    if (std::isnan(number))
        return failure(
            {.code = ErrorCode::InvalidArgument, .subject = std::string(text), .detail = "a NaN is in no range"});
    return number;
}

Result<std::shared_ptr<const Finder>> extendedBetween(const Dtype& dtype, const Result<long double>& low,
                                                      const Result<long double>& high)
{
    if (!low || !high)
        return failure(low ? high.error() : low.error());
    return extendedFinder(dtype,
                          [from = *low, to = *high](long double number) { return from <= number && number <= to; });
}

}  // namespace

Result<SearchQuery> SearchQuery::forBytes(std::string_view text)
{
    return parseBytePattern(text).map([](MaskedPattern pattern) { return SearchQuery(finderOf(std::move(pattern))); });
}

Result<SearchQuery> SearchQuery::forText(std::string_view utf8, std::span<const TextEncoding> encodings,
                                         LetterCase letterCase)
{
    std::vector<std::shared_ptr<const Finder>> finders;
    Error refusal{.code = ErrorCode::InvalidArgument, .subject = "encoding"};
    for (const TextEncoding encoding : encodings) {
        auto pattern = textPattern(utf8, encoding, letterCase);
        if (pattern)
            finders.push_back(finderOf(std::move(*pattern)));
        else
            refusal = std::move(pattern.error());
    }
    if (finders.empty())
        return failure(std::move(refusal));
    if (finders.size() == 1)
        return SearchQuery(std::move(finders.front()));
    return SearchQuery(std::make_shared<EitherFinder>(std::move(finders)));
}

Result<SearchQuery> SearchQuery::forRegex(std::string_view expression, LetterCase letterCase)
{
    return makeRegexFinder(expression, letterCase).map([](std::shared_ptr<const Finder> finder) {
        return SearchQuery(std::move(finder));
    });
}

Result<SearchQuery> SearchQuery::forValue(const Dtype& dtype, std::string_view text)
{
    const auto bytes = parseElement(dtype, text);
    if (!bytes)
        return failure(bytes.error());
    if (dtype.kind() == DtypeKind::Float && isNaN(decodeElement(dtype, *bytes)))
        return forClass(dtype, NumberClass::NotANumber);
    if (const auto test = testForRange(dtype, text, text))
        return SearchQuery(finderOf(*test));
    return valuePattern(dtype, text).map([](MaskedPattern pattern) {
        return SearchQuery(finderOf(std::move(pattern)));
    });
}

Result<SearchQuery> SearchQuery::forRange(const Dtype& dtype, std::string_view low, std::string_view high)
{
    if (isExtended(dtype))
        return extendedBetween(dtype, extendedNumber(low), extendedNumber(high)).map([](auto finder) {
            return SearchQuery(std::move(finder));
        });
    return testForRange(dtype, low, high).map([](const NumberTest& test) { return SearchQuery(finderOf(test)); });
}

Result<SearchQuery> SearchQuery::forNearly(const Dtype& dtype, std::string_view value, std::string_view tolerance)
{
    if (!isExtended(dtype))
        return testForNearly(dtype, value, tolerance).map([](const NumberTest& test) {
            return SearchQuery(finderOf(test));
        });
    const auto middle = extendedNumber(value);
    const auto reach = extendedNumber(tolerance);
    if (!middle || !reach)
        return failure(middle ? reach.error() : middle.error());
    return extendedBetween(dtype, *middle - *reach, *middle + *reach).map([](auto finder) {
        return SearchQuery(std::move(finder));
    });
}

Result<SearchQuery> SearchQuery::forClass(const Dtype& dtype, NumberClass wanted)
{
    if (isExtended(dtype))
        return SearchQuery(extendedFinder(dtype, [wanted](long double number) {
            return wanted == NumberClass::NotANumber ? std::isnan(number) : std::isinf(number);
        }));
    return testForClass(dtype, wanted).map([](const NumberTest& test) { return SearchQuery(finderOf(test)); });
}

Result<SearchQuery> SearchQuery::forPointersInto(const AddressRange& range)
{
    if (range.isEmpty())
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = hexNumber(range.begin().value()),
                        .detail = "the range is empty"});
    const std::uint64_t low = range.begin().value();
    return SearchQuery(finderOf(NumberTest{.size = 8, .low = low, .span = range.size() - 1}));
}

}  // namespace memdelbrot
