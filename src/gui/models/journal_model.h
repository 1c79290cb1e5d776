#pragma once

#include "gui/models/rows_model.h"
#include "workbench/journal.h"

namespace memdelbrot {

struct JournalRow {
    std::shared_ptr<const JournalEntry> entry;

    friend bool operator==(const JournalRow&, const JournalRow&) = default;   // an entry that changes is another one
};

// Every poke, the newest first.
class JournalModel final : public RowsModel<JournalRow> {
    Q_OBJECT

public:
    enum Column { TimeColumn, TargetColumn, AddressColumn, BeforeColumn, AfterColumn, StateColumn, ColumnCount };

    using RowsModel::RowsModel;

    void setEntries(const Journal::Entries& entries);   // oldest first, as the journal lists them

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
};

}  // namespace memdelbrot
