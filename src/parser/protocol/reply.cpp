#include "parser/protocol/reply.h"

#include "parser/protocol/byte_stream.h"
#include "parser/protocol/reply_check.h"

namespace memdelbrot::parser {

namespace {

void write(ByteWriter& writer, const TypeNode& type)
{
    writer.number8(0);
    writer.number8(static_cast<std::uint8_t>(type.kind));
    writer.number8(type.flags);
    writer.text(type.spelling);
    writer.number64(type.size);
    writer.number64(type.alignment);
    writer.number32(type.target);
    writer.number64(type.count);
    writer.number32(type.record);
}

void write(ByteWriter& writer, const RecordNode& record)
{
    writer.number8(1);
    writer.text(record.name);
    writer.number8(record.isUnion ? 1 : 0);
    writer.number64(record.size);
    writer.number64(record.alignment);
    writer.number32(static_cast<std::uint32_t>(record.fields.size()));
    for (const FieldEntry& field : record.fields) {
        writer.text(field.name);
        writer.number32(field.type);
        writer.number64(field.bitOffset);
        writer.number32(field.bitWidth);
    }
}

void write(ByteWriter& writer, const FunctionEntry& function)
{
    writer.text(function.name);
    writer.number32(function.result);
    writer.number8(function.isVariadic ? 1 : 0);
    writer.text(function.declaration);
    writer.text(function.header);
    writer.number32(static_cast<std::uint32_t>(function.parameters.size()));
    for (const ParameterEntry& parameter : function.parameters) {
        writer.text(parameter.name);
        writer.number32(parameter.type);
    }
}

Node readNode(ByteReader& reader)
{
    if (reader.number8() == 0) {
        TypeNode type{.kind = CTypeKind{reader.number8()}, .flags = reader.number8(), .spelling = reader.text()};
        type.size = reader.number64();
        type.alignment = reader.number64();
        type.target = reader.number32();
        type.count = reader.number64();
        type.record = reader.number32();
        return type;
    }
    RecordNode record{.name = reader.text(), .isUnion = reader.number8() != 0};
    record.size = reader.number64();
    record.alignment = reader.number64();
    record.fields.resize(reader.count(20));
    for (FieldEntry& field : record.fields) {
        field.name = reader.text();
        field.type = reader.number32();
        field.bitOffset = reader.number64();
        field.bitWidth = reader.number32();
    }
    return record;
}

FunctionEntry readFunction(ByteReader& reader)
{
    FunctionEntry function{.name = reader.text(), .result = reader.number32(), .isVariadic = reader.number8() != 0};
    function.declaration = reader.text();
    function.header = reader.text();
    function.parameters.resize(reader.count(8));
    for (ParameterEntry& parameter : function.parameters) {
        parameter.name = reader.text();
        parameter.type = reader.number32();
    }
    return function;
}

DiagnosticEntry readDiagnostic(ByteReader& reader)
{
    DiagnosticEntry diagnostic{
        .line = reader.number32(), .column = reader.number32(), .isError = reader.number8() != 0};
    diagnostic.message = reader.text();
    return diagnostic;
}

}  // namespace

std::vector<std::byte> encoded(const Reply& reply)
{
    ByteWriter writer;
    writer.number32(static_cast<std::uint32_t>(reply.nodes.size()));
    for (const Node& node : reply.nodes)
        std::visit([&writer](const auto& one) { write(writer, one); }, node);
    writer.number32(static_cast<std::uint32_t>(reply.records.size()));
    for (const std::uint32_t record : reply.records)
        writer.number32(record);
    writer.number32(static_cast<std::uint32_t>(reply.functions.size()));
    for (const FunctionEntry& function : reply.functions)
        write(writer, function);
    writer.number32(static_cast<std::uint32_t>(reply.diagnostics.size()));
    for (const DiagnosticEntry& diagnostic : reply.diagnostics) {
        writer.number32(diagnostic.line);
        writer.number32(diagnostic.column);
        writer.number8(diagnostic.isError ? 1 : 0);
        writer.text(diagnostic.message);
    }
    writer.text(reply.suggestion);
    return writer.bytes();
}

Result<Reply> decodedReply(std::span<const std::byte> payload)
{
    ByteReader reader(payload);
    Reply reply;
    // The least that an entry takes on the wire bounds what a hostile count can make us allocate.
    for (std::uint32_t left = reader.count(26); left > 0 && reader.isGood(); --left)
        reply.nodes.push_back(readNode(reader));
    for (std::uint32_t left = reader.count(4); left > 0 && reader.isGood(); --left)
        reply.records.push_back(reader.number32());
    for (std::uint32_t left = reader.count(21); left > 0 && reader.isGood(); --left)
        reply.functions.push_back(readFunction(reader));
    for (std::uint32_t left = reader.count(13); left > 0 && reader.isGood(); --left)
        reply.diagnostics.push_back(readDiagnostic(reader));
    reply.suggestion = reader.text();
    if (!reader.isGood() || !reader.isAtEnd())
        return failure(
            {.code = ErrorCode::BadMessage, .subject = "memdelbrot-parser", .detail = "a reply that does not decode"});
    if (const auto checked = checkReply(reply); !checked)
        return failure(checked.error());
    return reply;
}

}  // namespace memdelbrot::parser
