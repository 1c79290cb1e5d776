#include "gui/shell/edged_style.h"

#include "gui/shell/palettes.h"

#include <QPainter>
#include <QStyleOptionComboBox>

namespace memdelbrot {

namespace {

bool isEdged(QStyle::PrimitiveElement element)
{
    return element == QStyle::PE_FrameLineEdit || element == QStyle::PE_Frame || element == QStyle::PE_IndicatorCheckBox
        || element == QStyle::PE_IndicatorItemViewItemCheck;
}

// Fusion shows the focus by an edge of its own.
bool showsFocus(const QStyleOption& option)
{
    return (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Enabled);
}

void drawEdge(const QStyleOption& option, QPainter& painter)
{
    QColor edge = edgeColour(option.palette);
    if (!(option.state & QStyle::State_Enabled))
        edge.setAlphaF(0.5F);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(edge);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter.restore();
}

// Fusion marks a focused tool button by a shade of the highlight, which is not seen on one that stands out by the highlight.
void drawFocus(const QStyleOption& option, QPainter& painter)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(option.palette.color(QPalette::WindowText), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 3, 3);
    painter.restore();
}

}  // namespace

EdgedStyle::EdgedStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void EdgedStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (isEdged(element) && !showsFocus(*option))
        drawEdge(*option, *painter);
}

void EdgedStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                    const QWidget* widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    const auto* const combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if ((control == CC_SpinBox || (combo && combo->editable)) && !showsFocus(*option))
        drawEdge(*option, *painter);
    if (control == CC_ToolButton && showsFocus(*option))
        drawFocus(*option, *painter);
}

}  // namespace memdelbrot
