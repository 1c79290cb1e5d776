#pragma once

#include "gui/models/rows_model.h"
#include "memory/region.h"

namespace memdelbrot {

// A target's regions. A filter proxy sees all texts of a row.
class RegionListModel final : public RowsModel<Region> {
    Q_OBJECT

public:
    enum Column { BeginColumn, SizeColumn, PermissionsColumn, KindColumn, PathColumn, ColumnCount };
    enum Role { SortRole = Qt::UserRole + 1 };   // numbers where the text is not to be sorted by

    using RowsModel::RowsModel;

    void setRegions(std::vector<Region> regions);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
};

// A file that is mapped with code in it.
struct MappedLibrary {
    std::string path;
    Address begin;            // of its first mapping
    std::uint64_t size = 0;   // bytes, its mappings together

    friend bool operator==(const MappedLibrary&, const MappedLibrary&) = default;
};
[[nodiscard]] std::vector<MappedLibrary> mappedLibraries(const std::vector<Region>& regions);

class LibraryListModel final : public RowsModel<MappedLibrary> {
    Q_OBJECT

public:
    enum Column { NameColumn, BeginColumn, SizeColumn, ColumnCount };

    using RowsModel::RowsModel;

    void setLibraries(std::vector<MappedLibrary> libraries);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
};

}  // namespace memdelbrot
