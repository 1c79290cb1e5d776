// Samples that are counted together, for each width of SIMD: included once for each by simd_kernel.cpp (Highway's pattern:
// the guard turns with every inclusion). Why each shortcut changes nothing:
//
// - The recurrence rounds as std::complex does: zr*zr - zi*zi, and zr*zi + zi*zr, which is 2*fl(zr*zi) exactly, so that
//   fma(2, zr*zi, ci) rounds once, where std::complex rounds too. No other product meets an addition in an fma.
// - The norm zr*zr + zi*zi is within 2 ulp of |z|^2, and hypot within 1 ulp of |z| (glibc 2.36). Away from 4 by more
//   than 8 ulp both agree on which side of the border z lies; a lane within asks std::abs itself.
// - Blocks of unchecked steps: with |c|^2 < 3.99, once |z| > 2 the next |z| >= |z|^2 - |c| > 2.002 even after rounding,
//   and it grows from there, to infinity or NaN. So the block's end shows whether a step in it escaped; if so, the
//   block is done again step by step. Lanes with a larger |c| are always checked step by step.
// - A lane whose z is exactly what it was at an earlier block's end repeats itself and never escapes.
// - Inside the cardioid and the period-2 disc, both shrunk to multipliers |l| <= 0.9995, the orbit of the exact
//   recurrence enters a disc about the attracting cycle that is mapped into itself with more room than rounding takes.
//   By the maximum principle it is enough that this holds on the rim |l| = 0.9995; the test of the kernel checks it there.
#if defined(MEMDELBROT_ESCAPE_GROUP_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef MEMDELBROT_ESCAPE_GROUP_INL
#undef MEMDELBROT_ESCAPE_GROUP_INL
#else
#define MEMDELBROT_ESCAPE_GROUP_INL
#endif

#include "fractal/simd_kernel.h"

#include <hwy/highway.h>

#include <complex>

HWY_BEFORE_NAMESPACE();
namespace memdelbrot::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t vectorsInGroup = 4;  // enough to hide the latency of one step behind the others
constexpr std::int32_t blockSteps = 16;
constexpr double multiplierSquared = 0.9995 * 0.9995;
constexpr double ulpOf4 = 0x1p-50;
constexpr double surelyInside = 4 - 8 * ulpOf4;
constexpr double surelyOutside = 4 + 8 * ulpOf4;
constexpr double blockedNormOfC = 3.99;

using D = hn::ScalableTag<double>;
using V = hn::Vec<D>;
using M = hn::Mask<D>;

// Samples that advance together. A lane that is no longer active has its count.
struct Group {
    V zr[vectorsInGroup];
    V zi[vectorsInGroup];
    V cr[vectorsInGroup];
    V ci;
    V counts[vectorsInGroup];
    V norms[vectorsInGroup];  // KernelRow::norms; only where they are wanted
    M active[vectorsInGroup];
    bool wantsNorms;
};

HWY_INLINE void step(V& zr, V& zi, V cr, V ci)
{
    const D d;
    const V product = hn::Mul(zr, zi);
    zr = hn::Add(hn::Sub(hn::Mul(zr, zr), hn::Mul(zi, zi)), cr);
    zi = hn::MulAdd(hn::Set(d, 2.0), product, ci);
}

HWY_INLINE V norm(V zr, V zi)
{
    return hn::Add(hn::Mul(zr, zr), hn::Mul(zi, zi));
}

HWY_INLINE bool anyActive(const Group& group)
{
    M any = group.active[0];
    for (std::size_t g = 1; g < vectorsInGroup; ++g)
        any = hn::Or(any, group.active[g]);
    return !hn::AllFalse(D(), any);
}

