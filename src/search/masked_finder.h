#pragma once

#include "search/finder.h"
#include "search/masked_pattern.h"
#include "search/simd_scan.h"

namespace memdelbrot {

// Finds a masked pattern: two of its bytes, those that memory holds least often, are looked for by SIMD, and where both
// are, the rest is compared.
class MaskedFinder final : public Finder {
public:
    explicit MaskedFinder(MaskedPattern pattern);

    Result<void> find(const SearchedBytes& where, std::uint64_t alignment, std::size_t limit,
                      std::vector<Match>& matches) const override;
    [[nodiscard]] std::size_t reach() const override { return m_pattern.size(); }

private:
    const MaskedPattern m_pattern;
    const ByteProbe m_probe;
};

}  // namespace memdelbrot
