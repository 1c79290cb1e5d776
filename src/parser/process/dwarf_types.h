#pragma once

#include "parser/process/dwarf_search.h"
#include "parser/protocol/reply.h"

#include <map>
#include <set>
#include <tuple>

namespace memdelbrot::parser {

// Puts DWARF's types into a reply's nodes, each once, what a type needs before it. The file is hostile: types that contain
// themselves, chains without an end and nonsense sizes become opaque types, and the reply is checked by whoever gets it.
class DwarfTypes final {
public:
    explicit DwarfTypes(Reply& reply) : m_reply(reply) {}

    // REQUIRES: isRecord(dwarf_tag(&record)).
    [[nodiscard]] std::uint32_t recordNode(Dwarf_Die record, const std::string& name);

private:
    enum class Records { Complete, LeftOut };  // left out behind pointers, where they could form cycles
    using Key = std::tuple<const void*, Records>;

    // nullopt: void.
    [[nodiscard]] std::uint32_t typeNode(std::optional<Dwarf_Die> type, Records records);
    [[nodiscard]] TypeNode described(Dwarf_Die type, Records records);
    void describeCanonical(TypeNode& made, Dwarf_Die type, Records records);
    void describePointer(TypeNode& made, Dwarf_Die type);
    void describeArray(TypeNode& made, Dwarf_Die type, Records records);
    void describeRecord(TypeNode& made, Dwarf_Die type, Records records);
    void describeComplex(TypeNode& made);
    [[nodiscard]] std::optional<FieldEntry> field(Dwarf_Die member);
    [[nodiscard]] std::uint64_t alignmentOf(const RecordNode& record) const;
    [[nodiscard]] const TypeNode& type(std::uint32_t node) const { return std::get<TypeNode>(m_reply.nodes[node]); }
    [[nodiscard]] std::uint32_t add(Node node);

    Reply& m_reply;
    int m_depth = 0;
    std::map<Key, std::uint32_t> m_known;
    std::set<const void*> m_open;  // records whose fields are being looked at
};

}  // namespace memdelbrot::parser
