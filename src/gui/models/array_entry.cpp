#include "gui/models/array_entry.h"

#include <cmath>

namespace memdelbrot {

namespace {

Result<double> numberOf(const QString& text)
{
    bool isNumber = false;
    const double value = text.trimmed().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value))
        return failure(
            {.code = ErrorCode::Syntax, .subject = text.toStdString(), .detail = "a bound is a number, as in -1.5"});
    return value;
}

}  // namespace

Result<ArrayView> arrayViewOf(const QString& dtype, const QString& shape)
{
    const auto parsedDtype = Dtype::parse(dtype.trimmed().toStdString());
    if (!parsedDtype)
        return failure({.code = ErrorCode::Syntax,
                        .subject = dtype.toStdString(),
                        .detail = "not a dtype, as float64, int32, complex128 or S13 are"});
    auto parsedShape = parseShape(shape.trimmed().toStdString());
    if (!parsedShape)
        return failure({.code = parsedShape.error().code,
                        .subject = shape.toStdString(),
                        .detail = "not a shape, as 100 or 800,1200 are"});
    if (elementCount(*parsedShape) == 0)
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = shape.toStdString(),
                        .detail = "an array without elements"});
    return ArrayView{.dtype = *parsedDtype, .shape = std::move(*parsedShape)};
}

Result<LibraryCalls::NewArray> newArrayOf(const ArrayEntry& entry)
{
    const auto view = arrayViewOf(entry.dtype, entry.shape);
    if (!view)
        return failure(view.error());
    LibraryCalls::NewArray array{.name = entry.name.trimmed().toStdString(),
                                 .view = *view,
                                 .fill = entry.fill,
                                 .value = entry.value.trimmed().toStdString()};
    if (array.name.empty())
        array.name = "array";
    if (entry.fill != LibraryCalls::Fill::ComplexGrid)
        return array;
    for (const auto& [text, bound] : {std::pair(&entry.realLow, &array.realLow),
                                      {&entry.realHigh, &array.realHigh},
                                      {&entry.imagLow, &array.imagLow},
                                      {&entry.imagHigh, &array.imagHigh}}) {
        const auto value = numberOf(*text);
        if (!value)
            return failure(value.error());
        *bound = *value;
    }
    return array;
}

}  // namespace memdelbrot
