#pragma once

#include <QStyledItemDelegate>

namespace memdelbrot {

// Draws a target's name in its colour behind a dot: full while it runs, a ring when it is frozen, hollow grey when it
// has ended.
class TargetDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace memdelbrot
