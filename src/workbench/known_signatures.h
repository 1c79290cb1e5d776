#pragma once

#include "layout/c_type.h"
#include "parser/client/parser.h"

#include <map>
#include <mutex>
#include <string>

namespace memdelbrot {

// Which functions have which signature: as typed or built for one library, else as the C library's headers say. Thread-safe.
class KnownSignatures final {
public:
    void add(const std::string& library, const CSignature& signature);

    // `library`: a path. The headers are parsed at the first question about libc or libm.
    // Errors: NotFound, and the parser's.
    [[nodiscard]] Result<CSignature> find(const std::string& library, const std::string& name,
                                          const ParserOptions& parser);

private:
    [[nodiscard]] Result<void> readHeaders(const ParserOptions& parser);

    std::mutex m_mutex;
    std::map<std::pair<std::string, std::string>, CSignature> m_own;  // by library and name
    std::map<std::string, CSignature> m_fromHeaders;
};

}  // namespace memdelbrot
