#include "gui/models/bookmark_list_model.h"

#include "gui/models/target_text.h"

namespace memdelbrot {

void BookmarkListModel::replaceRows(std::vector<Bookmark> bookmarks)
{
    updateRows(std::move(bookmarks),
               [](const Bookmark& bookmark) { return std::pair(bookmark.place.target, bookmark.place.address); });
}

void BookmarkListModel::add(const Place& place, const std::string& name)
{
    std::vector<Bookmark> bookmarks = rows();
    const Bookmark bookmark{.name = name, .place = place};
    const auto isSame = [&](const Bookmark& known) {
        return known.place.target == place.target && known.place.address == place.address;
    };
    if (const auto known = std::find_if(bookmarks.begin(), bookmarks.end(), isSame); known != bookmarks.end())
        *known = bookmark;
    else
        bookmarks.push_back(bookmark);
    replaceRows(std::move(bookmarks));
}

void BookmarkListModel::remove(int row)
{
    std::vector<Bookmark> bookmarks = rows();
    bookmarks.erase(bookmarks.begin() + row);
    replaceRows(std::move(bookmarks));
}

Qt::ItemFlags BookmarkListModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags usual = RowsModel::flags(index);
    return index.isValid() && index.column() == NameColumn ? usual | Qt::ItemIsEditable : usual;
}

QVariant BookmarkListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole))
        return {};
    const Bookmark& bookmark = row(index.row());
    return index.column() == NameColumn ? toQt(bookmark.name) : addressText(bookmark.place.address);
}

bool BookmarkListModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const QString name = value.toString().trimmed();
    if (!index.isValid() || role != Qt::EditRole || index.column() != NameColumn || name.isEmpty())
        return false;
    add(row(index.row()).place, name.toStdString());
    return true;
}

QVariant BookmarkListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Bookmark") : tr("Address");
}

}  // namespace memdelbrot
