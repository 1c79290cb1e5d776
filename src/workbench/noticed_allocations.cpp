#include "workbench/noticed_allocations.h"

#include "workbench/call_values.h"

#include <algorithm>
#include <iterator>

namespace memdelbrot {

namespace {

// How many bytes an allocator was asked for: an argument, or the product of two.
struct Allocator {
    const char* name;
    std::size_t argumentCount;
    std::size_t sizeArgument;
    int countArgument;   // -1: none
    const char* kind;
};

constexpr Allocator allocators[] = {
    {"malloc", 1, 0, -1, "malloc"},      {"calloc", 2, 1, 0, "malloc"},  {"realloc", 2, 1, -1, "malloc"},
    {"reallocarray", 3, 2, 1, "malloc"}, {"valloc", 1, 0, -1, "malloc"}, {"aligned_alloc", 2, 1, -1, "malloc"},
    {"memalign", 2, 1, -1, "malloc"},    {"mmap", 6, 1, -1, "mmap"},     {"mmap64", 6, 1, -1, "mmap"},
};

// double *malloc(size_t), as the notebook declares it, opens as float64.
ArrayView viewOf(const CType& result, std::uint64_t size)
{
    const auto dtype = result.target ? dtypeOf(*result.target) : std::nullopt;
    if (dtype && dtype->itemSize() > 1 && size % dtype->itemSize() == 0)
        return {.dtype = *dtype, .shape = {size / dtype->itemSize()}};
    return {.shape = {size}};
}

void noticeNew(Allocations& allocations, TargetId worker, const ReturnedCall& call, const Allocator& allocator)
{
    const std::uint64_t address = passedBits(call.result);
    const std::uint64_t each = passedBits(call.arguments[allocator.sizeArgument]);
    const std::uint64_t count =
        allocator.countArgument < 0 ? 1 : passedBits(call.arguments[static_cast<std::size_t>(allocator.countArgument)]);
    std::uint64_t size = 0;
    if (address == 0 || address == ~std::uint64_t{0} || __builtin_mul_overflow(each, count, &size) || size == 0)
        return;   // null, MAP_FAILED
    allocations.add({.name = call.signature.name,
                     .target = worker,
                     .range = AddressRange::fromSize(Address(address), size),
                     .view = viewOf(call.signature.result, size),
                     .owner = AllocationOwner::Worker,
                     .kind = allocator.kind});
}

bool releases(const ReturnedCall& call)
{
    const std::string& name = call.signature.name;
    const bool hasMoved = passedBits(call.result) != 0;
    const bool isRealloc = name == "realloc" || name == "reallocarray";
    return name == "free" || name == "cfree" || (name == "munmap" && passedBits(call.result) == 0)
        || (isRealloc && hasMoved);
}

}  // namespace

void noteCall(Allocations& allocations, const std::string& array, const std::string& function)
{
    const auto known = allocations.named(array);
    if (!known)
        return;
    const std::string before = known->contents.substr(0, known->contents.find("passed to "));
    const bool isFirst = before.size() == known->contents.size();
    allocations.setContents(array,
                            before + (isFirst && !before.empty() ? "; " : "") + "passed to " + function + "()");
}

void noticeAllocation(Allocations& allocations, TargetId worker, const ReturnedCall& call)
{
    if (!call.arguments.empty() && releases(call))
        allocations.markFreed(worker, Address(passedBits(call.arguments[0])));
    const auto found = std::find_if(std::begin(allocators), std::end(allocators), [&](const Allocator& one) {
        return call.signature.name == one.name && call.arguments.size() == one.argumentCount;
    });
    if (found != std::end(allocators))
        noticeNew(allocations, worker, call, *found);
}

}  // namespace memdelbrot
