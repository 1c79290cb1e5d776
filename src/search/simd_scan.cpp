#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "search/simd_scan.cpp"
#define HWY_DISABLED_TARGETS                                                                                           \
    (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)  // groups are whole vectors only where sizes are fixed
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "search/number_keys.h"
#include "search/simd_scan.h"

HWY_BEFORE_NAMESPACE();
namespace memdelbrot::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Bytes = hn::ScalableTag<std::uint8_t>;

struct ProbeVectors {
    hn::Vec<Bytes> firstValue, firstMask, secondValue, secondMask;
};

HWY_INLINE hn::Mask<Bytes> probeAt(const std::uint8_t* first, const std::uint8_t* second, const ProbeVectors& wanted)
{
    const Bytes d;
    const auto isFirst = hn::Eq(hn::And(hn::LoadU(d, first), wanted.firstMask), wanted.firstValue);
    const auto isSecond = hn::Eq(hn::And(hn::LoadU(d, second), wanted.secondMask), wanted.secondValue);
    return hn::And(isFirst, isSecond);
}

std::size_t nextProbe(const std::uint8_t* bytes, std::size_t from, std::size_t end, const ByteProbe& probe)
{
    const Bytes d;
    const std::size_t lanes = hn::Lanes(d);
    const ProbeVectors wanted{hn::Set(d, probe.first.value), hn::Set(d, probe.first.mask),
                              hn::Set(d, probe.second.value), hn::Set(d, probe.second.mask)};
    const std::uint8_t* const first = bytes + probe.first.distance;
    const std::uint8_t* const second = bytes + probe.second.distance;
    std::size_t at = from;
    for (; at + 2 * lanes <= end; at += 2 * lanes) {
        const auto low = probeAt(first + at, second + at, wanted);
        const auto high = probeAt(first + at + lanes, second + at + lanes, wanted);
        if (HWY_LIKELY(hn::AllFalse(d, hn::Or(low, high))))
            continue;
        const auto inLow = hn::FindFirstTrue(d, low);
        return inLow >= 0 ? at + static_cast<std::size_t>(inLow)
                          : at + lanes + static_cast<std::size_t>(hn::FindFirstTrue(d, high));
    }
    for (; at < end; ++at) {
        if ((first[at] & probe.first.mask) == probe.first.value
            && (second[at] & probe.second.mask) == probe.second.value)
            return at;
    }
    return end;
}

#if HWY_TARGET != HWY_SCALAR

// The bytes of each number in the other order.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V swapped(D d, V numbers)
{
    alignas(16) static constexpr std::uint8_t orders[4][16] = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14},
        {3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12},
        {7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8},
    };
    const hn::Repartition<std::uint8_t, D> bytes;
    const auto order = hn::LoadDup128(bytes, orders[std::countr_zero(sizeof(hn::TFromD<D>))]);
    return hn::BitCast(d, hn::TableLookupBytes(hn::BitCast(bytes, numbers), order));
}

template <NumberKey key, class D, class V = hn::Vec<D>>
HWY_INLINE V keyed(D d, V numbers)
{
    using T = hn::TFromD<D>;
    if constexpr (key == NumberKey::Magnitude)
        return hn::AndNot(hn::Set(d, signBit<T>), numbers);
    if constexpr (key == NumberKey::Ordered) {
        const hn::RebindToSigned<D> asSigned;
        const V negative = hn::BitCast(d, hn::BroadcastSignBit(hn::BitCast(asSigned, numbers)));
        return hn::Xor(numbers, hn::Or(negative, hn::Set(d, signBit<T>)));
    }
    return numbers;
}

