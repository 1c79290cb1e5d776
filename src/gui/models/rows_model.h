#pragma once

#include <QAbstractTableModel>

#include <algorithm>
#include <cstddef>
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
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

protected:
    // Rows that may come and go in one update: views take each by itself, and more are quicker drawn anew.
    static constexpr std::size_t mostSteps = 100;

    // `keyOf(row)` names a row for its life. Rows that stay keep their order, and at most mostSteps come or go; else the
    // model is reset after all.
    template <typename KeyOf>
    void updateRows(std::vector<Row> rows, KeyOf keyOf)
    {
        if (m_rows.empty() && !rows.empty()) {
            insert(0, rows, 0, rows.size());
        } else if (canStepTo(rows, keyOf)) {
            removeMissing(rows, keyOf);
            insertNew(rows, keyOf);
            takeOver(std::move(rows));
        } else {
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
        }
    }

private:
    // How many rows the two lists begin with, and end with, in common; few others are left to look at.
    template <typename KeyOf>
    [[nodiscard]] std::pair<std::size_t, std::size_t> inCommon(const std::vector<Row>& rows, KeyOf keyOf) const
    {
        const std::size_t most = std::min(rows.size(), m_rows.size());
        std::size_t begin = 0;
        while (begin < most && keyOf(rows[begin]) == keyOf(m_rows[begin]))
            ++begin;
        std::size_t end = 0;
        while (begin + end < most && keyOf(rows[rows.size() - 1 - end]) == keyOf(m_rows[m_rows.size() - 1 - end]))
            ++end;
        return {begin, end};
    }

    template <typename KeyOf>
    [[nodiscard]] static auto keysOf(const std::vector<Row>& rows, std::pair<std::size_t, std::size_t> common,
                                     KeyOf keyOf)
    {
        std::vector<std::decay_t<decltype(keyOf(rows.front()))>> keys;
        for (std::size_t i = common.first; i < rows.size() - common.second; ++i)
            keys.push_back(keyOf(rows[i]));
        return keys;
    }

    template <typename Key>
    [[nodiscard]] static std::vector<Key> sorted(std::vector<Key> keys)
    {
        std::sort(keys.begin(), keys.end());
        return keys;
    }

    template <typename KeyOf>
    [[nodiscard]] bool canStepTo(const std::vector<Row>& rows, KeyOf keyOf) const
    {
        const auto common = inCommon(rows, keyOf);
        const auto wanted = keysOf(rows, common, keyOf);
        auto kept = keysOf(m_rows, common, keyOf);
        const std::size_t before = kept.size();
        const auto known = sorted(wanted);
        std::erase_if(kept, [&known](const auto& key) { return !std::binary_search(known.begin(), known.end(), key); });
        if (before + wanted.size() - 2 * kept.size() > mostSteps)
            return false;
        std::size_t next = 0;
        for (const auto& key : wanted)
            next += next < kept.size() && kept[next] == key;
        return next == kept.size();
    }

    template <typename KeyOf>
    void removeMissing(const std::vector<Row>& rows, KeyOf keyOf)
    {
        const auto common = inCommon(rows, keyOf);
        const auto known = sorted(keysOf(rows, common, keyOf));
        std::size_t end = m_rows.size() - common.second;
        while (end > common.first) {
            std::size_t begin = end;
            while (begin > common.first && !std::binary_search(known.begin(), known.end(), keyOf(m_rows[begin - 1])))
                --begin;
            if (begin < end)
                remove(begin, end);
            end = begin == common.first ? begin : begin - 1;
        }
    }

    template <typename KeyOf>
    void insertNew(const std::vector<Row>& rows, KeyOf keyOf)
    {
        for (std::size_t begin = 0; begin < rows.size(); ++begin) {
            std::size_t end = begin;
            while (end < rows.size() && (begin == m_rows.size() || keyOf(rows[end]) != keyOf(m_rows[begin])))
                ++end;
            if (begin < end)
                insert(begin, rows, begin, end);
            begin = std::max(begin, end);
        }
    }

    // The rows that were there already may say something new.
    void takeOver(std::vector<Row> rows)
    {
        const auto isSame = [](const Row& left, const Row& right) { return left == right; };
        const auto first = std::mismatch(rows.begin(), rows.end(), m_rows.begin(), isSame).first - rows.begin();
        const auto last = std::mismatch(rows.rbegin(), rows.rend(), m_rows.rbegin(), isSame).first;
        const int end = static_cast<int>(rows.rend() - last);
        m_rows = std::move(rows);
        if (first < end)
            emit dataChanged(index(static_cast<int>(first), 0), index(end - 1, columnCount() - 1));
    }

    void remove(std::size_t begin, std::size_t end)
    {
        beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
        m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(begin),
                     m_rows.begin() + static_cast<std::ptrdiff_t>(end));
        endRemoveRows();
    }

    void insert(std::size_t position, const std::vector<Row>& rows, std::size_t begin, std::size_t end)
    {
        beginInsertRows({}, static_cast<int>(position), static_cast<int>(position + end - begin) - 1);
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(position),
                      rows.begin() + static_cast<std::ptrdiff_t>(begin),
                      rows.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
    }

    std::vector<Row> m_rows;
};

}  // namespace memdelbrot
