#include "parser/process/declarations.h"

#include "parser/process/clang_text.h"
#include "parser/process/function_entry.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace memdelbrot::parser {

namespace {

constexpr unsigned linesPerHeader = 3;

using Visitor = std::function<void(CXCursor)>;

// Declarations at the text's top level, in namespaces and in extern "C" blocks.
void visitDeclarations(CXCursor parent, const Visitor& visitor)
{
    clang_visitChildren(
        parent,
        [](CXCursor cursor, CXCursor, CXClientData data) {
            const CXCursorKind kind = clang_getCursorKind(cursor);
            const bool isScope =
                kind == CXCursor_LinkageSpec || kind == CXCursor_Namespace || kind == CXCursor_UnexposedDecl;
            if (isScope)
                return CXChildVisit_Recurse;
            (*static_cast<const Visitor*>(data))(cursor);
            return CXChildVisit_Continue;
        },
        const_cast<Visitor*>(&visitor));
}

bool isRecord(CXCursorKind kind)
{
    return kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl || kind == CXCursor_ClassDecl;
}

class DeclarationCollector final {
public:
    explicit DeclarationCollector(Reply& reply) : m_reply(reply), m_types(reply) {}

    void addFunction(CXCursor cursor, const std::string& header)
    {
        if (!isPlainlyExported(cursor))
            return;
        FunctionEntry entry = functionEntry(cursor, m_types, m_reply);
        entry.header = header;
        if (m_functionNames.insert(entry.name).second)
            m_reply.functions.push_back(std::move(entry));
    }

    // A typedef names a record too: `typedef struct {…} Point` is found as "Point".
    void addRecord(CXType type)
    {
        const CXType canonical = clang_getCanonicalType(type);
        const std::string name = spellingOf(type);
        if (canonical.kind != CXType_Record || clang_Type_getSizeOf(canonical) < 0
            || !m_recordNames.insert(name).second)
            return;
        m_reply.records.push_back(m_types.recordNode(canonical, name));
    }

private:
    Reply& m_reply;
    TypeTable m_types;
    std::set<std::string> m_functionNames;
    std::set<std::string> m_recordNames;
};

struct HeaderOrigins {
    const std::vector<std::string>& headers;
    std::map<std::string, std::string> headerOf;   // by the included file's path
};

// The one of the headers whose name the path ends in, or nullptr.
const std::string* namedBy(const std::vector<std::string>& headers, const std::string& path)
{
    const auto found =
        std::ranges::find_if(headers, [&](const std::string& header) { return path.ends_with('/' + header); });
    return found == headers.end() ? nullptr : &*found;
}

void noteInclusion(CXFile file, CXSourceLocation* stack, unsigned depth, CXClientData data)
{
    if (depth == 0)
        return;
    const CXSourceLocation outermost = stack[depth - 1];
    auto& origins = *static_cast<HeaderOrigins*>(data);
    if (clang_Location_isFromMainFile(outermost) == 0) {   // what every text begins with includes it already
        const std::string path = taken(clang_getFileName(file));
        if (const std::string* const header = namedBy(origins.headers, path))
            origins.headerOf.try_emplace(path, *header);
        return;
    }
    unsigned line = 0;
    clang_getFileLocation(outermost, nullptr, &line, nullptr, nullptr);
    const std::size_t index = line == 0 ? origins.headers.size() : (line - 1) / linesPerHeader;
    if (index < origins.headers.size())
        origins.headerOf.try_emplace(taken(clang_getFileName(file)), origins.headers[index]);
}

}  // namespace

void addDeclarations(const TranslationUnit& unit, Reply& reply)
{
    DeclarationCollector collector(reply);
    visitDeclarations(clang_getTranslationUnitCursor(unit.get()), [&collector](CXCursor cursor) {
        if (clang_Location_isFromMainFile(clang_getCursorLocation(cursor)) == 0)
            return;
        const CXCursorKind kind = clang_getCursorKind(cursor);
        if (kind == CXCursor_FunctionDecl)
            collector.addFunction(cursor, {});
        else if (isRecord(kind) && clang_Cursor_isAnonymous(cursor) == 0)
            collector.addRecord(clang_getCursorType(cursor));
        else if (kind == CXCursor_TypedefDecl || kind == CXCursor_TypeAliasDecl)
            collector.addRecord(clang_getCursorType(cursor));
    });
}

void addHeaderFunctions(const TranslationUnit& unit, const std::vector<std::string>& headers, Reply& reply)
{
    HeaderOrigins origins{headers, {}};
    clang_getInclusions(unit.get(), noteInclusion, &origins);
    DeclarationCollector collector(reply);
    visitDeclarations(clang_getTranslationUnitCursor(unit.get()), [&](CXCursor cursor) {
        if (clang_getCursorKind(cursor) != CXCursor_FunctionDecl)
            return;
        CXFile file = nullptr;
        clang_getFileLocation(clang_getCursorLocation(cursor), &file, nullptr, nullptr, nullptr);
        const auto header = file ? origins.headerOf.find(taken(clang_getFileName(file))) : origins.headerOf.end();
        if (header != origins.headerOf.end())
            collector.addFunction(cursor, header->second);
    });
}

std::string headersText(const std::vector<std::string>& headers)
{
    std::string text;
    for (const std::string& header : headers)
        text += "#if __has_include(<" + header + ">)\n#include <" + header + ">\n#endif\n";
    return text;
}

}  // namespace memdelbrot::parser
