#include "parser/process/clang_text.h"

namespace memdelbrot::parser {

namespace {

constexpr std::size_t longestSpelling = 4096;   // a macro can make a type's text as long as it likes

void removeAll(std::string& text, const std::string& piece)
{
    for (std::size_t at = text.find(piece); at != std::string::npos; at = text.find(piece, at))
        text.erase(at, piece.size());
}

void removePlaces(std::string& text)
{
    for (const char* begin : {" (unnamed", " (anonymous", "(unnamed", "(anonymous"}) {
        for (std::size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, at)) {
            const std::size_t end = text.find(')', at);
            if (end == std::string::npos)
                break;
            text.erase(at, end - at + 1);
        }
    }
}

}  // namespace

std::string taken(CXString text)
{
    const char* characters = clang_getCString(text);
    std::string copy = characters ? characters : "";
    clang_disposeString(text);
    return copy;
}

std::string spellingOf(CXType type)
{
    std::string text = taken(clang_getTypeSpelling(type));
    removePlaces(text);
    if (text.empty() || text.ends_with(':'))   // C++ names nameless records by their place alone
        text = clang_getCursorKind(clang_getTypeDeclaration(type)) == CXCursor_UnionDecl ? "union" : "struct";
    for (const char* piece : {" restrict", "__restrict", "restrict"})
        removeAll(text, piece);
    if (text.size() > longestSpelling)
        text = text.substr(0, longestSpelling) + "…";
    return text;
}

std::string declarator(const std::string& typeSpelling, const std::string& name)
{
    if (name.empty())
        return typeSpelling;
    if (const std::size_t pointer = typeSpelling.find("(*"); pointer != std::string::npos) {
        std::size_t at = pointer + 2;
        while (at < typeSpelling.size() && typeSpelling[at] == '*')
            ++at;
        return typeSpelling.substr(0, at) + name + typeSpelling.substr(at);
    }
    if (const std::size_t bracket = typeSpelling.find('['); bracket != std::string::npos)
        return typeSpelling.substr(0, bracket) + " " + name + typeSpelling.substr(bracket);
    const bool isTight = typeSpelling.ends_with('*') || typeSpelling.ends_with('&');
    return typeSpelling + (isTight ? "" : " ") + name;
}

}  // namespace memdelbrot::parser
