#include "gui/models/value_table_model.h"

namespace memdelbrot {

void ValueTableModel::setBytes(std::vector<std::byte> bytes, std::size_t selected)
{
    m_bytes = std::move(bytes);
    m_selected = selected;
    updateRows(m_bytes.empty() ? std::vector<ValueRow>() : valueRows(m_bytes, selected),
               [](const ValueRow& row) { return row.label; });
}

QVariant ValueTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)
        || (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole))
        return {};
    const ValueRow& shown = row(index.row());
    return index.column() == TypeColumn ? shown.label : index.column() == LittleColumn ? shown.little : shown.big;
}

QVariant ValueTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    if (role == Qt::ToolTipRole && section != TypeColumn)
        return section == LittleColumn ? tr("Little-endian: the lowest byte stands first, as on this machine")
                                       : tr("Big-endian: the highest byte stands first");
    return section == TypeColumn ? tr("As") : section == LittleColumn ? tr("Little") : tr("Big");
}

Qt::ItemFlags ValueTableModel::flags(const QModelIndex& index) const
{
    const bool hasValue = index.column() != TypeColumn && !index.data().toString().isEmpty();
    return QAbstractTableModel::flags(index) | (m_isEditable && hasValue ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

bool ValueTableModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || value.toString() == index.data().toString())
        return false;
    const auto bytes = bytesOf(row(index.row()), index.column() == BigColumn, value.toString(), m_selected);
    if (!bytes) {
        emit refused(bytes.error());
        return false;
    }
    if (bytes->empty() || bytes->size() > m_bytes.size())
        return false;
    emit edited({m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(bytes->size())}, *bytes);
    return true;   // shown once it stands there and was read back
}

}  // namespace memdelbrot
