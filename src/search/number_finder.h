#pragma once

#include "decode/dtype.h"
#include "search/finder.h"
#include "search/simd_scan.h"

namespace memdelbrot {

enum class NumberClass { NotANumber, Infinite };

// low <= number <= high, both read as the dtype; 0 and -0 are one, a NaN is in no range. Booleans, integers, pointers and
// floats of 2, 4 and 8 bytes. Errors: parseElement's, InvalidArgument (low > high, a NaN), Unsupported (other dtypes).
[[nodiscard]] Result<NumberTest> testForRange(const Dtype& dtype, std::string_view low, std::string_view high);
// value - tolerance <= number <= value + tolerance. Errors: as above, InvalidArgument (a negative tolerance).
[[nodiscard]] Result<NumberTest> testForNearly(const Dtype& dtype, std::string_view value, std::string_view tolerance);
// Floats of 2, 4 and 8 bytes. Errors: Unsupported.
[[nodiscard]] Result<NumberTest> testForClass(const Dtype& dtype, NumberClass wanted);

// Finds numbers that pass a test.
class NumberFinder final : public Finder {
public:
    explicit NumberFinder(const NumberTest& test) : m_test(test) {}

    Result<void> find(const SearchedBytes& where, std::uint64_t alignment, std::size_t limit,
                      std::vector<Match>& matches) const override;
    [[nodiscard]] std::size_t reach() const override { return m_test.size; }

private:
    const NumberTest m_test;
};

}  // namespace memdelbrot
