#include "cli/view_option.h"

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr std::uint64_t defaultBytes = 64;

}  // namespace

void ViewOption::addTo(CLI::App* command)
{
    command->add_option("--dtype", dtype,
                        "NumPy's name of an element's type: uint8, float64, <i4, S1 … (default uint8)");
    CLI::Option* const shapeOption = command->add_option("--shape", shape, "Elements an axis: 10,10");
    command->add_option("--count", count, "Elements of one axis (default: 64 bytes' worth)")->excludes(shapeOption);
}

Result<ArrayView> ViewOption::viewOf(const std::optional<ArrayView>& own) const
{
    ArrayView view = own.value_or(ArrayView{});
    const bool isOwnShape = own && dtype.empty();
    if (!dtype.empty()) {
        const auto parsed = Dtype::parse(dtype);
        if (!parsed)
            return failure(parsed.error());
        view.dtype = *parsed;
    }
    view.strides.clear();
    if (!shape.empty()) {
        auto parsed = parseShape(shape);
        if (!parsed)
            return failure(std::move(parsed.error()));
        view.shape = std::move(*parsed);
    } else if (count) {
        view.shape = {*count};
    } else if (own && !isOwnShape) {
        view.shape = {own->byteSize() / std::max<std::size_t>(view.dtype.itemSize(), 1)};
    } else if (!own) {
        view.shape = {std::max<std::uint64_t>(1, defaultBytes / std::max<std::size_t>(view.dtype.itemSize(), 1))};
    }
    constexpr std::uint64_t most = std::uint64_t{1} << 40;
    if (elementCount(view.shape) > most)
        return failure({.code = ErrorCode::TooLarge, .subject = "the array", .detail = "more than 2^40 elements"});
    return view;
}

}  // namespace memdelbrot
