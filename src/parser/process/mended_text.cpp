#include "parser/process/mended_text.h"

#include "parser/process/clang_text.h"

#include <algorithm>
#include <map>

namespace memdelbrot::parser {

namespace {

constexpr int mostRounds = 4;

struct Replacement {
    unsigned begin = 0;   // bytes
    unsigned end = 0;     // exclusive
    std::string text;
};

unsigned offsetOf(CXSourceLocation location)
{
    unsigned offset = 0;
    clang_getFileLocation(location, nullptr, nullptr, nullptr, &offset);
    return offset;
}

void addProposals(CXDiagnostic diagnostic, std::vector<Replacement>& replacements)
{
    for (unsigned i = 0; i < clang_getDiagnosticNumFixIts(diagnostic); ++i) {
        CXSourceRange range;
        std::string text = taken(clang_getDiagnosticFixIt(diagnostic, i, &range));
        if (clang_Location_isFromMainFile(clang_getRangeStart(range)) != 0)
            replacements.push_back(
                {offsetOf(clang_getRangeStart(range)), offsetOf(clang_getRangeEnd(range)), std::move(text)});
    }
}

// From the end to the begin, so that the offsets before stay right; of overlapping ones the later one.
std::string applied(std::string text, std::vector<Replacement> replacements)
{
    std::stable_sort(replacements.begin(), replacements.end(),
                     [](const auto& left, const auto& right) { return left.begin > right.begin; });
    std::size_t limit = text.size();
    for (const Replacement& one : replacements) {
        if (one.begin > one.end || one.end > limit)
            continue;
        text.replace(one.begin, one.end - one.begin, one.text);
        limit = one.begin;
    }
    return text;
}

std::string mendedOnce(const std::string& text, const TranslationUnit& unit)
{
    std::vector<Replacement> replacements;
    for (unsigned i = 0; i < unit.diagnosticCount(); ++i) {
        const CXDiagnostic diagnostic = unit.diagnostic(i);
        if (isError(diagnostic))
            addProposals(diagnostic, replacements);
        clang_disposeDiagnostic(diagnostic);
    }
    return applied(text, std::move(replacements));
}

}  // namespace

std::string mendedText(const std::string& text, const TranslationUnit& unit, Language language)
{
    std::string before = text;
    std::string mended = mendedOnce(text, unit);
    for (int round = 0; round < mostRounds && mended != before; ++round) {
        const auto again = TranslationUnit::parse(mended, language);
        if (!again)
            return {};
        if (!again->hasErrors())
            return mended;
        before = std::exchange(mended, mendedOnce(mended, *again));
    }
    return {};
}

}  // namespace memdelbrot::parser
