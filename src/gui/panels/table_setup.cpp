#include "gui/panels/table_setup.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QStyle>
#include <QTreeView>

#include <algorithm>

namespace memdelbrot {

void fitColumns(QTreeView& table, int widest)
{
    int all = 0;
    for (int column = 0; column < table.header()->count(); ++column) {
        table.resizeColumnToContents(column);
        all += table.columnWidth(column);
    }
    if (all <= table.viewport()->width())
        return;
    for (int column = 0; column < table.header()->count(); ++column)
        table.setColumnWidth(column, std::min(table.columnWidth(column), widest));
}

namespace {

int contentWidth(const QTreeView& table, int column)
{
    const int margin = 2 * (table.style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, &table) + 1);
    int width = table.header()->sectionSizeHint(column);
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        const QString text = table.model()->index(row, column).data().toString();
        width = std::max(width, table.fontMetrics().horizontalAdvance(text) + margin);
    }
    return width;
}

}  // namespace

void shareLastColumns(QTreeView& table, int least)
{
    const int last = table.header()->count() - 1;
    if (last < 1)
        return;
    int room = table.viewport()->width();
    for (int column = 0; column < last - 1; ++column)
        room -= table.columnWidth(column);
    const int leftOver = room - contentWidth(table, last);
    const int first = std::min(contentWidth(table, last - 1), std::max({room / 2, least, leftOver}));
    table.header()->resizeSection(last - 1, first);
    table.header()->resizeSection(last, room - first);
}

int widthOfNumbers(const QTreeView& table)
{
    const int margin = table.style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, &table) + 1;
    return table.fontMetrics().horizontalAdvance(QStringLiteral("-9223372036854775808")) + 2 * margin + 2;
}

void useFixedFont(QTreeView& table)
{
    const QFont usual = table.font();
    table.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    table.header()->setFont(usual);
}

}  // namespace memdelbrot
