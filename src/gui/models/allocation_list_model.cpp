#include "gui/models/allocation_list_model.h"

#include "gui/models/target_text.h"

#include <QCoreApplication>

namespace memdelbrot {

bool operator==(const AllocationRow& left, const AllocationRow& right)
{
    const Allocation& a = left.allocation;
    const Allocation& b = right.allocation;
    return a.name == b.name && a.target == b.target && a.range == b.range && a.view.dtype == b.view.dtype
        && a.view.shape == b.view.shape && a.kind == b.kind && a.state == b.state && a.contents == b.contents
        && left.isWritable == right.isWritable;
}

namespace {

QString stateWord(AllocationState state)
{
    switch (state) {
    case AllocationState::InUse:
        return QCoreApplication::translate("AllocationListModel", "in use");
    case AllocationState::Freed:
        return QCoreApplication::translate("AllocationListModel", "freed");
    case AllocationState::Kept:
        return QCoreApplication::translate("AllocationListModel", "frozen");
    case AllocationState::Gone:
        return QCoreApplication::translate("AllocationListModel", "gone");
    }
    return {};
}

QString lifeText(const Allocation& allocation)
{
    if (allocation.state == AllocationState::Freed)
        return QCoreApplication::translate("AllocationListModel", "freed; what stands there is not it any more");
    return toQt(stateText(allocation.state));
}

}  // namespace

void AllocationListModel::setAllocations(std::vector<AllocationRow> allocations)
{
    updateRows(std::move(allocations), [](const AllocationRow& row) { return row.allocation.name; });
}

QVariant AllocationListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& [allocation, isWritable] = row(index.row());
    if (role == IsFreedRole)
        return !allocation.isInUse();
    if (role == Qt::TextAlignmentRole && index.column() == SizeColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == SummaryRole)
        return tr("%1: %2\nFlags: %3")
            .arg(toQt(allocation.name), lifeText(allocation), flagsText(flagsOf(allocation, isWritable)));
    if (role == Qt::ToolTipRole) {
        const QString what = allocation.contents.empty() ? QString() : tr("\nHolds %1").arg(toQt(allocation.contents));
        const QString all = index.data(SummaryRole).toString() + what;
        const bool isSaid =
            index.column() == NameColumn || index.column() == StateColumn || index.column() == FlagsColumn;
        return isSaid ? all : index.data().toString() + QLatin1Char('\n') + all;  // the cell may be too narrow for it
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return toQt(allocation.name);
    case AddressColumn:
        return addressText(allocation.range.begin());
    case SizeColumn:
        return sizeText(allocation.range.size());
    case DtypeColumn:
        return toQt(allocation.view.dtype.name());
    case ShapeColumn:
        return toQt(shapeText(allocation.view.shape));
    case ContentsColumn:
        return toQt(allocation.contents);
    case KindColumn:
        return toQt(allocation.kind);
    case OwnerColumn:
        return allocation.owner == AllocationOwner::Worker ? tr("worker") : tr("this program");
    case StateColumn:
        return stateWord(allocation.state);
    default:
        return flagsText(flagsOf(allocation, isWritable));
    }
}

QVariant AllocationListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case AddressColumn:
        return tr("Begins at");
    case SizeColumn:
        return tr("Size");
    case DtypeColumn:
        return tr("Dtype");
    case ShapeColumn:
        return tr("Shape");
    case ContentsColumn:
        return tr("Holds");
    case KindColumn:
        return tr("Kind");
    case OwnerColumn:
        return tr("Owner");
    case StateColumn:
        return tr("State");
    default:
        return tr("Flags");
    }
}

QString flagsText(const ArrayFlags& flags)
{
    QStringList names;
    if (flags.contiguous)
        names.append(QStringLiteral("C_CONTIGUOUS"));
    if (flags.fortranContiguous)
        names.append(QStringLiteral("F_CONTIGUOUS"));
    if (flags.ownsData)
        names.append(QStringLiteral("OWNDATA"));
    if (flags.writeable)
        names.append(QStringLiteral("WRITEABLE"));
    if (flags.aligned)
        names.append(QStringLiteral("ALIGNED"));
    return names.join(QStringLiteral(", "));
}

Place placeOf(const Allocation& allocation)
{
    return {.target = allocation.target,
            .address = allocation.range.begin(),
            .view = allocation.view,
            .label = "alloc:" + allocation.name};
}

}  // namespace memdelbrot
