// What an 80-line page of the hex view costs to paint, offscreen: 16 bytes a row with text, alone and with int32 columns.
// Fails where the page of bytes takes more than 2 ms.
#include "gui/widgets/hex_view.h"
#include "memory/buffer_target.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QImage>

#include <algorithm>
#include <cstdio>

using namespace memdelbrot;

namespace {

constexpr int kPaintings = 200;
constexpr double kBar = 2.0;  // ms
constexpr Address kBegin{0x7f0000000000};

std::vector<std::byte> mixedBytes()
{
    std::vector<std::byte> bytes(1 << 16);
    for (std::size_t index = 0; index < bytes.size(); ++index)
        bytes[index] = static_cast<std::byte>(index * 2654435761u >> 13);
    return bytes;
}

double medianMilliseconds(HexView& view, QImage& page)
{
    std::vector<double> times;
    for (int painting = 0; painting < kPaintings; ++painting) {
        QElapsedTimer timer;
        timer.start();
        view.viewport()->render(&page);
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::nth_element(times.begin(), times.begin() + kPaintings / 2, times.end());
    return times[kPaintings / 2];
}

}  // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    HexView view;
    view.resize(1000, 81 * (QFontMetrics(view.font()).height() + 2) + 2);
    view.show();
    QEventLoop untilRead;
    QObject::connect(&view.document(), &HexDocument::bytesChanged, &untilRead, [&] {
        if (view.document().shown(AddressRange::fromSize(kBegin, 80 * 16)))
            untilRead.quit();
    });
    view.document().open(std::make_shared<BufferTarget>("buffer", kBegin, mixedBytes()), HexPokeQueue::Write{});
    view.goTo(kBegin, HexArea::Hex);
    untilRead.exec();
    view.document().setLive(false);

    QImage page(view.viewport()->size(), QImage::Format_RGB32);
    const double bytes = medianMilliseconds(view, page);
    std::printf("%llu rows of %u bytes: %.2f ms (bar %.1f ms)\n", static_cast<unsigned long long>(view.rowsShown()),
                view.columns().bytesPerRow(), bytes, kBar);
    view.resize(1300, view.height());
    view.setTyped(Dtype::fromKind(DtypeKind::SignedInteger, 4), kBegin);
    page = QImage(view.viewport()->size(), QImage::Format_RGB32);
    std::printf("with int32 columns (%u bytes a row): %.2f ms\n", view.columns().bytesPerRow(),
                medianMilliseconds(view, page));
    return bytes <= kBar ? 0 : 1;
}
