#include "gui/models/search_form.h"

#include "workbench/addresses.h"

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr std::size_t matchLimit = 4'000'000;   // 64 MB of matches

Result<AddressRange> pointedTo(const SearchForm& form, Workbench& workbench, TargetId target)
{
    if (!form.second.empty())
        return evaluateRange(workbench, target, form.query, form.second);
    return evaluateAddress(workbench, target, form.query).map([](const Place& place) {
        std::uint64_t size = place.view ? place.view->dtype.itemSize() : 1;
        if (place.view) {
            for (const std::uint64_t length : place.view->shape)
                size *= length;
        }
        return AddressRange::fromSize(place.address, std::max<std::uint64_t>(size, 1));
    });
}

Result<SearchQuery> numberQuery(const SearchForm& form, const Dtype& dtype)
{
    switch (form.kind) {
    case SearchKind::Range:
        return SearchQuery::forRange(dtype, form.query, form.second);
    case SearchKind::NotANumber:
        return SearchQuery::forClass(dtype, NumberClass::NotANumber);
    case SearchKind::Infinite:
        return SearchQuery::forClass(dtype, NumberClass::Infinite);
    default:
        return form.second.empty() ? SearchQuery::forValue(dtype, form.query)
                                   : SearchQuery::forNearly(dtype, form.query, form.second);
    }
}

Result<Dtype> dtypeOf(const SearchForm& form)
{
    if (form.kind == SearchKind::Pointers)
        return Dtype::fromKind(DtypeKind::Pointer, sizeof(std::uint64_t));
    return Dtype::parse(form.dtype);
}

Result<SearchQuery> queryOf(const SearchForm& form, const Dtype& dtype, Workbench& workbench, TargetId target)
{
    switch (form.kind) {
    case SearchKind::Text:
        return SearchQuery::forText(form.query, form.encodings, form.letterCase);
    case SearchKind::Bytes:
        return SearchQuery::forBytes(form.query);
    case SearchKind::Expression:
        return SearchQuery::forRegex(form.query, form.letterCase);
    case SearchKind::Pointers:
        return pointedTo(form, workbench, target).and_then(SearchQuery::forPointersInto);
    default:
        return numberQuery(form, dtype);
    }
}

bool isInScope(SearchScope scope, const Region& region)
{
    switch (scope) {
    case SearchScope::Writable:
        return region.permissions.write;
    case SearchScope::Executable:
        return region.permissions.execute;
    case SearchScope::Anonymous:
        return region.kind == RegionKind::Anonymous;
    case SearchScope::Heap:
        return region.kind == RegionKind::Heap;
    case SearchScope::Stack:
        return region.kind == RegionKind::Stack;
    case SearchScope::Files:
        return region.kind == RegionKind::File;
    case SearchScope::SharedMemory:
        return region.kind == RegionKind::SharedMemory;
    case SearchScope::Everywhere:
    case SearchScope::Selection:
        break;
    }
    return true;
}

bool isOfNumbers(SearchKind kind)
{
    return kind != SearchKind::Text && kind != SearchKind::Bytes && kind != SearchKind::Expression;
}

}  // namespace

Result<PlannedSearch> planSearch(const SearchForm& form, Workbench& workbench, TargetId target)
{
    const auto dtype = isOfNumbers(form.kind) ? dtypeOf(form) : Dtype::fromKind(DtypeKind::UnsignedInteger, 1);
    if (!dtype)
        return failure(dtype.error());
    auto query = queryOf(form, *dtype, workbench, target);
    if (!query)
        return failure(std::move(query.error()));
    PlannedSearch planned{.query = std::move(*query), .options = {.limit = matchLimit}, .view = std::nullopt};
    if (form.scope == SearchScope::Selection) {
        if (form.selection.isEmpty())
            return failure(
                {.code = ErrorCode::InvalidArgument, .subject = "selection", .detail = "nothing is selected"});
        planned.options.within = form.selection;
    } else if (form.scope != SearchScope::Everywhere) {
        planned.options.regions = [scope = form.scope](const Region& region) { return isInScope(scope, region); };
    }
    if (isOfNumbers(form.kind)) {
        planned.view = ArrayView{.dtype = *dtype, .shape = {1}};
        if (form.isAligned)
            planned.options.alignment = std::min<std::size_t>(dtype->itemSize(), 8);   // as compilers align them
    }
    return planned;
}

}  // namespace memdelbrot
