#include "gui/models/target_list_model.h"

#include "gui/models/target_text.h"

namespace memdelbrot {

void TargetListModel::setTargets(const std::vector<TargetInfo>& targets)
{
    std::vector<TargetRow> rows;
    for (const TargetInfo& info : targets)
        rows.push_back({info});
    updateRows(std::move(rows), [](const TargetRow& row) { return row.info.id; });
}

int TargetListModel::rowOf(TargetId target) const
{
    const auto found =
        std::find_if(rows().begin(), rows().end(), [&](const TargetRow& row) { return row.info.id == target; });
    return found == rows().end() ? -1 : static_cast<int>(found - rows().begin());
}

QVariant TargetListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const TargetInfo& info = row(index.row()).info;
    switch (role) {
    case ColourRole:
        return info.colour;
    case StateRole:
        return static_cast<int>(info.state);
    case LockRole:
        return static_cast<int>(info.lock);
    case Qt::ToolTipRole:
        return targetToolTip(info);
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case NameColumn:
        return toQt(info.name);
    case StateColumn:
        return stateText(info);
    default:
        return lockText(info);
    }
}

QVariant TargetListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Target") : section == StateColumn ? tr("State") : tr("Writing");
}

}  // namespace memdelbrot
