#include "gui/widgets/fractal_axes.h"

#include "gui/models/axis_ticks.h"

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr int markLength = 4;   // pixels
constexpr int gap = 3;

int positionOf(double value, const AxisSpan& span, int begin, int extent)
{
    return begin + static_cast<int>((value - span.first) / (span.last - span.first) * extent);
}

AxisTicks ticksOf(const AxisSpan& span, int extent, int spacing, bool isIndex)
{
    const auto [low, high] = std::minmax(span.first, span.last);
    return axisTicks(low, high, std::max(2, extent / spacing), isIndex);
}

// The lowest line, for both axes: above the picture there are buttons.
QRect offsetRect(const QRect& picture, const QFontMetrics& metrics)
{
    return {picture.left(), picture.bottom() + 1 + markLength + gap + metrics.height(), picture.width(),
            metrics.height()};
}

void paintReal(QPainter& painter, const QRect& picture, const FractalAxes& axes)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const AxisTicks ticks = ticksOf(axes.real, picture.width(),
                                    metrics.horizontalAdvance(QStringLiteral("−0.00000")) * 3 / 2, axes.isIndex);
    const int bottom = picture.bottom() + 1;
    const int baseline = bottom + markLength + gap + metrics.ascent();
    int free = picture.left() - metrics.averageCharWidth() * 3;   // where the next label may begin
    for (const AxisTick& tick : ticks.ticks) {
        const int x = positionOf(tick.value, axes.real, picture.left(), picture.width());
        painter.drawLine(x, bottom, x, bottom + markLength);
        const int width = metrics.horizontalAdvance(tick.label);
        const int left = std::min(x - width / 2, picture.right() + metrics.averageCharWidth() - width);
        if (left < free)
            continue;
        painter.drawText(left, baseline, tick.label);
        free = left + width + metrics.averageCharWidth();
    }
    if (!ticks.offset.isEmpty())
        painter.drawText(offsetRect(picture, metrics), Qt::AlignRight, ticks.offset);
}

void paintImag(QPainter& painter, const QRect& picture, const FractalAxes& axes)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const AxisTicks ticks = ticksOf(axes.imag, picture.height(), metrics.height() * 3, axes.isIndex);
    for (const AxisTick& tick : ticks.ticks) {
        const int y = positionOf(tick.value, axes.imag, picture.top(), picture.height());
        painter.drawLine(picture.left() - markLength - 1, y, picture.left() - 1, y);
        const QString label = axes.isIndex || !ticks.offset.isEmpty() ? tick.label : tick.label + QLatin1Char('i');
        const int baseline =
            std::clamp(y + metrics.ascent() / 2 - 1, picture.top() + metrics.ascent() - 1, picture.bottom());
        painter.drawText(picture.left() - markLength - 1 - gap - metrics.horizontalAdvance(label), baseline, label);
    }
    if (!ticks.offset.isEmpty())
        painter.drawText(offsetRect(picture, metrics), Qt::AlignLeft, ticks.offset + QLatin1Char('i'));
}

}  // namespace

QMargins axesMargins(const QFontMetrics& metrics)
{
    const int left = metrics.horizontalAdvance(QStringLiteral("−0.00000i")) + markLength + gap + 1;
    return {left, metrics.height() + 4, metrics.averageCharWidth() * 2, 2 * metrics.height() + markLength + 2 * gap};
}

void paintAxes(QPainter& painter, const QRect& picture, const FractalAxes& axes, const QPalette& palette)
{
    painter.setPen(palette.color(QPalette::WindowText));
    paintReal(painter, picture, axes);
    paintImag(painter, picture, axes);
    painter.setPen(palette.color(QPalette::Mid));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(picture.adjusted(-1, -1, 0, 0));
}

}  // namespace memdelbrot
