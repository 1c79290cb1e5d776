#pragma once

#include "workbench/library_calls.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace memdelbrot {

// What a library exports: its functions and variables, with their declarations where these are known.
class ExportListModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, DeclarationColumn, ColumnCount };
    enum Role { IsCallableRole = Qt::UserRole + 1 };   // a function, not a variable

    using QAbstractTableModel::QAbstractTableModel;

    void setSymbols(std::vector<LibrarySymbol> symbols);
    // A declaration became known.
    void setSignature(const CSignature& signature);

    [[nodiscard]] const LibrarySymbol& symbol(int row) const { return m_symbols[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(const QString& name) const;   // -1: none

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    std::vector<LibrarySymbol> m_symbols;
};

// Rows whose name or declaration holds every word of the filter; names that begin with it come first.
class ExportFilter final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit ExportFilter(QObject* parent = nullptr);

    void setWords(const QString& words);
    void setFunctionsOnly(bool functionsOnly);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    [[nodiscard]] int rankOf(const QString& name) const;

    QStringList m_words;
    bool m_functionsOnly = true;
};

// "function", "variable", "indirect function" …
[[nodiscard]] QString symbolKindText(SymbolKind kind);

}  // namespace memdelbrot