// With w = 1 - 4c and s its root, the multiplier of the fixed point is 1 - s: |1 - s|^2 < t, the roots squared away.
HWY_INLINE M insideCardioid(V cr, V ci)
{
    const D d;
    const V four = hn::Set(d, 4.0);
    const V wr = hn::Sub(hn::Set(d, 1.0), hn::Mul(four, cr));
    const V wi = hn::Mul(four, ci);
    const V squared = norm(wr, wi);
    constexpr double k = 1 - multiplierSquared;
    const V left = hn::Sub(hn::Add(squared, hn::Set(d, k * k)), hn::Add(wr, wr));
    const V right = hn::Mul(hn::Set(d, 4 * multiplierSquared * multiplierSquared), squared);
    return hn::Or(hn::Lt(left, hn::Zero(d)), hn::Lt(hn::Mul(left, left), right));
}

// The 2-cycle's multiplier is 4 (c + 1).
HWY_INLINE M insideDisc(V cr, V ci)
{
    const D d;
    return hn::Lt(norm(hn::Add(cr, hn::Set(d, 1.0)), ci), hn::Set(d, multiplierSquared / 16));
}

HWY_INLINE void begin(Group& group, const double* reals, double imag, std::int32_t limit)
{
    const D d;
    group.ci = hn::Set(d, imag);
    for (std::size_t g = 0; g < vectorsInGroup; ++g) {
        group.cr[g] = hn::LoadU(d, reals + g * hn::Lanes(d));
        group.zr[g] = group.cr[g];
        group.zi[g] = group.ci;
        group.counts[g] = hn::Set(d, limit);
        group.norms[g] = hn::Zero(d);
        group.active[g] = hn::Not(hn::Or(insideCardioid(group.cr[g], group.ci), insideDisc(group.cr[g], group.ci)));
    }
}

// Of the lanes too near to 4 (or NaN) for the norm to tell: those that std::abs calls escaped.
HWY_NOINLINE M askHypot(V zr, V zi, M near)
{
    const D d;
    HWY_ALIGN double reals[hn::MaxLanes(D())];
    HWY_ALIGN double imags[hn::MaxLanes(D())];
    HWY_ALIGN double escaped[hn::MaxLanes(D())];
    hn::Store(zr, d, reals);
    hn::Store(zi, d, imags);
    for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane)
        escaped[lane] = std::abs(std::complex<double>(reals[lane], imags[lane])) > 2 ? 1.0 : 0.0;
    return hn::And(near, hn::Gt(hn::Load(d, escaped), hn::Zero(d)));
}

// |z|^2 of the escaped lanes `normSteps` steps on, cut where a float would end.
HWY_NOINLINE void noteNorms(Group& group, std::size_t g, M escaped)
{
    const V most = hn::Set(D(), 1e38);
    V zr = group.zr[g];
    V zi = group.zi[g];
    for (int i = 0; i < normSteps; ++i)
        step(zr, zi, group.cr[g], group.ci);
    const V found = norm(zr, zi);
    group.norms[g] = hn::IfThenElse(escaped, hn::IfThenElse(hn::Lt(found, most), found, most), group.norms[g]);
}

// `candidates`: active lanes whose norm is not surely inside, after step `stepIndex`.
HWY_INLINE void settle(Group& group, std::size_t g, M candidates, std::int32_t stepIndex)
{
    const D d;
    M escaped = hn::And(candidates, hn::Gt(norm(group.zr[g], group.zi[g]), hn::Set(d, surelyOutside)));
    const M near = hn::AndNot(escaped, candidates);
    if (HWY_UNLIKELY(!hn::AllFalse(d, near)))
        escaped = hn::Or(escaped, askHypot(group.zr[g], group.zi[g], near));
    group.counts[g] = hn::IfThenElse(escaped, hn::Set(d, stepIndex), group.counts[g]);
    group.active[g] = hn::AndNot(escaped, group.active[g]);
    if (group.wantsNorms)
        noteNorms(group, g, escaped);
}

