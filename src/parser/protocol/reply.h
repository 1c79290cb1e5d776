// What memdelbrot-parser found, as plain tables without pointers. src/parser/README.md has the wire's form.
#pragma once

#include "base/c_type_kind.h"
#include "base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace memdelbrot::parser {

constexpr std::uint32_t noNode = 0xffffffff;
constexpr std::uint32_t noWidth = 0xffffffff;
constexpr std::uint8_t constFlag = 1;
constexpr std::uint8_t signedFlag = 2;

struct TypeNode {
    CTypeKind kind = CTypeKind::Void;
    std::uint8_t flags = 0;
    std::string spelling;
    std::uint64_t size = 0;
    std::uint64_t alignment = 0;
    std::uint32_t target = noNode;   // a type
    std::uint64_t count = 0;
    std::uint32_t record = noNode;   // a record
};

struct FieldEntry {
    std::string name;
    std::uint32_t type = noNode;
    std::uint64_t bitOffset = 0;
    std::uint32_t bitWidth = noWidth;
};

struct RecordNode {
    std::string name;
    bool isUnion = false;
    std::uint64_t size = 0;
    std::uint64_t alignment = 0;
    std::vector<FieldEntry> fields;
};

using Node = std::variant<TypeNode, RecordNode>;

struct ParameterEntry {
    std::string name;
    std::uint32_t type = noNode;
};

struct FunctionEntry {
    std::string name;
    std::uint32_t result = noNode;
    bool isVariadic = false;
    std::string declaration;
    std::string header;
    std::vector<ParameterEntry> parameters;
};

struct DiagnosticEntry {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    bool isError = false;
    std::string message;
};

struct Reply {
    std::vector<Node> nodes;
    std::vector<std::uint32_t> records;
    std::vector<FunctionEntry> functions;
    std::vector<DiagnosticEntry> diagnostics;
    std::string suggestion;
};

[[nodiscard]] std::vector<std::byte> encoded(const Reply& reply);
// Decodes and checks (reply_check.h). Errors: BadMessage.
[[nodiscard]] Result<Reply> decodedReply(std::span<const std::byte> payload);

}  // namespace memdelbrot::parser
