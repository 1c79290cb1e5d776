#pragma once

#include "search/search.h"

#include <QAbstractTableModel>

namespace memdelbrot {

// The matches of a search, as many as there are: only the rows in sight are ever worded.
class MatchListModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { AddressColumn, SizeColumn, WhereColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void setRegions(std::vector<Region> regions) { m_regions = std::move(regions); }   // which the matches lie in
    void append(std::span<const Match> matches);
    // REQUIRES: a row that there is.
    [[nodiscard]] const Match& matchAt(int row) const { return m_matches[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    std::vector<Match> m_matches;
    std::vector<Region> m_regions;
};

// "3 matches in 1.2 MiB, 0.02 s; 4 KiB could not be read".
[[nodiscard]] QString searchText(const SearchResult& result, std::size_t matches);
// "1.2 GiB of 3.0 GiB, 4.8 GiB/s, 3 matches".
[[nodiscard]] QString progressText(const SearchProgress& progress, double seconds);

// What to do where bytes are looked for and none were typed: "“sleep” is not hexadecimal: choose text, or write 73 6c …".
[[nodiscard]] QString notHexText(const QString& typed);

}  // namespace memdelbrot