// Active lanes of the whole group whose `norms` are not surely inside; each vector's in `candidates`.
HWY_INLINE M findCandidates(const Group& group, const V (&norms)[vectorsInGroup], M (&candidates)[vectorsInGroup])
{
    const V inside = hn::Set(D(), surelyInside);
    for (std::size_t g = 0; g < vectorsInGroup; ++g)
        candidates[g] = hn::AndNot(hn::Lt(norms[g], inside), group.active[g]);
    M any = candidates[0];
    for (std::size_t g = 1; g < vectorsInGroup; ++g)
        any = hn::Or(any, candidates[g]);
    return any;
}

// A step of each vector whose norm is wanted too: the squares are worked out once for the norm and for the next step.
HWY_INLINE void stepWithNorms(Group& group, V (&realSquares)[vectorsInGroup], V (&imagSquares)[vectorsInGroup],
                              V (&norms)[vectorsInGroup])
{
    const V two = hn::Set(D(), 2.0);
    for (std::size_t g = 0; g < vectorsInGroup; ++g) {
        group.zi[g] = hn::MulAdd(two, hn::Mul(group.zr[g], group.zi[g]), group.ci);
        group.zr[g] = hn::Add(hn::Sub(realSquares[g], imagSquares[g]), group.cr[g]);
        realSquares[g] = hn::Mul(group.zr[g], group.zr[g]);
        imagSquares[g] = hn::Mul(group.zi[g], group.zi[g]);
        norms[g] = hn::Add(realSquares[g], imagSquares[g]);
    }
}

// Steps first … first + steps - 1, each checked. True where a lane escaped.
HWY_INLINE bool checkedSteps(Group& group, std::int32_t first, std::int32_t steps)
{
    V realSquares[vectorsInGroup];
    V imagSquares[vectorsInGroup];
    V norms[vectorsInGroup];
    for (std::size_t g = 0; g < vectorsInGroup; ++g) {
        realSquares[g] = hn::Mul(group.zr[g], group.zr[g]);
        imagSquares[g] = hn::Mul(group.zi[g], group.zi[g]);
    }
    bool hasEscaped = false;
    for (std::int32_t i = 0; i < steps; ++i) {
        stepWithNorms(group, realSquares, imagSquares, norms);
        M candidates[vectorsInGroup];
        if (hn::AllFalse(D(), findCandidates(group, norms, candidates)))
            continue;
        hasEscaped = true;
        for (std::size_t g = 0; g < vectorsInGroup; ++g)
            settle(group, g, candidates[g], first + i);
        if (!anyActive(group))
            break;
    }
    return hasEscaped;
}

// A whole block without a look between. False: something escaped in it, and the group is as it was before.
HWY_INLINE bool uncheckedBlock(Group& group)
{
    V zr[vectorsInGroup];
    V zi[vectorsInGroup];
    for (std::size_t g = 0; g < vectorsInGroup; ++g) {
        zr[g] = group.zr[g];
        zi[g] = group.zi[g];
    }
    for (std::int32_t i = 0; i < blockSteps; ++i) {
        for (std::size_t g = 0; g < vectorsInGroup; ++g)
            step(group.zr[g], group.zi[g], group.cr[g], group.ci);
    }
    V norms[vectorsInGroup];
    for (std::size_t g = 0; g < vectorsInGroup; ++g)
        norms[g] = norm(group.zr[g], group.zi[g]);
    M candidates[vectorsInGroup];
    if (hn::AllFalse(D(), findCandidates(group, norms, candidates)))
        return true;
    for (std::size_t g = 0; g < vectorsInGroup; ++g) {
        group.zr[g] = zr[g];
        group.zi[g] = zi[g];
    }
    return false;
}

HWY_INLINE bool mayRunUnchecked(const Group& group)
{
    const V limit = hn::Set(D(), blockedNormOfC);
    M large = hn::AndNot(hn::Lt(norm(group.cr[0], group.ci), limit), group.active[0]);
    for (std::size_t g = 1; g < vectorsInGroup; ++g)
        large = hn::Or(large, hn::AndNot(hn::Lt(norm(group.cr[g], group.ci), limit), group.active[g]));
    return hn::AllFalse(D(), large);
}

}  // namespace memdelbrot::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
