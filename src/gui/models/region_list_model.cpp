#include "gui/models/region_list_model.h"

#include "gui/models/target_text.h"

#include <set>

namespace memdelbrot {

void RegionListModel::setRegions(std::vector<Region> regions)
{
    updateRows(std::move(regions), [](const Region& region) { return region.range.begin(); });
}

QVariant RegionListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Region& region = row(index.row());
    if (role == Qt::TextAlignmentRole && index.column() == SizeColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return tr("%1, %2 bytes, %3 %4 %5")
            .arg(addressText(region.range.begin()))
            .arg(region.range.size())
            .arg(toQt(permissionsText(region.permissions)), toQt(regionKindText(region.kind)), toQt(region.path));
    if (role == SortRole && index.column() == BeginColumn)
        return QVariant::fromValue<quint64>(region.range.begin().value());
    if (role == SortRole && index.column() == SizeColumn)
        return QVariant::fromValue<quint64>(region.range.size());
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (index.column()) {
    case BeginColumn:
        return addressText(region.range.begin());
    case SizeColumn:
        return sizeText(region.range.size());
    case PermissionsColumn:
        return toQt(permissionsText(region.permissions));
    case KindColumn:
        return toQt(regionKindText(region.kind));
    default:
        return toQt(region.path);
    }
}

QVariant RegionListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case BeginColumn:
        return tr("Begins at");
    case SizeColumn:
        return tr("Size");
    case PermissionsColumn:
        return tr("Rights");
    case KindColumn:
        return tr("Kind");
    default:
        return tr("File");
    }
}

std::vector<MappedLibrary> mappedLibraries(const std::vector<Region>& regions)
{
    std::vector<MappedLibrary> libraries;
    std::set<std::string> withCode;
    for (const Region& region : regions) {
        if (region.path.empty() || region.path.front() != '/')
            continue;
        if (region.permissions.execute)
            withCode.insert(region.path);
        const auto known = std::find_if(libraries.begin(), libraries.end(),
                                        [&](const MappedLibrary& library) { return library.path == region.path; });
        if (known == libraries.end())
            libraries.push_back({.path = region.path, .begin = region.range.begin(), .size = region.range.size()});
        else
            known->size += region.range.size();
    }
    std::erase_if(libraries, [&](const MappedLibrary& library) { return !withCode.contains(library.path); });
    return libraries;
}

void LibraryListModel::setLibraries(std::vector<MappedLibrary> libraries)
{
    updateRows(std::move(libraries), [](const MappedLibrary& library) { return library.path; });
}

QVariant LibraryListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const MappedLibrary& library = row(index.row());
    if (role == Qt::ToolTipRole)
        return toQt(library.path);
    if (role == Qt::TextAlignmentRole && index.column() == SizeColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return toQt(library.path).section(QLatin1Char('/'), -1);
    case BeginColumn:
        return addressText(library.begin);
    default:
        return sizeText(library.size);
    }
}

QVariant LibraryListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Library") : section == BeginColumn ? tr("Begins at") : tr("Size");
}

}  // namespace memdelbrot
