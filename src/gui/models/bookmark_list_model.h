#pragma once

#include "gui/models/rows_model.h"
#include "workbench/addresses.h"

namespace memdelbrot {

struct Bookmark {
    std::string name;
    Place place;

    friend bool operator==(const Bookmark& left, const Bookmark& right)
    {
        return left.name == right.name && left.place.target == right.place.target
            && left.place.address == right.place.address;
    }
};

// Places that the user named, for as long as the program runs: addresses of processes mean nothing afterwards.
class BookmarkListModel final : public RowsModel<Bookmark> {
    Q_OBJECT

public:
    enum Column { NameColumn, AddressColumn, ColumnCount };

    using RowsModel::RowsModel;

    void add(const Place& place, const std::string& name);   // the same place again only takes the new name
    void remove(int row);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;   // renames
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    void replaceRows(std::vector<Bookmark> bookmarks);
};

}  // namespace memdelbrot
