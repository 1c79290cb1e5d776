// LibraryCalls' arrays: made, freed and opened in the worker.
#include "workbench/array_fill.h"
#include "workbench/library_calls_private.h"
#include "workbench/workbench.h"

#include <algorithm>

namespace memdelbrot {

namespace {

struct KindName {
    AllocationKind kind;
    const char* name;
};
constexpr KindName kindNames[] = {
    {AllocationKind::Malloc, "malloc"}, {AllocationKind::Mmap, "mmap"}, {AllocationKind::SharedMemfd, "memfd"}};

std::string nameOf(AllocationKind kind)
{
    for (const KindName& one : kindNames) {
        if (one.kind == kind)
            return one.name;
    }
    return {};
}

std::optional<AllocationKind> kindOf(const std::string& name)
{
    for (const KindName& one : kindNames) {
        if (name == one.name)
            return one.kind;
    }
    return std::nullopt;
}

std::string contentsOf(const LibraryCalls::NewArray& array)
{
    switch (array.fill) {
    case LibraryCalls::Fill::Zeros:
        return "zeros";
    case LibraryCalls::Fill::Value:
        return "full of " + array.value;
    case LibraryCalls::Fill::ComplexGrid:
        return "the notebook's grid";
    }
    return {};
}

std::optional<Allocation> knownAt(const Allocations& allocations, TargetId target, Address address)
{
    for (const Allocation& known : allocations.list()) {
        if (known.target == target && known.range.begin() == address && known.isInUse())
            return known;
    }
    return std::nullopt;
}

// The name of an array that is not in use may be taken again.
void dropUnused(Allocations& allocations, const std::string& name)
{
    const auto known = allocations.named(name);
    if (known && !known->isInUse())
        allocations.remove(known->target, known->range.begin());
}

}  // namespace

Result<Allocation> LibraryCalls::newArray(const NewArray& array)
{
    if (const auto checked = checkNewArray(array); !checked)
        return failure(checked.error());
    const auto running = d->runningWorker();
    if (!running)
        return failure(running.error());
    const auto made = running->worker->allocate(array.kind, array.view.byteSize());
    if (!made)
        return failure(made.error());
    if (const auto filled = fillArray(array, *running->memory, made->address); !filled) {
        static_cast<void>(running->worker->release(*made));
        return failure(filled.error());
    }
    dropUnused(d->workbench.allocations(), array.name);
    Allocation allocation{.name = array.name,
                          .target = running->target,
                          .range = AddressRange::fromSize(made->address, made->size),
                          .view = array.view,
                          .owner = AllocationOwner::Worker,
                          .kind = nameOf(array.kind),
                          .ownsData = true,
                          .contents = contentsOf(array)};
    allocation.name = d->workbench.allocations().add(allocation);
    return allocation;
}

Result<void> LibraryCalls::freeArray(const std::string& name)
{
    const auto allocation = d->workbench.allocations().named(name);
    if (!allocation)
        return failure(allocation.error());
    if (!allocation->isInUse())
        return failure({.code = ErrorCode::Ended, .subject = name, .detail = whyUnused(allocation->state)});
    const auto kind = kindOf(allocation->kind);
    if (allocation->owner != AllocationOwner::Worker || !kind)
        return failure({.code = ErrorCode::Refused,
                        .subject = name,
                        .detail = "no allocator of ours made it: " + allocation->kind});
    const auto running = d->runningWorker();
    if (!running)
        return failure(running.error());
    if (running->target != allocation->target)
        return failure({.code = ErrorCode::Ended, .subject = name, .detail = "its worker is over"});
    const auto released = running->worker->release({allocation->range.begin(), allocation->range.size(), *kind});
    if (!released) {
        d->workbench.keepFrozen(running->worker);   // a heap that was broken before ends the worker here
        return released;
    }
    d->workbench.allocations().markFreed(running->target, allocation->range.begin());
    return {};
}

Result<Allocation> LibraryCalls::openAs(Address address, const ArrayView& view, const std::string& name)
{
    const auto running = d->runningWorker();
    if (!running)
        return failure(running.error());
    Allocations& allocations = d->workbench.allocations();
    const auto known = knownAt(allocations, running->target, address);
    if (known && view.byteSize() > known->range.size()) {
        return failure({.code = ErrorCode::TooLarge,
                        .subject = known->name,
                        .detail = "it has " + std::to_string(known->range.size()) + " bytes, not "
                            + std::to_string(view.byteSize())});
    }
    dropUnused(allocations, name);
    Allocation allocation{.name = name.empty() && known ? known->name : name,
                          .target = running->target,
                          .range = known ? known->range : AddressRange::fromSize(address, view.byteSize()),
                          .view = view,
                          .owner = AllocationOwner::Worker,
                          .kind = known ? known->kind : "pointer",
                          .ownsData = known && known->ownsData,
                          .contents = known ? known->contents : std::string()};
    allocation.name = allocations.add(allocation);
    return allocation;
}

}  // namespace memdelbrot
