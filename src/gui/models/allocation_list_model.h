#pragma once

#include "gui/models/rows_model.h"
#include "workbench/addresses.h"
#include "workbench/allocations.h"

namespace memdelbrot {

struct AllocationRow {
    Allocation allocation;
    bool isWritable = true;

    friend bool operator==(const AllocationRow& left, const AllocationRow& right);
};

// The named arrays of the worker and of this program.
class AllocationListModel final : public RowsModel<AllocationRow> {
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        StateColumn,
        ShapeColumn,
        ContentsColumn,
        DtypeColumn,
        SizeColumn,
        AddressColumn,
        KindColumn,
        OwnerColumn,
        FlagsColumn,
        ColumnCount
    };
    enum Role { IsFreedRole = Qt::UserRole + 1, SummaryRole };   // of its life and flags, in words

    using RowsModel::RowsModel;

    void setAllocations(std::vector<AllocationRow> allocations);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
};

// NumPy's names of the flags that are set, in its order: "C_CONTIGUOUS, F_CONTIGUOUS, WRITEABLE, ALIGNED".
[[nodiscard]] QString flagsText(const ArrayFlags& flags);

// Where an allocation opens, with its dtype and shape.
[[nodiscard]] Place placeOf(const Allocation& allocation);

}  // namespace memdelbrot
