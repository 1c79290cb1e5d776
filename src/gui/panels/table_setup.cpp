#include "gui/panels/table_setup.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QTreeView>

#include <algorithm>

namespace memdelbrot {

void fitColumns(QTreeView& table, int widest)
{
    for (int column = 0; column < table.header()->count(); ++column) {
        table.resizeColumnToContents(column);
        table.setColumnWidth(column, std::min(table.columnWidth(column), widest));
    }
}

void useFixedFont(QTreeView& table)
{
    const QFont usual = table.font();
    table.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    table.header()->setFont(usual);
}

}  // namespace memdelbrot
