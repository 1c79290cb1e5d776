#include "gui/models/fractal_text.h"

#include "gui/models/axis_ticks.h"
#include "gui/models/target_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace memdelbrot {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("FractalText", text);
}

QString grouped(quint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

QString kernelText(const std::string& kernel)
{
    return toQt(kernel).replace(QLatin1String("builtin"), tr("built-in"));
}

}  // namespace

QString complexText(std::complex<double> value, double precision)
{
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(precision))), 3, 17);
    const QString imag = plainNumber(std::abs(value.imag()), decimals);
    return plainNumber(value.real(), decimals) + (value.imag() < 0 ? QStringLiteral(" − ") : QStringLiteral(" + "))
        + imag + QLatin1Char('i');
}

QString timesText(const FractalFrame& frame)
{
    const RenderStatistics& statistics = frame.run.statistics;
    if (frame.run.crash)
        return tr("The kernel crashed; the picture shows the counts it left");
    if (!frame.run.array.empty())
        return tr("$%1 as it stood when it was drawn, copied in %2")
            .arg(toQt(frame.run.array), durationText(statistics.seconds));
    const QString kernel = kernelText(statistics.kernel);
    QString text = tr("%1: kernel %2, whole run %3")
                       .arg(kernel, durationText(statistics.seconds), durationText(frame.run.wholeSeconds));
    if (frame.builtinSeconds > 0)
        text += tr(" · %1, on the same grid: %2, %3 times as fast as %4")
                    .arg(kernelText(frame.builtinKernel), durationText(frame.builtinSeconds))
                    .arg(statistics.seconds / frame.builtinSeconds, 0, 'f', 1)
                    .arg(kernel.section(QLatin1Char(' '), 0, 0));
    return text;
}

QString comparisonText(const CountsComparison& comparison, std::size_t counts)
{
    const QString total = grouped(counts);
    if (comparison.differing == 0)
        return tr("All %1 counts are the built-in kernel's").arg(total);
    return tr("%1 of %2 counts differ from the built-in kernel's, the first at row %3, column %4")
        .arg(grouped(comparison.differing), total)
        .arg(comparison.firstRow)
        .arg(comparison.firstColumn);
}

QString sampleText(const FractalFrame& frame, Sample sample)
{
    const Grid& grid = frame.run.grid;
    const double precision = (grid.realHigh() - grid.realLow()) / grid.width();
    const std::int32_t count = countAt(frame, sample);
    return tr("%1 · %2\ncount %3%4 · row %5, column %6")
        .arg(complexText({grid.realAt(sample.column), grid.imagAt(sample.row)}, precision))
        .arg(addressText(rangeOf(frame, sample).begin()))
        .arg(count)
        .arg(count >= frame.limit ? tr(" (limit)") : QString())
        .arg(sample.row)
        .arg(sample.column);
}

}  // namespace memdelbrot
