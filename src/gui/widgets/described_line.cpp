#include "gui/widgets/described_line.h"

#include <QPainter>
#include <QStyleOptionFrame>

namespace memdelbrot {

namespace {

constexpr int margin = 2;   // pixels, as in QLineEdit's own painting

}  // namespace

void DescribedLine::setDescription(const QString& description)
{
    m_description = description;
    update();
}

QString DescribedLine::shownText(int width) const
{
    const QString head = m_description.isEmpty() ? QString() : m_description + QStringLiteral(" · ");
    const int room = width - fontMetrics().horizontalAdvance(head);
    const QString tail = fontMetrics().elidedText(text(), Qt::ElideMiddle, room);
    return fontMetrics().elidedText(head + tail, Qt::ElideRight, width);   // not even the description has room
}

void DescribedLine::paintEvent(QPaintEvent* event)
{
    if (hasFocus() || m_description.isEmpty()) {
        QLineEdit::paintEvent(event);
        return;
    }
    QStyleOptionFrame option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    const QRect inside =
        style()->subElementRect(QStyle::SE_LineEditContents, &option, this).adjusted(margin, 0, -margin, 0);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::Text));
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shownText(inside.width()));
}

}  // namespace memdelbrot
