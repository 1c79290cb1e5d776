#pragma once

#include "search/finder.h"

#include <memory>

namespace memdelbrot {

// Finds what any of several finders finds, each place and size once.
class EitherFinder final : public Finder {
public:
    // REQUIRES: not empty.
    explicit EitherFinder(std::vector<std::shared_ptr<const Finder>> finders) : m_finders(std::move(finders)) {}

    Result<void> find(const SearchedBytes& where, std::uint64_t alignment, std::size_t limit,
                      std::vector<Match>& matches) const override;
    [[nodiscard]] std::size_t reach() const override;

private:
    const std::vector<std::shared_ptr<const Finder>> m_finders;
};

}  // namespace memdelbrot
