#pragma once

#include "gui/models/rows_model.h"
#include "gui/models/value_rows.h"

namespace memdelbrot {

// The selected bytes as every scalar dtype and text, both byte orders, to be typed over.
class ValueTableModel final : public RowsModel<ValueRow> {
    Q_OBJECT

public:
    enum Column { TypeColumn, LittleColumn, BigColumn, ColumnCount };

    using RowsModel::RowsModel;

    // `bytes`: valueRows()'.
    void setBytes(std::vector<std::byte> bytes, std::size_t selected);
    void setEditable(bool isEditable) { m_isEditable = isEditable; }

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

signals:
    // Both of one size: what was shown, what shall stand there.
    void edited(const std::vector<std::byte>& shown, const std::vector<std::byte>& bytes);
    void refused(const memdelbrot::Error& error);

private:
    std::vector<std::byte> m_bytes;
    std::size_t m_selected = 0;
    bool m_isEditable = false;
};

}  // namespace memdelbrot
