#include "parser/client/reply_types.h"

namespace memdelbrot {

namespace {

// Nodes name only earlier ones, so one pass in order builds them all, and they share what they share.
class TypeBuilder final {
public:
    explicit TypeBuilder(const parser::Reply& reply) : m_types(reply.nodes.size()), m_records(reply.nodes.size())
    {
        for (std::size_t i = 0; i < reply.nodes.size(); ++i) {
            if (const auto* type = std::get_if<parser::TypeNode>(&reply.nodes[i]))
                m_types[i] = std::make_shared<const CType>(built(*type));
            else
                m_records[i] = std::make_shared<const CRecord>(built(std::get<parser::RecordNode>(reply.nodes[i])));
        }
    }

    [[nodiscard]] const CType& type(std::uint32_t node) const { return *m_types[node]; }
    [[nodiscard]] const CRecord& record(std::uint32_t node) const { return *m_records[node]; }

private:
    [[nodiscard]] CType built(const parser::TypeNode& node) const
    {
        return {.kind = node.kind,
                .spelling = node.spelling,
                .size = node.size,
                .alignment = node.alignment,
                .isConst = (node.flags & parser::constFlag) != 0,
                .isSigned = (node.flags & parser::signedFlag) != 0,
                .target = node.target == parser::noNode ? nullptr : m_types[node.target],
                .count = node.count,
                .record = node.record == parser::noNode ? nullptr : m_records[node.record]};
    }

    [[nodiscard]] CRecord built(const parser::RecordNode& node) const
    {
        CRecord record{.name = node.name, .isUnion = node.isUnion, .size = node.size, .alignment = node.alignment};
        for (const parser::FieldEntry& entry : node.fields) {
            CField field{.name = entry.name, .type = type(entry.type), .bitOffset = entry.bitOffset};
            if (entry.bitWidth != parser::noWidth)
                field.bitWidth = entry.bitWidth;
            record.fields.push_back(std::move(field));
        }
        return record;
    }

    std::vector<std::shared_ptr<const CType>> m_types;
    std::vector<std::shared_ptr<const CRecord>> m_records;
};

CSignature signatureOf(const parser::FunctionEntry& entry, const TypeBuilder& types, SignatureOrigin origin)
{
    CSignature signature{.name = entry.name,
                         .result = types.type(entry.result),
                         .isVariadic = entry.isVariadic,
                         .origin = origin,
                         .declaration = entry.declaration,
                         .header = entry.header};
    for (const parser::ParameterEntry& parameter : entry.parameters)
        signature.parameters.push_back({parameter.name, types.type(parameter.type)});
    return signature;
}

}  // namespace

ParsedDeclarations declarationsOf(const parser::Reply& reply, SignatureOrigin origin)
{
    const TypeBuilder types(reply);
    ParsedDeclarations declarations{.suggestion = reply.suggestion};
    for (const std::uint32_t record : reply.records)
        declarations.records.push_back(types.record(record));
    for (const parser::FunctionEntry& function : reply.functions)
        declarations.functions.push_back(signatureOf(function, types, origin));
    for (const parser::DiagnosticEntry& diagnostic : reply.diagnostics)
        declarations.diagnostics.push_back({static_cast<int>(diagnostic.line), static_cast<int>(diagnostic.column),
                                            diagnostic.isError, diagnostic.message});
    return declarations;
}

}  // namespace memdelbrot
