// Exact counts by SIMD; the arithmetic, and why it is exact, is in escape_group_inl.h.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "fractal/simd_kernel.cpp"
#define HWY_DISABLED_TARGETS                                                                                           \
    (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)   // vectors without a size fit no array
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "fractal/escape_group_inl.h"
#include "fractal/simd_kernel.h"

HWY_BEFORE_NAMESPACE();
namespace memdelbrot::HWY_NAMESPACE {

// Brent's cycle finding at the ends of blocks, by exact equality.
struct CycleCheck {
    V zr[vectorsInGroup];
    V zi[vectorsInGroup];
    std::int32_t blocks = 0;
    std::int32_t nextSave = 1;
};

HWY_INLINE void checkCycles(CycleCheck& check, Group& group)
{
    if (check.blocks > 0) {
        for (std::size_t g = 0; g < vectorsInGroup; ++g) {
            const M same = hn::And(hn::Eq(group.zr[g], check.zr[g]), hn::Eq(group.zi[g], check.zi[g]));
            group.active[g] = hn::AndNot(same, group.active[g]);
        }
    }
    if (++check.blocks < check.nextSave)
        return;
    check.nextSave += check.blocks / 4 + 1;
    for (std::size_t g = 0; g < vectorsInGroup; ++g) {
        check.zr[g] = group.zr[g];
        check.zi[g] = group.zi[g];
    }
}

// False: stopped.
HWY_INLINE bool iterate(Group& group, std::int32_t limit, const std::stop_token& stop)
{
    constexpr std::int32_t blocksBetweenLooks = 256;   // 4,096 steps: some tens of microseconds
    CycleCheck cycles;
    bool isCalm = false;
    for (std::int32_t done = 0; done < limit && anyActive(group);) {
        const std::int32_t steps = HWY_MIN(blockSteps, limit - done);
        const bool isWhole = steps == blockSteps;
        if (!(isCalm && isWhole && mayRunUnchecked(group) && uncheckedBlock(group)))
            isCalm = !checkedSteps(group, done, steps);
        done += steps;
        if (isWhole)
            checkCycles(cycles, group);
        if (cycles.blocks % blocksBetweenLooks == blocksBetweenLooks - 1 && stop.stop_requested())
            return false;
    }
    return true;
}

bool countRow(const KernelRow& row, const std::stop_token& stop)
{
    const D d;
    const hn::Rebind<std::int32_t, D> counts;
    const hn::Rebind<float, D> norms;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t sample = 0; sample < row.samples; sample += vectorsInGroup * lanes) {
        Group group;
        group.wantsNorms = row.norms != nullptr;
        begin(group, row.reals + sample, row.imag, row.maximumIterations);
        if (!iterate(group, row.maximumIterations, stop))
            return false;
        for (std::size_t g = 0; g < vectorsInGroup; ++g) {
            hn::StoreU(hn::DemoteTo(counts, group.counts[g]), counts, row.counts + sample + g * lanes);
            if (group.wantsNorms)
                hn::StoreU(hn::DemoteTo(norms, group.norms[g]), norms, row.norms + sample + g * lanes);
        }
    }
    return true;
}

}  // namespace memdelbrot::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace memdelbrot {

HWY_EXPORT(countRow);

namespace {

SimdKernel kernelOf(std::int64_t target)
{
    hwy::ChosenTarget chosen;   // our own: Highway's is one for the whole program, and renders run at the same time
    chosen.Update(target);
    return {hwy::TargetName(target), HWY_DISPATCH_TABLE(countRow)[chosen.GetIndex()]};
}

}  // namespace

std::vector<std::string> simdTargets()
{
    std::vector<std::string> names;
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets())
        names.emplace_back(hwy::TargetName(target));
    return names;
}

Result<SimdKernel> simdKernel(const std::string& name)
{
    std::string known;
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        if (name.empty() || name == hwy::TargetName(target))
            return kernelOf(target);
        known += (known.empty() ? "" : ", ") + std::string(hwy::TargetName(target));
    }
    return failure({.code = ErrorCode::InvalidArgument, .subject = name, .detail = "this machine has " + known});
}

}  // namespace memdelbrot
#endif
