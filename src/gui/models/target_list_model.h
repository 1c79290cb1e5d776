#pragma once

#include "gui/models/rows_model.h"
#include "workbench/targets.h"

namespace memdelbrot {

struct TargetRow {
    TargetInfo info;

    friend bool operator==(const TargetRow& left, const TargetRow& right)
    {
        return left.info.id == right.info.id && left.info.name == right.info.name && left.info.state == right.info.state
            && left.info.lock == right.info.lock && left.info.colour == right.info.colour;
    }
};

// The open targets: name with a dot for the state in the target's colour, state, lock.
class TargetListModel final : public RowsModel<TargetRow> {
    Q_OBJECT

public:
    enum Column { NameColumn, StateColumn, LockColumn, ColumnCount };
    // int: TargetInfo::colour; TargetState and WriteLock as int. Views colour and draw by them.
    enum Role { ColourRole = Qt::UserRole + 1, StateRole, LockRole };

    using RowsModel::RowsModel;

    void setTargets(const std::vector<TargetInfo>& targets);
    [[nodiscard]] int rowOf(TargetId target) const;   // -1: not there

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
};

}  // namespace memdelbrot
