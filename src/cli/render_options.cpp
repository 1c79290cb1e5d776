#include "cli/render_options.h"

#include "cli/whole_file.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <charconv>
#include <cmath>

namespace memdelbrot {

namespace {

constexpr double zoomOne = 2;               // the radius at zoom 1, as Kalles Fraktaler counts
constexpr double smallestStep = 4;          // units in the last place between two samples, or they coincide

struct Bounds {
    double realLow = 0, realHigh = 0, imagLow = 0, imagHigh = 0;
};

struct Size {
    int width = 0;
    int height = 0;
};

Error syntax(const std::string& text, const std::string& expected)
{
    return {
        .code = ErrorCode::Syntax, .subject = text.empty() ? "the command" : text, .detail = "expected " + expected};
}

Result<int> wholeNumber(std::string_view text, const std::string& whole, const std::string& expected)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return failure(syntax(whole, expected));
    return number;
}

Result<Size> parseSize(const std::string& text)
{
    const std::size_t cross = text.find('x');
    const std::string expected = "a size: 1200x800";
    if (cross == std::string::npos)
        return failure(syntax(text, expected));
    const auto width = wholeNumber(std::string_view(text).substr(0, cross), text, expected);
    const auto height = wholeNumber(std::string_view(text).substr(cross + 1), text, expected);
    if (!width || !height)
        return failure(syntax(text, expected));
    return Size{*width, *height};
}

Result<double> numberIn(const QJsonObject& object, const QString& key, const std::string& path)
{
    const QJsonValue value = object[key];
    bool isNumber = value.isDouble();
    const double number = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    if (!isNumber)
        return failure(syntax(path, "a number \"" + key.toStdString() + "\" in the location"));
    return number;
}

// The square of `radius` about a centre, as wide as the size makes it.
Bounds around(double real, double imag, double radius, const Size& size)
{
    const double halfWidth = radius * size.width / size.height;
    return {real - halfWidth, real + halfWidth, imag - radius, imag + radius};
}

Result<Bounds> locationBounds(const std::string& path, double magnification, const Size& size)
{
    const auto text = wholeFile(path);
    if (!text)
        return failure(text.error());
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object();
    const auto real = numberIn(object, QStringLiteral("re"), path);
    const auto imag = numberIn(object, QStringLiteral("im"), path);
    const bool hasRadius = object.contains(QStringLiteral("radius"));
    const auto extent = numberIn(object, hasRadius ? QStringLiteral("radius") : QStringLiteral("zoom"), path);
    for (const auto* number : {&real, &imag, &extent}) {
        if (!*number)
            return failure(number->error());
    }
    return around(*real, *imag, (hasRadius ? *extent : zoomOne / *extent) / magnification, size);
}

Bounds magnified(const Bounds& bounds, double magnification)
{
    if (magnification == 1)
        return bounds;   // to the bit as it was written
    const double real = bounds.realLow + (bounds.realHigh - bounds.realLow) / 2;
    const double imag = bounds.imagLow + (bounds.imagHigh - bounds.imagLow) / 2;
    const double halfWidth = (bounds.realHigh - bounds.realLow) / 2 / magnification;
    const double halfHeight = (bounds.imagHigh - bounds.imagLow) / 2 / magnification;
    return {real - halfWidth, real + halfWidth, imag - halfHeight, imag + halfHeight};
}

Result<Bounds> boundsOf(const RenderView& view, const Size& size)
{
    if (!view.location.empty())
        return locationBounds(view.location, view.magnification, size);
    if (!view.center.empty()) {
        const auto centre = parseNumbers(view.center, 2);
        const auto radius = parseNumbers(view.radius, 1);
        if (!centre || !radius)
            return failure(centre ? radius.error() : centre.error());
        return around((*centre)[0], (*centre)[1], (*radius)[0] / view.magnification, size);
    }
    if (view.real.empty() || view.imag.empty())
        return failure(syntax({}, "--real LO,HI --imag LO,HI, or --center RE,IM --radius R, or --location FILE"));
    const auto real = parseNumbers(view.real, 2);
    const auto imag = parseNumbers(view.imag, 2);
    if (!real || !imag)
        return failure(real ? imag.error() : real.error());
    return magnified({(*real)[0], (*real)[1], (*imag)[0], (*imag)[1]}, view.magnification);
}

bool stepIsTooSmall(double low, double high, int samples)
{
    const double largest = std::max(std::abs(low), std::abs(high));
    return (high - low) / samples < smallestStep * (std::nextafter(largest, HUGE_VAL) - largest);
}

Result<Grid> bandOf(const Grid& grid, const std::string& tile)
{
    const std::string expected = "a tile: 1/8 is the first of eight";
    const std::size_t slash = tile.find('/');
    if (slash == std::string::npos)
        return failure(syntax(tile, expected));
    const auto index = wholeNumber(std::string_view(tile).substr(0, slash), tile, expected);
    const auto count = wholeNumber(std::string_view(tile).substr(slash + 1), tile, expected);
    if (!index || !count || *count < 1 || *count > grid.height() || *index < 1 || *index > *count)
        return failure(syntax(tile, expected + ", and there are no more than rows"));
    const auto rowOf = [&](std::int64_t band) { return static_cast<int>(band * grid.height() / *count); };
    return grid.band(rowOf(*index - 1), rowOf(*index) - rowOf(*index - 1));
}

}  // namespace

Result<std::vector<double>> parseNumbers(const std::string& text, std::size_t count)
{
    const std::string expected = count == 1 ? "a number" : std::to_string(count) + " numbers with commas between";
    std::vector<double> numbers;
    std::string_view rest(text);
    for (;;) {
        double number = 0;
        if (rest.starts_with('+'))
            rest.remove_prefix(1);
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        if (error != std::errc() || !std::isfinite(number))
            return failure(syntax(text, expected));
        numbers.push_back(number);
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        if (rest.empty() && numbers.size() == count)
            return numbers;
        if (!rest.starts_with(',') || numbers.size() == count)
            return failure(syntax(text, expected));
        rest.remove_prefix(1);
    }
}

Result<Grid> gridOf(const RenderView& view)
{
    const auto size = parseSize(view.size);
    if (!size)
        return failure(size.error());
    const auto bounds = boundsOf(view, *size);
    if (!bounds)
        return failure(bounds.error());
    const bool isOrdered = bounds->realLow <= bounds->realHigh && bounds->imagLow <= bounds->imagHigh && size->width > 0
        && size->height > 0;
    if (isOrdered
        && (stepIsTooSmall(bounds->realLow, bounds->realHigh, size->width)
            || stepIsTooSmall(bounds->imagLow, bounds->imagHigh, size->height)))
        return failure({.code = ErrorCode::Unsupported,
                        .subject = "the view",
                        .detail = "it lies deeper than double numbers tell samples apart"});
    const auto kind = view.grid == "endpoints" ? GridKind::Endpoints : GridKind::PixelCentres;
    auto grid = Grid::create(kind, size->height, size->width, bounds->realLow, bounds->realHigh, bounds->imagLow,
                             bounds->imagHigh);
    if (!grid)
        return grid;
    return view.tile.empty() ? grid : bandOf(*grid, view.tile);
}

}  // namespace memdelbrot
