#include "gui/panels/shared_room_delegate.h"

#include <QApplication>
#include <QTreeView>

#include <algorithm>

namespace memdelbrot {

namespace {

int widthOf(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const QStyle* const style = option.widget ? option.widget->style() : QApplication::style();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, option.widget) + 1;
    return option.fontMetrics.horizontalAdvance(index.data().toString()) + 2 * margin;
}

}  // namespace

QRect SharedRoomDelegate::textRect(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* const table = qobject_cast<const QTreeView*>(option.widget);
    const bool isFirst = index.column() == m_first;
    const int lacking = widthOf(option, index) + option.fontMetrics.averageCharWidth() - option.rect.width();
    if (!table || lacking <= 0 || (!isFirst && index.column() != m_first + 1))
        return option.rect;
    const QModelIndex neighbour = index.siblingAtColumn(isFirst ? m_first + 1 : m_first);
    const int room = table->columnWidth(neighbour.column());
    // A text begins at its column's left: only an empty one leaves room to what stands before it.
    if (isFirst)
        return option.rect.adjusted(0, 0, neighbour.data().toString().isEmpty() ? room : 0, 0);
    return option.rect.adjusted(-std::min(lacking, std::max(room - widthOf(option, neighbour), 0)), 0, 0, 0);
}

void SharedRoomDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (index.column() == m_first + 1 && index.data().toString().isEmpty())
        return;   // the one before it may go on here
    QStyleOptionViewItem wide = option;
    wide.rect = textRect(option, index);
    QStyledItemDelegate::paint(painter, wide, index);
}

}  // namespace memdelbrot
