#include "gui/shell/palettes.h"

#include <array>

namespace memdelbrot {

namespace {

struct Colours {
    QRgb window, base, alternate, text, button, mid, dark, highlight, highlightedText, link, dim;
};

QPalette paletteOf(const Colours& colours)
{
    QPalette palette(QColor(colours.button), QColor(colours.window));
    palette.setColor(QPalette::Window, colours.window);
    palette.setColor(QPalette::Base, colours.base);
    palette.setColor(QPalette::AlternateBase, colours.alternate);
    palette.setColor(QPalette::Button, colours.button);
    palette.setColor(QPalette::Mid, colours.mid);
    palette.setColor(QPalette::Dark, colours.dark);
    palette.setColor(QPalette::Highlight, colours.highlight);
    palette.setColor(QPalette::HighlightedText, colours.highlightedText);
    palette.setColor(QPalette::Link, colours.link);
    palette.setColor(QPalette::LinkVisited, colours.link);
    palette.setColor(QPalette::ToolTipBase, colours.alternate);
    palette.setColor(QPalette::PlaceholderText, colours.dim);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, colours.text);
        palette.setColor(QPalette::Disabled, role, colours.dim);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colours.mid);
    return palette;
}

// Four hues that colour-blind eyes tell apart come first (Okabe and Ito's set, darkened or lightened for contrast).
constexpr std::array<QRgb, 8> lightTargetColours{0xff0060a8, 0xffb34700, 0xff007a56, 0xff9b3d78,
                                                 0xff7a5c00, 0xff5b4bb5, 0xff33691e, 0xffa31545};
constexpr std::array<QRgb, 8> darkTargetColours{0xff66b8f0, 0xfff0a050, 0xff45cfa0, 0xffe091c0,
                                                0xffe3d157, 0xffb0a4f5, 0xff9ccc65, 0xffff8fab};

}  // namespace

QPalette lightPalette()
{
    return paletteOf({.window = 0xfff3f3f5,
                      .base = 0xffffffff,
                      .alternate = 0xfff0f2f6,
                      .text = 0xff1c1d21,
                      .button = 0xffe9e9ed,
                      .mid = 0xffc3c4ca,
                      .dark = 0xff9c9da5,
                      .highlight = 0xff2f6fce,
                      .highlightedText = 0xffffffff,
                      .link = 0xff0b57b0,
                      .dim = 0xff6d6f78});
}

QPalette darkPalette()
{
    return paletteOf({.window = 0xff26272c,
                      .base = 0xff1b1c20,
                      .alternate = 0xff222329,
                      .text = 0xffe6e6ea,
                      .button = 0xff33353c,
                      .mid = 0xff4a4c55,
                      .dark = 0xff15161a,
                      .highlight = 0xff3d7bd9,
                      .highlightedText = 0xffffffff,
                      .link = 0xff7db4ff,
                      .dim = 0xff9698a3});
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

QColor targetColour(int index, const QPalette& palette)
{
    const auto& colours = isDark(palette) ? darkTargetColours : lightTargetColours;
    return colours[static_cast<std::size_t>(index) % colours.size()];
}

QColor edgeColour(const QPalette& palette)
{
    return isDark(palette) ? QColor(0xff767985) : QColor(0xff8a8c94);
}

QColor errorColour(const QPalette& palette)
{
    return isDark(palette) ? QColor(0xffff8a80) : QColor(0xffb3261e);
}

QColor warningColour(const QPalette& palette)
{
    return isDark(palette) ? QColor(0xfff2c14e) : QColor(0xff8a5a00);
}

QColor goodColour(const QPalette& palette)
{
    return isDark(palette) ? QColor(0xff7ddf8f) : QColor(0xff1e7a34);
}

QColor dimColour(const QPalette& palette)
{
    return palette.color(QPalette::PlaceholderText);
}

}  // namespace memdelbrot
