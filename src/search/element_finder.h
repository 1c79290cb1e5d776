#pragma once

#include "decode/dtype.h"
#include "search/finder.h"

#include <functional>

namespace memdelbrot {

// Finds elements whose value passes a test, one by one: for the dtypes that simd_scan.h has no loop for.
class ElementFinder final : public Finder {
public:
    ElementFinder(const Dtype& dtype, std::function<bool(const Scalar&)> passes)
        : m_dtype(dtype), m_passes(std::move(passes))
    {
    }

    Result<void> find(const SearchedBytes& where, std::uint64_t alignment, std::size_t limit,
                      std::vector<Match>& matches) const override;
    [[nodiscard]] std::size_t reach() const override { return m_dtype.itemSize(); }

private:
    const Dtype m_dtype;
    const std::function<bool(const Scalar&)> m_passes;
};

}  // namespace memdelbrot
