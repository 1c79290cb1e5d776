#include "workbench/addresses.h"

#include "decode/array_part.h"
#include "workbench/address_expression.h"
#include "workbench/workbench.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace memdelbrot {

namespace {

// A number on its way, and what it belongs to.
struct Value {
    std::uint64_t number = 0;
    std::optional<TargetId> target;   // none for plain numbers
    std::optional<ArrayView> view;    // a name's own
};

class Evaluation final {
public:
    Evaluation(Workbench& workbench, const TargetInfo& info, std::shared_ptr<MemoryTarget> memory,
               const ModuleMap& modules, const std::string& text)
        : m_workbench(workbench), m_info(info), m_memory(std::move(memory)), m_modules(modules), m_text(text)
    {
    }

    Result<Value> evaluate(const AddressNode& node)
    {
        switch (node.kind) {
        case AddressNode::Kind::Number:
            return Value{.number = node.number, .target = {}, .view = {}};
        case AddressNode::Kind::Module:
            return moduleBegin(node.module);
        case AddressNode::Kind::Symbol:
            return symbolIn(node.module, node.name);
        case AddressNode::Kind::Python:
            return pythonName(node.name);
        case AddressNode::Kind::Allocation:
            return allocation(node.name);
        case AddressNode::Kind::BareName:
            return bareName(node.name);
        case AddressNode::Kind::Dereference:
            return dereferenced(node.parts[0]);
        case AddressNode::Kind::Index:
            return element(node);
        default:
            return arithmetic(node);
        }
    }

private:
    // Its index in m_modules.
    [[nodiscard]] Result<std::size_t> moduleNamed(const std::string& name) const
    {
        const auto& modules = m_modules.modules();
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < modules.size(); ++i) {
            if (modules[i].name == name || modules[i].path == name)
                found.push_back(i);
        }
        if (found.empty())
            return failure(
                {.code = ErrorCode::NotFound, .subject = name, .detail = "no such module is mapped in " + m_info.name});
        if (found.size() == 1)
            return found.front();
        std::string paths;
        for (const std::size_t i : found)
            paths += (paths.empty() ? "" : ", ") + modules[i].path;
        return failure({.code = ErrorCode::Ambiguous, .subject = name, .detail = paths});
    }

    Result<Value> moduleBegin(const std::string& name) const
    {
        return moduleNamed(name).map(
            [this](std::size_t i) { return Value{m_modules.modules()[i].range.begin().value(), m_info.id, {}}; });
    }

    Result<Value> symbolIn(const std::string& module, const std::string& name) const
    {
        const auto index = moduleNamed(module);
        if (!index)
            return failure(index.error());
        return m_modules.addressOf(*index, name).map([this](Address address) {
            return Value{address.value(), m_info.id, {}};
        });
    }

    Result<Value> pythonName(const std::string& name) const
    {
        const auto session = m_workbench.python();
        const auto target = m_workbench.pythonTarget();
        if (!session || !target)
            return failure(
                {.code = ErrorCode::NotFound, .subject = "py:" + name, .detail = "no Python session is running"});
        constexpr std::string_view suffix = ".contents";
        const bool wantsContents = name.ends_with(suffix) && name.size() > suffix.size();
        const auto variable = session->variable(wantsContents ? name.substr(0, name.size() - suffix.size()) : name);
        if (!variable)
            return failure(variable.error());
        if (!wantsContents)
            return Value{variable->address.value(), target, bytesView(variable->size)};
        if (!variable->contents)
            return failure({.code = ErrorCode::NotFound,
                            .subject = "py:" + name,
                            .detail = "a " + variable->type + " has no contents of its own"});
        ArrayView view = bytesView(variable->contents->size());
        if (auto dtype = Dtype::parse(variable->dtype))
            view = {.dtype = *dtype, .shape = variable->shape, .strides = {}};
        return Value{variable->contents->begin().value(), target, view};
    }

    Result<Value> allocation(const std::string& name) const
    {
        const auto known = m_workbench.allocations().named(name);
        if (!known)
            return failure(known.error());
        if (known->state == AllocationState::Gone)
            return failure({.code = ErrorCode::Ended, .subject = name, .detail = whyUnused(known->state)});
        return Value{known->range.begin().value(), known->target, known->view};
    }

    // One kind only may know the name: else it must be written in full.
    Result<Value> bareName(const std::string& name)
    {
        std::vector<std::pair<std::string, Value>> meanings;
        std::string notAsked;
        if (auto known = allocation(name))
            meanings.emplace_back("alloc:" + name, *known);
        if (m_workbench.python()) {
            if (auto known = pythonName(name))
                meanings.emplace_back("py:" + name, *known);
            else if (known.error().code == ErrorCode::Busy)
                notAsked = "; " + known.error().detail;
        }
        for (std::size_t i = 0; i < m_modules.modules().size(); ++i) {
            const LoadedModule& module = m_modules.modules()[i];
            const ElfSymbol* symbol = module.symbols->named(name);
            if (!symbol || symbol->binding == SymbolBinding::Local)
                continue;
            if (const auto address = m_modules.addressOf(i, name))
                meanings.emplace_back(module.name + ":" + name, Value{address->value(), m_info.id, {}});
        }
        if (meanings.size() == 1)
            return meanings.front().second;
        if (meanings.empty())
            return failure({.code = ErrorCode::NotFound,
                            .subject = name,
                            .detail = "no allocation, Python name or exported symbol of " + m_info.name
                                + " is called so" + notAsked});
        std::string names;
        for (const auto& [full, value] : meanings)
            names += (names.empty() ? "" : ", ") + full;
        return failure({.code = ErrorCode::Ambiguous, .subject = name, .detail = names});
    }

