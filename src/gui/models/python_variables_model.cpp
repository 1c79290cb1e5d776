#include "gui/models/python_variables_model.h"

#include "gui/models/target_text.h"

#include <cstring>

namespace memdelbrot {

namespace {

constexpr std::uint64_t headSize = 16;   // ob_refcnt and ob_type: the same in all CPythons that a session can run

// pymalloc's list of free blocks goes through their first words (CPython, Objects/obmalloc.c, pymalloc_free), and leaves
// the type in place: what stands there then is 0 or a pointer, and no pointer is as small as a count of references,
// which take 8 bytes each.
bool isCount(std::uint64_t word)
{
    return word != 0 && word < std::uint64_t(1) << 32;
}

QString cell(const VariableRow& row, int column)
{
    const PythonVariable& variable = row.variable;
    switch (column) {
    case PythonVariablesModel::NameColumn:
        return toQt(variable.name);
    case PythonVariablesModel::TypeColumn:
        return toQt(variable.type);
    case PythonVariablesModel::AddressColumn:
        return addressText(variable.address);
    case PythonVariablesModel::SizeColumn:
        return QString::number(variable.size);
    case PythonVariablesModel::CountColumn:
        return row.isGone ? QObject::tr("gone") : referenceCountText(variable.referenceCount);
    case PythonVariablesModel::ValueColumn:
        return toQt(variable.repr).replace(QLatin1Char('\n'), QLatin1Char(' '));
    default:
        return {};
    }
}

}  // namespace

QString referenceCountText(std::uint64_t count)
{
    return static_cast<std::int32_t>(count) < 0 ? QObject::tr("immortal") : QString::number(count);
}

void PythonVariablesModel::setVariables(const std::vector<PythonVariable>& variables)
{
    std::vector<VariableRow> rows;
    for (const PythonVariable& variable : variables)
        rows.push_back({.variable = variable});
    updateRows(std::move(rows), [](const VariableRow& row) { return row.variable.name; });
}

std::vector<AddressRange> PythonVariablesModel::heads() const
{
    std::vector<AddressRange> ranges;
    for (const VariableRow& row : rows())
        ranges.push_back(AddressRange::fromSize(row.variable.address, headSize));
    return ranges;
}

void PythonVariablesModel::setHeads(const std::vector<AddressRange>& asked, const std::vector<ReadResult>& heads)
{
    if (asked != this->heads() || heads.size() != asked.size())
        return;
    std::vector<VariableRow> changed = rows();
    for (std::size_t i = 0; i < changed.size(); ++i) {
        VariableRow& row = changed[i];
        std::uint64_t words[2]{};
        const bool isRead = heads[i].isComplete() && heads[i].bytes.size() == sizeof words;
        if (isRead)
            std::memcpy(words, heads[i].bytes.data(), sizeof words);
        row.isGone = !isRead || words[1] != row.variable.typeAddress.value() || !isCount(words[0]);
        if (!row.isGone)
            row.variable.referenceCount = words[0];
    }
    updateRows(std::move(changed), [](const VariableRow& row) { return row.variable.name; });
}

QVariant PythonVariablesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const VariableRow& shown = row(index.row());
    if (role == Qt::DisplayRole)
        return cell(shown, index.column());
    if (role == Qt::TextAlignmentRole && (index.column() == SizeColumn || index.column() == CountColumn))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == NameColumn && shown.variable.name == "_")
        return tr("The console's last result: it holds a reference to it");
    if (role == Qt::ToolTipRole)
        return toQt(shown.variable.repr);
    return {};
}

QVariant PythonVariablesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole && section == CountColumn)
        return tr("References to the object, read from outside: none of ours. sys.getrefcount says one more, its own "
                  "argument");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case TypeColumn:
        return tr("Type");
    case AddressColumn:
        return tr("Address");
    case SizeColumn:
        return tr("Bytes");
    case CountColumn:
        return tr("References");
    case ValueColumn:
        return tr("Value");
    default:
        return {};
    }
}

}  // namespace memdelbrot
