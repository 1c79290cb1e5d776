#include "parser/protocol/reply_check.h"

#include <algorithm>
#include <limits>

namespace memdelbrot::parser {

namespace {

constexpr std::uint64_t largestObject = std::uint64_t{1} << 48;   // bytes: sums of offsets and sizes stay in range

tl::unexpected<Error> broken(std::string detail)
{
    return failure({.code = ErrorCode::BadMessage, .subject = "memdelbrot-parser", .detail = std::move(detail)});
}

class NodeChecker final {
public:
    explicit NodeChecker(const Reply& reply) : m_nodes(reply.nodes), m_depths(reply.nodes.size(), 0) {}

    [[nodiscard]] Result<void> checkAll()
    {
        for (m_current = 0; m_current < m_nodes.size(); ++m_current) {
            const auto checked = std::visit([this](const auto& node) { return check(node); }, m_nodes[m_current]);
            if (!checked)
                return checked;
            if (m_depths[m_current] > deepestNesting)
                return broken("types nested too deep");
        }
        return {};
    }

private:
    template <typename Kind>
    [[nodiscard]] bool isEarlier(std::uint32_t node)
    {
        if (node >= m_current || !std::holds_alternative<Kind>(m_nodes[node]))
            return false;
        m_depths[m_current] = std::max(m_depths[m_current], m_depths[node] + 1);
        return true;
    }

    [[nodiscard]] Result<void> check(const TypeNode& type)
    {
        if (static_cast<std::uint8_t>(type.kind) >= cTypeKindCount)
            return broken("an unknown kind of type");
        if (type.size > largestObject || type.alignment > largestObject || type.count > largestObject)
            return broken("a type too large");
        if (type.target != noNode && !isEarlier<TypeNode>(type.target))
            return broken("a type that names no earlier type");
        if (type.record != noNode && !isEarlier<RecordNode>(type.record))
            return broken("a type that names no earlier record");
        if (type.target != noNode && type.count != 0) {
            const std::uint64_t element = std::get<TypeNode>(m_nodes[type.target]).size;
            if (element != 0 && type.count > type.size / element)
                return broken("an array smaller than its elements");
        }
        return {};
    }

    [[nodiscard]] Result<void> check(const RecordNode& record)
    {
        if (record.size > largestObject || record.alignment > largestObject)
            return broken("a record too large");
        for (const FieldEntry& field : record.fields) {
            if (!isEarlier<TypeNode>(field.type))
                return broken("a field that names no earlier type");
            const std::uint64_t bits =
                field.bitWidth != noWidth ? field.bitWidth : std::get<TypeNode>(m_nodes[field.type]).size * 8;
            if (field.bitOffset > record.size * 8 || bits > record.size * 8 - field.bitOffset)
                return broken("a field outside its record");
        }
        return {};
    }

    const std::vector<Node>& m_nodes;
    std::vector<int> m_depths;
    std::size_t m_current = 0;
};

template <typename Kind>
bool isNode(const Reply& reply, std::uint32_t node)
{
    return node < reply.nodes.size() && std::holds_alternative<Kind>(reply.nodes[node]);
}

Result<void> checkFunction(const Reply& reply, const FunctionEntry& function)
{
    if (!isNode<TypeNode>(reply, function.result))
        return broken("a function without a result type");
    for (const ParameterEntry& parameter : function.parameters) {
        if (!isNode<TypeNode>(reply, parameter.type))
            return broken("a parameter without a type");
    }
    return {};
}

}  // namespace

Result<void> checkReply(const Reply& reply)
{
    if (const auto nodes = NodeChecker(reply).checkAll(); !nodes)
        return nodes;
    for (const std::uint32_t record : reply.records) {
        if (!isNode<RecordNode>(reply, record))
            return broken("a record that is none");
    }
    for (const FunctionEntry& function : reply.functions) {
        if (const auto checked = checkFunction(reply, function); !checked)
            return checked;
    }
    bool hasError = false;
    for (const DiagnosticEntry& diagnostic : reply.diagnostics) {
        hasError |= diagnostic.isError;
        if (diagnostic.line > std::uint32_t{std::numeric_limits<int>::max()}
            || diagnostic.column > std::uint32_t{std::numeric_limits<int>::max()})
            return broken("a diagnostic at no place");
    }
    if (hasError && !(reply.records.empty() && reply.functions.empty()))
        return broken("declarations beside an error");
    return {};
}

}  // namespace memdelbrot::parser