template <typename T, NumberKey key, bool isSwapped>
std::size_t nextGroup(const std::uint8_t* bytes, std::size_t from, std::size_t end, std::size_t step,
                      const NumberTest& test)
{
    const hn::ScalableTag<T> d;
    const Bytes plain;
    const std::size_t vector = hn::Lanes(plain);
    const auto low = hn::Set(d, static_cast<T>(test.low));
    const auto span = hn::Set(d, static_cast<T>(test.span));
    std::size_t at = from;
    for (; at + numberGroup <= end; at += numberGroup) {
        auto outside = hn::Eq(low, low);  // of what has been looked at in each lane, all
        for (std::size_t phase = 0; phase < sizeof(T); phase += step) {
            for (std::size_t offset = at + phase; offset < at + numberGroup; offset += vector) {
                auto numbers = hn::BitCast(d, hn::LoadU(plain, bytes + offset));
                if constexpr (isSwapped)
                    numbers = swapped(d, numbers);
                outside = hn::And(outside, hn::Gt(hn::Sub(keyed<key>(d, numbers), low), span));
            }
        }
        if (HWY_UNLIKELY(!hn::AllTrue(d, outside)))
            return at;
    }
    return at < end ? at : end;
}

template <typename T, bool isSwapped>
std::size_t nextGroupByKey(const std::uint8_t* bytes, std::size_t from, std::size_t end, std::size_t step,
                           const NumberTest& test)
{
    switch (test.key) {
    case NumberKey::Plain:
        return nextGroup<T, NumberKey::Plain, isSwapped>(bytes, from, end, step, test);
    case NumberKey::Ordered:
        return nextGroup<T, NumberKey::Ordered, isSwapped>(bytes, from, end, step, test);
    case NumberKey::Magnitude:
        break;
    }
    return nextGroup<T, NumberKey::Magnitude, isSwapped>(bytes, from, end, step, test);
}

template <typename T>
std::size_t nextGroupByOrder(const std::uint8_t* bytes, std::size_t from, std::size_t end, std::size_t step,
                             const NumberTest& test)
{
    return test.isSwapped ? nextGroupByKey<T, true>(bytes, from, end, step, test)
                          : nextGroupByKey<T, false>(bytes, from, end, step, test);
}

std::size_t nextGroupBySize(const std::uint8_t* bytes, std::size_t from, std::size_t end, std::size_t step,
                            const NumberTest& test)
{
    switch (test.size) {
    case 1:
        return nextGroup<std::uint8_t, NumberKey::Plain, false>(bytes, from, end, step, test);
    case 2:
        return nextGroupByOrder<std::uint16_t>(bytes, from, end, step, test);
    case 4:
        return nextGroupByOrder<std::uint32_t>(bytes, from, end, step, test);
    default:
        return nextGroupByOrder<std::uint64_t>(bytes, from, end, step, test);
    }
}

#else

// Without vectors each group is looked through by the caller.
std::size_t nextGroupBySize(const std::uint8_t*, std::size_t from, std::size_t end, std::size_t, const NumberTest&)
{
    return from < end ? from : end;
}

#endif

}  // namespace memdelbrot::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace memdelbrot {

namespace {

HWY_EXPORT(nextProbe);
HWY_EXPORT(nextGroupBySize);

const std::uint8_t* raw(std::span<const std::byte> bytes)
{
    return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

}  // namespace

std::size_t nextProbe(std::span<const std::byte> bytes, std::size_t from, std::size_t end, const ByteProbe& probe)
{
    return HWY_DYNAMIC_DISPATCH(nextProbe)(raw(bytes), from, end, probe);
}

bool passes(const NumberTest& test, const std::byte* bytes)
{
    switch (test.size) {
    case 1:
        return passes<std::uint8_t>(test, bytes);
    case 2:
        return passes<std::uint16_t>(test, bytes);
    case 4:
        return passes<std::uint32_t>(test, bytes);
    default:
        return passes<std::uint64_t>(test, bytes);
    }
}

std::size_t nextGroup(std::span<const std::byte> bytes, std::size_t from, std::size_t end, std::size_t step,
                      const NumberTest& test)
{
    return HWY_DYNAMIC_DISPATCH(nextGroupBySize)(raw(bytes), from, end, step, test);
}

}  // namespace memdelbrot

#endif
