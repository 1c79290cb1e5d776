#include "gui/models/export_list_model.h"

#include "gui/models/target_text.h"

#include <algorithm>

namespace memdelbrot {

namespace {

QString originText(const CSignature& signature)
{
    switch (signature.origin) {
    case SignatureOrigin::Header:
        return QObject::tr("declared in %1").arg(toQt(signature.header));
    case SignatureOrigin::Typed:
        return QObject::tr("declared by you, or in the source");
    case SignatureOrigin::Dwarf:
        break;
    }
    return QObject::tr("from debug information");
}

QString toolTipOf(const LibrarySymbol& entry)
{
    QString text = QObject::tr("%1, %2").arg(toQt(entry.symbol.name), symbolKindText(entry.symbol.kind));
    if (!entry.symbol.version.empty())
        text += QObject::tr(", version %1").arg(toQt(entry.symbol.version));
    if (entry.signature)
        text +=
            QLatin1Char('\n') + toQt(entry.signature->declaration) + QLatin1Char('\n') + originText(*entry.signature);
    return text;
}

}  // namespace

QString symbolKindText(SymbolKind kind)
{
    switch (kind) {
    case SymbolKind::Function:
        return QObject::tr("function");
    case SymbolKind::IndirectFunction:
        return QObject::tr("indirect function");
    case SymbolKind::Variable:
        return QObject::tr("variable");
    case SymbolKind::ThreadLocal:
        return QObject::tr("thread-local variable");
    case SymbolKind::Other:
        break;
    }
    return QObject::tr("symbol");
}

void ExportListModel::setSymbols(std::vector<LibrarySymbol> symbols)
{
    // An old version of a name stands for programs linked long ago; dlsym gives the default one.
    std::erase_if(symbols, [](const LibrarySymbol& entry) { return !entry.symbol.isDefaultVersion; });
    beginResetModel();
    m_symbols = std::move(symbols);
    endResetModel();
}

void ExportListModel::setSignature(const CSignature& signature)
{
    const int row = rowOf(toQt(signature.name));
    if (row < 0)
        return;
    m_symbols[static_cast<std::size_t>(row)].signature = signature;
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int ExportListModel::rowOf(const QString& name) const
{
    const std::string wanted = name.toStdString();
    const auto found = std::find_if(m_symbols.begin(), m_symbols.end(),
                                    [&](const LibrarySymbol& entry) { return entry.symbol.name == wanted; });
    return found == m_symbols.end() ? -1 : static_cast<int>(found - m_symbols.begin());
}

int ExportListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_symbols.size());
}

QVariant ExportListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const LibrarySymbol& entry = symbol(index.row());
    if (role == Qt::ToolTipRole)
        return toolTipOf(entry);
    if (role == IsCallableRole)
        return entry.symbol.kind == SymbolKind::Function || entry.symbol.kind == SymbolKind::IndirectFunction;
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == NameColumn)
        return toQt(entry.symbol.demangled);
    return entry.signature ? toQt(entry.signature->declaration) : QString();
}

QVariant ExportListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("Declaration");
}

ExportFilter::ExportFilter(QObject* parent) : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(true);
}

void ExportFilter::setWords(const QString& words)
{
    m_words = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidate();
    sort(0);
}

void ExportFilter::setFunctionsOnly(bool functionsOnly)
{
    m_functionsOnly = functionsOnly;
    invalidateFilter();
}

bool ExportFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QModelIndex name = sourceModel()->index(row, ExportListModel::NameColumn, parent);
    if (m_functionsOnly && !name.data(ExportListModel::IsCallableRole).toBool())
        return false;
    const QString text = name.data().toString() + QLatin1Char(' ')
        + name.siblingAtColumn(ExportListModel::DeclarationColumn).data().toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

int ExportFilter::rankOf(const QString& name) const
{
    if (m_words.isEmpty())
        return name.startsWith(QLatin1Char('_')) ? 1 : 0;   // names for the library's own use
    if (name == m_words.first())
        return 0;
    return name.startsWith(m_words.first(), Qt::CaseInsensitive) ? 1 : 2;
}

bool ExportFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QString leftName = left.siblingAtColumn(ExportListModel::NameColumn).data().toString();
    const QString rightName = right.siblingAtColumn(ExportListModel::NameColumn).data().toString();
    return std::pair(rankOf(leftName), leftName) < std::pair(rankOf(rightName), rightName);
}

}  // namespace memdelbrot
