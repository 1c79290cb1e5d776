#pragma once

#include "decode/dtype.h"
#include "search/simd_scan.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace memdelbrot {

// What a number has to be now, or beside what it was at the scan before. Of booleans, integers, pointers and floats of at
// most 8 bytes.
class ScanCondition final {
public:
    enum class Kind : std::uint8_t {
        Any,  // whatever it is: the unknown initial value
        Passes,  // it is in a range
        Changed,  // its bits are others
        Unchanged,
        Increased,  // in the order of its values; a NaN neither increases nor decreases
        Decreased,
        IncreasedBy,  // was + amount == is, as the dtype adds; whole numbers that wrap around do not
        DecreasedBy,
    };

    ScanCondition() = default;
    // REQUIRES: none of Passes, IncreasedBy and DecreasedBy.
    explicit ScanCondition(Kind kind) : m_kind(kind) {}

    // Errors: parseElement's; InvalidArgument; Unsupported (a dtype without an order).
    [[nodiscard]] static Result<ScanCondition> equalTo(const Dtype& dtype, std::string_view text);
    [[nodiscard]] static Result<ScanCondition> inRange(const Dtype& dtype, std::string_view low, std::string_view high);
    // Kind: IncreasedBy or DecreasedBy.
    [[nodiscard]] static Result<ScanCondition> changedBy(Kind kind, const Dtype& dtype, std::string_view amount);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] bool needsBefore() const { return m_kind > Kind::Passes; }
    // REQUIRES: Kind::Passes.
    [[nodiscard]] const NumberTest& test() const { return m_test; }
    [[nodiscard]] const std::array<std::byte, 8>& amount() const { return m_amount; }  // an element of the dtype

private:
    Kind m_kind = Kind::Any;
    NumberTest m_test;
    std::array<std::byte, 8> m_amount{};
};

// A condition on the numbers of a dtype, ready to be asked of many.
class ScanComparison final {
public:
    // Errors: Unsupported.
    [[nodiscard]] static Result<ScanComparison> of(const ScanCondition& condition, const Dtype& dtype);

    // Sets the bit of each of `count` numbers, which begin every `step` bytes, that the condition holds of: of the first in
    // bit 0 of bits[0]. `was` is looked at where the condition needs it. REQUIRES: bits are zero and enough; the numbers'
    // bytes are there.
    void mark(const std::byte* was, const std::byte* is, std::size_t count, std::size_t step, std::uint64_t* bits) const
    {
        m_mark(m_condition, was, is, {count, step, bits});
    }
    [[nodiscard]] std::size_t itemSize() const { return m_itemSize; }
    [[nodiscard]] const ScanCondition& condition() const { return m_condition; }

private:
    struct Numbers {
        std::size_t count;
        std::size_t step;
        std::uint64_t* bits;
    };
    using Mark = void (*)(const ScanCondition&, const std::byte* was, const std::byte* is, const Numbers& numbers);
    friend struct ScanMarks;

    ScanCondition m_condition;
    Mark m_mark = nullptr;
    std::size_t m_itemSize = 0;
};

}  // namespace memdelbrot
