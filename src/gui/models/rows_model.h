#pragma once

#include <QAbstractTableModel>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace memdelbrot {

// A table over a vector of rows that is brought up to date without a reset, so that selections and scroll positions stay.
template <typename Row>
class RowsModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] const Row& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

protected:
    // `keyOf(row)` names a row for its life. Rows that stay keep their order, or the model is reset after all.
    template <typename KeyOf>
    void updateRows(std::vector<Row> rows, KeyOf keyOf)
    {
        if (m_rows.empty() && !rows.empty()) {
            beginInsertRows({}, 0, static_cast<int>(rows.size()) - 1);
            m_rows = std::move(rows);
            endInsertRows();
            return;
        }
        std::vector<std::decay_t<decltype(keyOf(rows.front()))>> wanted;
        for (const Row& row : rows)
            wanted.push_back(keyOf(row));
        removeMissing(std::set(wanted.begin(), wanted.end()), keyOf);
        std::size_t next = 0;
        for (const auto& key : wanted)
            next += next < m_rows.size() && keyOf(m_rows[next]) == key;
        if (next != m_rows.size()) {
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
            return;
        }
        for (std::size_t i = 0; i < rows.size(); ++i)
            put(i, std::move(rows[i]), wanted[i], keyOf);
    }

private:
    template <typename Keys, typename KeyOf>
    void removeMissing(const std::set<Keys>& wanted, KeyOf keyOf)
    {
        for (int i = rowCount() - 1; i >= 0; --i) {
            if (wanted.contains(keyOf(row(i))))
                continue;
            beginRemoveRows({}, i, i);
            m_rows.erase(m_rows.begin() + i);
            endRemoveRows();
        }
    }

    template <typename Key, typename KeyOf>
    void put(std::size_t position, Row row, const Key& key, KeyOf keyOf)
    {
        const int i = static_cast<int>(position);
        if (position < m_rows.size() && keyOf(m_rows[position]) == key) {
            if (m_rows[position] == row)
                return;
            m_rows[position] = std::move(row);
            emit dataChanged(index(i, 0), index(i, columnCount() - 1));
            return;
        }
        beginInsertRows({}, i, i);
        m_rows.insert(m_rows.begin() + i, std::move(row));
        endInsertRows();
    }

    std::vector<Row> m_rows;
};

}  // namespace memdelbrot
