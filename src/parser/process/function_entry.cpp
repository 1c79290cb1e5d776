#include "parser/process/function_entry.h"

#include "parser/process/clang_text.h"

namespace memdelbrot::parser {

namespace {

// glibc's headers keep out of the user's names: __x is x to a reader.
std::string parameterName(CXCursor parameter)
{
    std::string name = taken(clang_getCursorSpelling(parameter));
    name.erase(0, std::min(name.find_first_not_of('_'), name.size()));
    return name;
}

const std::string& spellingAt(const Reply& reply, std::uint32_t node)
{
    return std::get<TypeNode>(reply.nodes[node]).spelling;
}

std::string declarationText(const FunctionEntry& function, const Reply& reply)
{
    std::string parameters;
    for (const ParameterEntry& parameter : function.parameters)
        parameters += (parameters.empty() ? "" : ", ") + declarator(spellingAt(reply, parameter.type), parameter.name);
    if (function.isVariadic)
        parameters += parameters.empty() ? "..." : ", ...";
    return declarator(spellingAt(reply, function.result),
                      function.name + "(" + (parameters.empty() ? "void" : parameters) + ")");
}

}  // namespace

FunctionEntry functionEntry(CXCursor function, TypeTable& types, const Reply& reply)
{
    const CXType type = clang_getCursorType(function);
    const bool hasPrototype = clang_getCanonicalType(type).kind == CXType_FunctionProto;
    FunctionEntry entry{.name = taken(clang_getCursorSpelling(function)),
                        .result = types.typeNode(clang_getCursorResultType(function)),
                        .isVariadic = hasPrototype && clang_isFunctionTypeVariadic(type) != 0};
    const int count = clang_Cursor_getNumArguments(function);
    for (int i = 0; i < count; ++i) {
        const CXCursor parameter = clang_Cursor_getArgument(function, static_cast<unsigned>(i));
        entry.parameters.push_back({parameterName(parameter), types.parameterNode(clang_getCursorType(parameter))});
    }
    entry.declaration = declarationText(entry, reply);
    return entry;
}

bool isPlainlyExported(CXCursor function)
{
    return clang_getCursorLinkage(function) == CXLinkage_External && clang_Cursor_isFunctionInlined(function) == 0
        && taken(clang_Cursor_getMangling(function)) == taken(clang_getCursorSpelling(function));
}

}  // namespace memdelbrot::parser
