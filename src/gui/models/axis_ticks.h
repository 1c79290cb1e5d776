#pragma once

#include <QString>

#include <vector>

namespace memdelbrot {

struct AxisTick {
    double value = 0;
    QString label;
};

// Where an axis has marks and what stands at them, as matplotlib's AutoLocator and ScalarFormatter choose: steps of
// 1, 2, 2.5 or 5 times a power of ten; where labels would grow too long, `offset` is what all of them add to.
struct AxisTicks {
    std::vector<AxisTick> ticks;
    QString offset;   // "×1e−9 − 0.743643887": a label times the first, and the second; mostly empty
};

// REQUIRES: low < high, both finite. `atMost`: marks, at least 2. `isIndex`: whole numbers only.
[[nodiscard]] AxisTicks axisTicks(double low, double high, int atMost, bool isIndex);

// With the minus sign of typography.
[[nodiscard]] QString plainNumber(double value, int decimals);

}  // namespace memdelbrot
