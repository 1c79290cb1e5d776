#include "gui/panels/fitted_columns.h"

#include "gui/models/fitted_widths.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QTreeView>

namespace memdelbrot {

FittedColumns::FittedColumns(QTreeView& table, int widest) : QObject(&table), m_table(table), m_widest(widest)
{
    table.viewport()->installEventFilter(this);
}

void FittedColumns::fit()
{
    QHeaderView& header = *m_table.header();
    std::vector<int> contents;
    for (int column = 0; column < header.count(); ++column) {
        m_table.resizeColumnToContents(column);
        contents.push_back(m_table.columnWidth(column));
    }
    const std::vector<int> fitted = fittedWidths(contents, m_table.viewport()->width(), m_widest);
    for (int column = 0; column < header.count(); ++column)
        m_table.setColumnWidth(column, fitted[static_cast<std::size_t>(column)]);
    m_fitted = widths();
}

std::vector<int> FittedColumns::widths() const
{
    std::vector<int> found;
    for (int column = 0; column + 1 < m_table.header()->count(); ++column)
        found.push_back(m_table.columnWidth(column));
    return found;
}

bool FittedColumns::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() != QEvent::Resize || object != m_table.viewport())
        return false;
    const auto* const resize = static_cast<QResizeEvent*>(event);
    if (resize->size().width() != resize->oldSize().width() && !m_fitted.empty() && m_fitted == widths())
        fit();
    return false;
}

}  // namespace memdelbrot
