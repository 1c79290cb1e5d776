#include "parser/process/translation_unit.h"

#include "parser/process/clang_text.h"

namespace memdelbrot::parser {

namespace {

constexpr unsigned mostDiagnostics = 200;
constexpr std::size_t longestMessage = 4096;

std::vector<const char*> argumentsFor(Language language)
{
    // -include leaves the lines of the text itself alone.
    std::vector<const char*> arguments{"-ferror-limit=100", "-D_GNU_SOURCE", "-fno-builtin", "-include",   "stddef.h",
                                       "-include",          "stdint.h",      "-include",     "sys/types.h"};
    if (language == Language::C)
        arguments.insert(arguments.end(), {"-x", "c", "-std=gnu17", "-include", "stdbool.h"});
    else
        arguments.insert(arguments.end(), {"-x", "c++", "-std=gnu++20"});
    return arguments;
}

DiagnosticEntry entryOf(CXDiagnostic diagnostic)
{
    const CXSourceLocation location = clang_getDiagnosticLocation(diagnostic);
    DiagnosticEntry entry{.isError = isError(diagnostic), .message = taken(clang_getDiagnosticSpelling(diagnostic))};
    CXFile file = nullptr;
    unsigned line = 0;
    unsigned column = 0;
    clang_getFileLocation(location, &file, &line, &column, nullptr);
    if (clang_Location_isFromMainFile(location) != 0) {
        entry.line = line;
        entry.column = column;
    } else if (file) {
        entry.message = taken(clang_getFileName(file)) + ":" + std::to_string(line) + ": " + entry.message;
    }
    if (entry.message.size() > longestMessage)
        entry.message.resize(longestMessage);
    return entry;
}

}  // namespace

bool isError(CXDiagnostic diagnostic)
{
    return clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error;
}

Result<TranslationUnit> TranslationUnit::parse(const std::string& text, Language language)
{
    const char* name = language == Language::C ? "declarations.c" : "declarations.cpp";
    CXUnsavedFile file{name, text.data(), text.size()};
    const std::vector<const char*> arguments = argumentsFor(language);
    // Bodies say nothing about declarations; the compiler has seen, or will see, what is wrong in them.
    const unsigned options =
        language == Language::Cpp ? unsigned{CXTranslationUnit_SkipFunctionBodies} : unsigned{CXTranslationUnit_None};
    TranslationUnit made;
    made.m_index.reset(clang_createIndex(0, 0));
    CXTranslationUnit unit = nullptr;
    const CXErrorCode error = clang_parseTranslationUnit2(made.m_index.get(), name, arguments.data(),
                                                          static_cast<int>(arguments.size()), &file, 1, options, &unit);
    made.m_unit.reset(unit);
    if (error != CXError_Success || !unit)
        return failure(
            {.code = ErrorCode::Diagnostic, .subject = "libclang", .detail = "error " + std::to_string(error)});
    return made;
}

bool TranslationUnit::hasErrors() const
{
    for (unsigned i = 0; i < diagnosticCount(); ++i) {
        const CXDiagnostic one = diagnostic(i);
        const bool found = isError(one);
        clang_disposeDiagnostic(one);
        if (found)
            return true;
    }
    return false;
}

std::vector<DiagnosticEntry> TranslationUnit::diagnostics() const
{
    std::vector<DiagnosticEntry> entries;
    for (unsigned i = 0; i < diagnosticCount() && i < mostDiagnostics; ++i) {
        const CXDiagnostic one = diagnostic(i);
        entries.push_back(entryOf(one));
        clang_disposeDiagnostic(one);
    }
    return entries;
}

}  // namespace memdelbrot::parser
