#include "gui/models/axis_ticks.h"

#include <algorithm>
#include <cmath>

namespace memdelbrot {

namespace {

constexpr int longestDecimals = 5;
constexpr int mostTicks = 200;

struct Step {
    double size = 1;
    int decimals = 0;   // that tell multiples of it apart
};

Step stepFor(double extent, int atMost, bool isIndex)
{
    const double rough = extent / atMost;
    int exponent = static_cast<int>(std::floor(std::log10(rough)));
    for (;; ++exponent) {
        for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
            const double size = factor * std::pow(10.0, exponent);
            const int decimals = std::max(0, -exponent + (factor == 2.5 ? 1 : 0));
            if (size >= rough && (!isIndex || (size >= 1 && decimals == 0)))
                return {size, decimals};
        }
    }
}

QString signedText(QString text)
{
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

}  // namespace

QString plainNumber(double value, int decimals)
{
    const QString text = QString::number(value, 'f', decimals);
    const bool isZero = QStringView(text).contains(QLatin1Char('-')) && text.toDouble() == 0;
    return signedText(isZero ? text.mid(1) : text);
}

AxisTicks axisTicks(double low, double high, int atMost, bool isIndex)
{
    const Step step = stepFor(high - low, atMost, isIndex);
    AxisTicks axis;
    double offset = 0;
    int exponent = 0;
    int decimals = step.decimals;
    if (decimals > longestDecimals) {
        exponent = static_cast<int>(std::floor(std::log10(high - low)));
        const double unit = std::pow(10.0, exponent + 1);
        offset = std::floor(low / unit) * unit;
        decimals = step.decimals + exponent;
        const QString amount = QString::number(std::abs(offset), 'f', std::clamp(-exponent - 1, 0, 17));
        axis.offset = signedText(QStringLiteral("×1e%1").arg(exponent))
            + (offset < 0 ? QStringLiteral(" − ") : QStringLiteral(" + ")) + amount;
    }
    const double scale = std::pow(10.0, exponent);
    const double first = std::ceil((low - offset) / step.size);
    for (int i = 0; i < mostTicks; ++i) {
        const double above = (first + i) * step.size;
        const double value = offset + above;
        if (value > high)
            break;
        axis.ticks.push_back({value, plainNumber(above / scale, std::max(0, decimals))});
    }
    return axis;
}

}  // namespace memdelbrot
