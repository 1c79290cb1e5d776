#pragma once

#include <QStyledItemDelegate>

namespace memdelbrot {

// For two columns side by side, a value in each: one that is too wide for its own cell is painted on into what its
// neighbour leaves free, rather than cut beside blank room.
class SharedRoomDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    // `first`: the left one of the two columns.
    SharedRoomDelegate(int first, QObject* parent) : QStyledItemDelegate(parent), m_first(first) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    // What the cell's text is painted in. REQUIRES: a table of rows, `option` of the cell.
    [[nodiscard]] QRect textRect(const QStyleOptionViewItem& option, const QModelIndex& index) const;

private:
    int m_first;
};

}  // namespace memdelbrot
