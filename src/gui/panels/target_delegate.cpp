#include "gui/panels/target_delegate.h"

#include "gui/models/target_list_model.h"
#include "gui/shell/palettes.h"

#include <QPainter>

namespace memdelbrot {

namespace {

QIcon dot(const QColor& colour, TargetState state)
{
    constexpr int side = 32;
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 4));
    painter.setBrush(state == TargetState::Running ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(QRect(7, 7, side - 14, side - 14));
    if (state == TargetState::Frozen)
        painter.drawPoint(side / 2, side / 2);
    return QIcon(pixmap);
}

}  // namespace

void TargetDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.column() != TargetListModel::NameColumn)
        return;
    const auto state = static_cast<TargetState>(index.data(TargetListModel::StateRole).toInt());
    const QColor colour = state == TargetState::Ended
        ? option->palette.color(QPalette::PlaceholderText)
        : targetColour(index.data(TargetListModel::ColourRole).toInt(), option->palette);
    option->palette.setColor(QPalette::Text, colour);
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->icon =
        dot(option->state & QStyle::State_Selected ? option->palette.color(QPalette::HighlightedText) : colour, state);
    option->decorationSize = QSize(14, 14);
}

}  // namespace memdelbrot
