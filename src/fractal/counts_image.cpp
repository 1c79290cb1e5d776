#include "fractal/counts_image.h"

#include <QImageWriter>
#include <QRectF>
#include <QSaveFile>

#include <algorithm>
#include <cmath>

namespace memdelbrot {

namespace {

constexpr int samplesAcross = 4;   // of a pixel, at most, each way

std::size_t placeOf(const CountsArray& counts, int row, int column)
{
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(counts.width()) + static_cast<std::size_t>(column);
}

// The samples that a pixel's mean is made of, along one axis.
std::vector<int> samplesOf(double begin, double extent, int limit)
{
    const int wanted = std::clamp(static_cast<int>(extent), 1, samplesAcross);
    std::vector<int> samples;
    for (int i = 0; i < wanted; ++i)
        samples.push_back(std::clamp(static_cast<int>(std::floor(begin + (i + 0.5) * extent / wanted)), 0, limit - 1));
    return samples;
}

QRgb meanColour(const CountsArray& counts, const std::vector<int>& rows, const std::vector<int>& columns,
                const CountColours& colours)
{
    int red = 0;
    int green = 0;
    int blue = 0;
    for (const int row : rows) {
        for (const int column : columns) {
            const QRgb colour = colours.colourOf(counts.data()[placeOf(counts, row, column)]);
            red += qRed(colour);
            green += qGreen(colour);
            blue += qBlue(colour);
        }
    }
    const int number = static_cast<int>(rows.size() * columns.size());
    return qRgb(red / number, green / number, blue / number);
}

QImage indexedImage(const CountsArray& counts, const CountColours& colours)
{
    QImage image(counts.width(), counts.height(), QImage::Format_Indexed8);
    if (image.isNull())
        return image;
    const auto& table = colours.palette().colours();
    image.setColorTable(QList<QRgb>(table.begin(), table.end()));
    for (int row = 0; row < counts.height(); ++row) {
        const std::int32_t* const from = counts.data() + placeOf(counts, row, 0);
        std::transform(from, from + counts.width(), image.scanLine(row),
                       [&colours](std::int32_t count) { return static_cast<uchar>(colours.indexOf(count)); });
    }
    return image;
}

}  // namespace

QImage tileImage(const CountsArray& counts, const Tile& tile, const CountColours& colours,
                 std::span<const float> smoothOffsets)
{
    QImage image(tile.width, tile.height, QImage::Format_RGB32);
    for (int row = 0; row < tile.height; ++row) {
        auto* const line = reinterpret_cast<QRgb*>(image.scanLine(row));
        const std::size_t begin = placeOf(counts, tile.row + row, tile.column);
        for (int column = 0; column < tile.width; ++column) {
            const std::size_t place = begin + static_cast<std::size_t>(column);
            line[column] = colours.colourOf(counts.data()[place], smoothOffsets.empty() ? 0.0F : smoothOffsets[place]);
        }
    }
    return image;
}

QImage scaledImage(const CountsArray& counts, const QRectF& part, QSize size, const CountColours& colours,
                   const std::stop_token& stop)
{
    QImage image(size, QImage::Format_RGB32);
    const double across = part.width() / size.width();
    const double down = part.height() / size.height();
    std::vector<std::vector<int>> columns;
    for (int x = 0; x < size.width(); ++x)
        columns.push_back(samplesOf(part.left() + x * across, across, counts.width()));
    for (int y = 0; y < size.height(); ++y) {
        if (stop.stop_requested())
            return {};
        const std::vector<int> rows = samplesOf(part.top() + y * down, down, counts.height());
        auto* const line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x)
            line[x] = meanColour(counts, rows, columns[static_cast<std::size_t>(x)], colours);
    }
    return image;
}

Result<void> writePng(const CountsArray& counts, const Palette& palette, const std::string& path)
{
    const QImage image = indexedImage(counts, CountColours::linear(palette, rangeOf(counts.counts())));
    if (image.isNull())
        return failure({.code = ErrorCode::OutOfMemory,
                        .subject = path,
                        .detail = "the picture does not fit into memory beside the counts"});
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly))
        return failure({.code = ErrorCode::System, .subject = path, .detail = file.errorString().toStdString()});
    QImageWriter writer(&file, "png");
    if (!writer.write(image))
        return failure({.code = ErrorCode::System, .subject = path, .detail = writer.errorString().toStdString()});
    if (!file.commit())
        return failure({.code = ErrorCode::System, .subject = path, .detail = file.errorString().toStdString()});
    return {};
}

}  // namespace memdelbrot
