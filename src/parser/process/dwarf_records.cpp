#include "parser/process/dwarf_records.h"

#include "parser/process/dwarf_search.h"
#include "parser/process/dwarf_types.h"

namespace memdelbrot::parser {

namespace {

Reply refusal(std::string message)
{
    Reply reply;
    reply.diagnostics.push_back({.isError = true, .message = std::move(message)});
    return reply;
}

}  // namespace

Reply dwarfRecord(const std::string& path, const std::string& name)
{
    const DwarfFile file(path);
    if (!file.dwarf())
        return refusal(file.complaint());
    const auto found = foundRecord(file.dwarf(), name);
    const auto record = found ? peeled(*found) : std::nullopt;
    if (!record)
        return refusal("the debugging information of " + path + " has no complete type that is called " + name);
    Reply reply;
    DwarfTypes types(reply);
    reply.records.push_back(types.recordNode(*record, name));
    return reply;
}

}  // namespace memdelbrot::parser
