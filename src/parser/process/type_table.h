#pragma once

#include "parser/protocol/reply.h"

#include <clang-c/Index.h>

#include <map>
#include <tuple>

namespace memdelbrot::parser {

// Puts libclang's types into a reply's nodes, each once, what a type needs before it.
class TypeTable final {
public:
    explicit TypeTable(Reply& reply) : m_reply(reply) {}

    [[nodiscard]] std::uint32_t typeNode(CXType type) { return node(type, Records::Complete); }
    // As a parameter: arrays and functions are pointers there.
    [[nodiscard]] std::uint32_t parameterNode(CXType type);
    // The record that a type names. REQUIRES: its canonical kind is Record and it is complete.
    [[nodiscard]] std::uint32_t recordNode(CXType type, const std::string& name);

private:
    enum class Records { Complete, LeftOut };   // left out behind pointers, where they could form cycles
    using Key = std::tuple<const void*, const void*, int, Records>;

    [[nodiscard]] std::uint32_t node(CXType type, Records records);
    [[nodiscard]] std::uint32_t pointerTo(CXType target, const std::string& spelling);
    [[nodiscard]] TypeNode described(CXType type, CXType canonical, Records records);
    void describePointer(TypeNode& made, CXType target);
    void describeArray(TypeNode& made, CXType array, Records records);
    void describeRecord(TypeNode& made, CXType canonical, Records records);
    [[nodiscard]] std::uint32_t add(Node node, int depth);
    [[nodiscard]] bool isShallow(std::uint32_t node) const;
    [[nodiscard]] int depthOf(std::uint32_t node) const { return node == noNode ? 0 : m_depths[node]; }

    Reply& m_reply;
    std::vector<int> m_depths;
    std::map<Key, std::uint32_t> m_known;
    std::map<Key, std::uint32_t> m_records;
};

}  // namespace memdelbrot::parser
