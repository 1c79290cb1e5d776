#include "gui/widgets/elided_label.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace memdelbrot {

ElidedLabel::ElidedLabel(QWidget* parent) : QFrame(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    setToolTip(text);
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ElidedLabel::setLines(int lines)
{
    m_lines = lines;
    updateGeometry();
}

void ElidedLabel::setColour(const ColourOf& colour)
{
    m_colour = colour;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    int width = 0;
    for (const QString& line : m_text.split(QLatin1Char('\n')))
        width = std::max(width, fontMetrics().horizontalAdvance(line));
    return {width + 2, m_lines * fontMetrics().lineSpacing() + 4};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(QStringLiteral("0x00")), m_lines * fontMetrics().lineSpacing() + 4};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(m_colour ? m_colour(palette()) : palette().color(QPalette::WindowText));
    QStringList lines = m_text.split(QLatin1Char('\n'));
    for (QString& line : lines)
        line = fontMetrics().elidedText(line, Qt::ElideRight, contentsRect().width());
    painter.drawText(contentsRect(), Qt::AlignLeft | Qt::AlignVCenter, lines.join(QLatin1Char('\n')));
}

}  // namespace memdelbrot
