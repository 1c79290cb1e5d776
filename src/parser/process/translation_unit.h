#pragma once

#include "parser/protocol/reply.h"
#include "parser/protocol/request.h"

#include <clang-c/Index.h>

#include <memory>

namespace memdelbrot::parser {

// A text that libclang has parsed, with what it has to say about it.
class TranslationUnit final {
public:
    // Errors: Diagnostic (libclang gave nothing at all).
    [[nodiscard]] static Result<TranslationUnit> parse(const std::string& text, Language language);

    [[nodiscard]] CXTranslationUnit get() const { return m_unit.get(); }
    [[nodiscard]] bool hasErrors() const;
    [[nodiscard]] std::vector<DiagnosticEntry> diagnostics() const;
    [[nodiscard]] CXDiagnostic diagnostic(unsigned index) const { return clang_getDiagnostic(m_unit.get(), index); }
    [[nodiscard]] unsigned diagnosticCount() const { return clang_getNumDiagnostics(m_unit.get()); }

private:
    struct IndexEnd {
        void operator()(void* index) const { clang_disposeIndex(index); }
    };
    struct UnitEnd {
        void operator()(CXTranslationUnitImpl* unit) const { clang_disposeTranslationUnit(unit); }
    };

    TranslationUnit() = default;

    std::unique_ptr<void, IndexEnd> m_index;
    std::unique_ptr<CXTranslationUnitImpl, UnitEnd> m_unit;   // goes before its index
};

[[nodiscard]] bool isError(CXDiagnostic diagnostic);

}  // namespace memdelbrot::parser
