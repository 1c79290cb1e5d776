#include "parser/process/parsing.h"

#include "parser/process/declarations.h"
#include "parser/process/dwarf_records.h"
#include "parser/process/mended_text.h"

#include <sstream>

namespace memdelbrot::parser {

namespace {

Result<std::vector<std::string>> headerNames(const std::string& text)
{
    std::vector<std::string> names;
    std::istringstream lines(text);
    for (std::string name; std::getline(lines, name);) {
        const bool isName = !name.empty()
            && name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-")
                == std::string::npos;
        if (!isName)
            return failure({.code = ErrorCode::InvalidArgument, .subject = name, .detail = "not a header's name"});
        names.push_back(name);
    }
    return names;
}

Result<Reply> parsedHeaders(const Request& request)
{
    const auto names = headerNames(request.text);
    if (!names)
        return failure(names.error());
    const auto unit = TranslationUnit::parse(headersText(*names), request.language);
    if (!unit)
        return failure(unit.error());
    Reply reply{.diagnostics = unit->diagnostics()};
    if (!unit->hasErrors())
        addHeaderFunctions(*unit, *names, reply);
    return reply;
}

// The request's text: the file's path, and in the next line the type's name.
Result<Reply> parsedDwarf(const Request& request)
{
    const std::size_t end = request.text.find('\n');
    if (end == std::string::npos)
        return failure({.code = ErrorCode::InvalidArgument, .subject = request.text, .detail = "no name of a type"});
    return dwarfRecord(request.text.substr(0, end), request.text.substr(end + 1));
}

}  // namespace

Result<Reply> parsed(const Request& request)
{
    if (request.question == Question::Dwarf)
        return parsedDwarf(request);
    if (request.question == Question::Headers)
        return parsedHeaders(request);
    const auto unit = TranslationUnit::parse(request.text, request.language);
    if (!unit)
        return failure(unit.error());
    Reply reply{.diagnostics = unit->diagnostics()};
    if (unit->hasErrors())
        reply.suggestion = mendedText(request.text, *unit, request.language);
    else
        addDeclarations(*unit, reply);
    return reply;
}

}  // namespace memdelbrot::parser
