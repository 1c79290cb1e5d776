#pragma once

#include "gui/models/rows_model.h"
#include "memory/memory_target.h"
#include "python/python_session.h"

namespace memdelbrot {

struct VariableRow {
    PythonVariable variable;
    bool isGone = false;   // freed since, or its place taken

    friend bool operator==(const VariableRow& left, const VariableRow& right)
    {
        const PythonVariable& a = left.variable;
        const PythonVariable& b = right.variable;
        return a.name == b.name && a.type == b.type && a.address == b.address && a.size == b.size
            && a.referenceCount == b.referenceCount && a.repr == b.repr && a.contents == b.contents
            && a.typeAddress == b.typeAddress && left.isGone == right.isGone;
    }
};

// __main__'s names. Counts are brought up to date from outside between two cells.
class PythonVariablesModel final : public RowsModel<VariableRow> {
    Q_OBJECT

public:
    enum Column { NameColumn, TypeColumn, AddressColumn, SizeColumn, CountColumn, ValueColumn, ColumnCount };

    using RowsModel::RowsModel;

    void setVariables(const std::vector<PythonVariable>& variables);
    // Where the counts stand: ob_refcnt and ob_type of each row, 16 bytes.
    [[nodiscard]] std::vector<AddressRange> heads() const;
    // What was read there; ignored where the rows have changed since they were asked for.
    void setHeads(const std::vector<AddressRange>& asked, const std::vector<ReadResult>& heads);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
};

// "3", or "immortal" for a count that counts nothing (PEP 683: the lower half below zero).
[[nodiscard]] QString referenceCountText(std::uint64_t count);

}  // namespace memdelbrot