    Result<Value> element(const AddressNode& node)
    {
        auto array = evaluate(node.parts[0]);
        if (!array)
            return array;
        if (!array->view || !isCountable(array->view->shape))
            return failure(
                {.code = ErrorCode::InvalidArgument, .subject = m_text, .detail = node.parts[0].name + " is no array"});
        auto part = partAt(*array->view, node.indexes);
        if (!part) {
            part.error().subject = m_text;
            return failure(part.error());
        }
        array->number += static_cast<std::uint64_t>(part->offset);
        if (part->view.shape.empty())
            part->view.shape = {1};   // as one element is listed everywhere
        array->view = std::move(part->view);
        return array;
    }

    Result<Value> dereferenced(const AddressNode& inner)
    {
        const auto place = evaluate(inner);
        if (!place)
            return place;
        const auto memory = place->target ? m_workbench.targets().target(*place->target)
                                          : Result<std::shared_ptr<MemoryTarget>>(m_memory);
        if (!memory)
            return failure(memory.error());
        const ReadResult read = (*memory)->read(AddressRange::fromSize(Address(place->number), sizeof(std::uint64_t)));
        if (!read.isComplete() || read.bytes.size() != sizeof(std::uint64_t))
            return failure({.code = ErrorCode::Unreadable,
                            .errnoValue = read.errnoIn(read.range),
                            .address = place->number,
                            .subject = m_text});
        std::uint64_t number = 0;
        static_assert(std::endian::native == std::endian::little);
        std::memcpy(&number, read.bytes.data(), sizeof number);
        return Value{number, place->target, {}};
    }

    Result<Value> arithmetic(const AddressNode& node)
    {
        const auto left = evaluate(node.parts[0]);
        if (!left)
            return left;
        const auto right = evaluate(node.parts[1]);
        if (!right)
            return right;
        if (left->target && right->target && *left->target != *right->target)
            return failure(
                {.code = ErrorCode::InvalidArgument, .subject = m_text, .detail = "it joins names of two targets"});
        Value value{.number = 0, .target = left->target ? left->target : right->target, .view = {}};
        const bool overflows = node.kind == AddressNode::Kind::Add
            ? __builtin_add_overflow(left->number, right->number, &value.number)
            : node.kind == AddressNode::Kind::Subtract
            ? __builtin_sub_overflow(left->number, right->number, &value.number)
            : __builtin_mul_overflow(left->number, right->number, &value.number);
        if (overflows)
            return failure({.code = ErrorCode::TooLarge,
                            .subject = m_text,
                            .detail = "column " + std::to_string(node.column) + ": the result leaves 64 bits"});
        return value;
    }

    [[nodiscard]] static ArrayView bytesView(std::uint64_t size)
    {
        return {.dtype = Dtype::fromKind(DtypeKind::UnsignedInteger, 1), .shape = {size}, .strides = {}};
    }

    Workbench& m_workbench;
    TargetInfo m_info;
    std::shared_ptr<MemoryTarget> m_memory;
    const ModuleMap& m_modules;
    const std::string& m_text;
};

}  // namespace

Result<Place> evaluateAddress(Workbench& workbench, TargetId target, const std::string& expression)
{
    const auto info = workbench.targets().info(target);
    if (!info)
        return failure(info.error());
    const auto memory = workbench.targets().target(target);
    if (!memory)
        return failure(memory.error());
    const ModuleMap modules = modulesOf(workbench, target);
    std::vector<std::string> names;
    for (const LoadedModule& module : modules.modules()) {
        names.push_back(module.name);
        names.push_back(module.path);
    }
    const auto node = parseAddressExpression(expression, names);
    if (!node)
        return failure(node.error());
    auto value = Evaluation(workbench, *info, *memory, modules, expression).evaluate(*node);
    return value.map([&](Value& found) {
        return Place{.target = found.target.value_or(target),
                     .address = Address(found.number),
                     .view = std::move(found.view),
                     .label = expression};
    });
}

Result<AddressRange> evaluateRange(Workbench& workbench, TargetId target, const std::string& begin,
                                   const std::string& size)
{
    const auto place = evaluateAddress(workbench, target, begin);
    if (!place)
        return failure(place.error());
    const Dtype dtype = Dtype::fromKind(DtypeKind::UnsignedInteger, 8);
    const auto bytes = parseElement(dtype, size);
    if (!bytes)
        return failure(bytes.error());
    const auto number = std::get<std::uint64_t>(decodeElement(dtype, *bytes));
    if (number == 0)
        return failure({.code = ErrorCode::InvalidArgument, .subject = size, .detail = "the range is empty"});
    return AddressRange::fromSize(place->address, number);
}

}  // namespace memdelbrot
