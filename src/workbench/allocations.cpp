#include "workbench/allocations.h"

#include <algorithm>

namespace memdelbrot {

namespace {

// The strides of axes of one element do not matter, and none does in an array without elements.
bool areStrides(const ArrayView& view, const Strides& strides, const Strides& wanted)
{
    if (elementCount(view.shape) == 0)
        return true;
    for (std::size_t axis = 0; axis < view.shape.size(); ++axis) {
        if (view.shape[axis] != 1 && strides[axis] != wanted[axis])
            return false;
    }
    return true;
}

}  // namespace

std::string stateText(AllocationState state)
{
    switch (state) {
    case AllocationState::InUse:
        return "in use";
    case AllocationState::Freed:
        return "freed";
    case AllocationState::Kept:
        return "its worker has ended and is kept frozen";
    case AllocationState::Gone:
        return "gone with its worker";
    }
    return {};
}

std::string whyUnused(AllocationState state)
{
    return (state == AllocationState::Kept ? "" : "it is ") + stateText(state);
}

ArrayFlags flagsOf(const Allocation& allocation, bool isWritable)
{
    const Dtype& dtype = allocation.view.dtype;
    // Complex numbers are aligned as their parts, S and U as their characters.
    std::size_t alignment = dtype.itemSize();
    if (dtype.kind() == DtypeKind::Complex)
        alignment /= 2;
    else if (dtype.kind() == DtypeKind::ByteString)
        alignment = 1;
    else if (dtype.kind() == DtypeKind::UnicodeString)
        alignment = 4;
    const ArrayView& view = allocation.view;
    const Strides inC = cOrderStrides(view.shape, dtype.itemSize());
    const Strides& strides = view.strides.empty() ? inC : view.strides;
    ArrayFlags flags;
    flags.contiguous = areStrides(view, strides, inC);
    flags.fortranContiguous = areStrides(view, strides, fortranOrderStrides(view.shape, dtype.itemSize()));
    flags.ownsData = allocation.ownsData;
    flags.aligned = alignment == 0 || allocation.range.begin().value() % alignment == 0;
    flags.writeable = isWritable && allocation.isReadable();
    return flags;
}

Allocations::Allocations(std::function<void()> changed) : m_changed(std::move(changed)) {}

std::vector<Allocation> Allocations::list() const
{
    const std::lock_guard lock(m_mutex);
    return m_allocations;
}

Result<Allocation> Allocations::named(const std::string& name) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_allocations.begin(), m_allocations.end(),
                                    [&](const Allocation& known) { return known.name == name; });
    if (found == m_allocations.end())
        return failure({.code = ErrorCode::NotFound, .subject = name, .detail = "no allocation has this name"});
    return *found;
}

std::string Allocations::add(Allocation allocation)
{
    std::string name;
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_allocations, [&](const Allocation& known) {
            return known.target == allocation.target && known.range.begin() == allocation.range.begin();
        });
        const auto isTaken = [this](const std::string& candidate) {
            return std::any_of(m_allocations.begin(), m_allocations.end(),
                               [&](const Allocation& known) { return known.name == candidate; });
        };
        const std::string base = allocation.name.empty() ? "array" : allocation.name;
        name = base;
        for (int number = 2; isTaken(name); ++number)
            name = base + std::to_string(number);
        allocation.name = name;
        m_allocations.push_back(std::move(allocation));
    }
    m_changed();
    return name;
}

void Allocations::setContents(const std::string& name, const std::string& contents)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::find_if(m_allocations.begin(), m_allocations.end(), [&](const Allocation& known) {
            return known.name == name && known.contents != contents;
        });
        if (found == m_allocations.end())
            return;
        found->contents = contents;
    }
    m_changed();
}

void Allocations::mark(TargetId target, const std::function<void(Allocation&)>& change)
{
    {
        const std::lock_guard lock(m_mutex);
        for (Allocation& known : m_allocations) {
            if (known.target == target)
                change(known);
        }
    }
    m_changed();
}

void Allocations::markFreed(TargetId target, Address address)
{
    mark(target, [address](Allocation& known) {
        if (known.range.begin() == address)
            known.state = AllocationState::Freed;
    });
}

void Allocations::remove(TargetId target, Address address)
{
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_allocations, [&](const Allocation& known) {
            return known.target == target && known.range.begin() == address;
        });
    }
    m_changed();
}

void Allocations::markEnded(TargetId target)
{
    mark(target, [](Allocation& known) {
        if (known.isInUse())
            known.state = AllocationState::Kept;
    });
}

void Allocations::markGone(TargetId target)
{
    mark(target, [](Allocation& known) { known.state = AllocationState::Gone; });
}

}  // namespace memdelbrot
