#pragma once

#include "search/search.h"

#include <QAbstractTableModel>

namespace memdelbrot {

// The matches of a search, as many as there are: only the rows in sight are ever worded.
class MatchListModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { AddressColumn, WhereColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setResult(SearchResult result);
    [[nodiscard]] Address addressAt(int row) const { return m_result.matches[static_cast<std::size_t>(row)].begin; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    SearchResult m_result;
};

// "3 matches in 1.2 MiB, 0.02 s; 4 KiB could not be read".
[[nodiscard]] QString searchText(const SearchResult& result);

// What to do where bytes are looked for and none were typed: "“sleep” is not hexadecimal: choose text, or write 73 6c …".
[[nodiscard]] QString notHexText(const QString& typed);

}  // namespace memdelbrot
