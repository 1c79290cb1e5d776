#include "gui/widgets/hex_colours.h"

#include "gui/shell/palettes.h"

namespace memdelbrot {

namespace {

QColor mixed(const QColor& over, const QColor& under, int percent)
{
    const auto channel = [percent](int top, int bottom) { return (top * percent + bottom * (100 - percent)) / 100; };
    return {channel(over.red(), under.red()), channel(over.green(), under.green()), channel(over.blue(), under.blue())};
}

}  // namespace

HexColours::HexColours(const QPalette& palette)
    : ground(palette.color(QPalette::Base)),
      header(palette.color(QPalette::AlternateBase)),
      line(mixed(palette.color(QPalette::Text), ground, 15)),
      gap(palette.color(QPalette::AlternateBase)),
      currentRow(mixed(palette.color(QPalette::Highlight), ground, 7)),
      selection(mixed(palette.color(QPalette::Highlight), ground, isDark(palette) ? 48 : 30)),
      cursor(palette.color(QPalette::Highlight)),
      array(mixed(goodColour(palette), ground, isDark(palette) ? 12 : 10)),
      freedArray(mixed(errorColour(palette), ground, isDark(palette) ? 20 : 12)),
      hover(mixed(warningColour(palette), ground, isDark(palette) ? 45 : 32)),
      heat(isDark(palette) ? QColor(0xffa03c28) : QColor(0xffffab91)),
      edit(palette.color(QPalette::Highlight))
{
    const QColor text = palette.color(QPalette::Text);
    const QColor dim = palette.color(QPalette::PlaceholderText);
    const auto set = [this](HexInk ink, const QColor& colour) { inks[static_cast<std::size_t>(ink)] = colour; };
    set(HexInk::Address, dim);
    set(HexInk::CurrentAddress, text);
    set(HexInk::Byte, text);
    set(HexInk::Zero, mixed(text, ground, 55));
    set(HexInk::Unreadable, mixed(errorColour(palette), ground, 55));   // whole pages of it must not shout
    set(HexInk::Stale, mixed(warningColour(palette), ground, 80));
    set(HexInk::Pending, palette.color(QPalette::Link));
    set(HexInk::Written, isDark(palette) ? QColor(0xffff9e80) : QColor(0xffb23c17));   // heat, as ink
    set(HexInk::Foreign, mixed(text, ground, 40));
    set(HexInk::Header, dim);
    set(HexInk::Edited, palette.color(QPalette::HighlightedText));
    set(HexInk::Gap, dim);
}

}  // namespace memdelbrot
