// How wide a table's columns are made.
#include "gui/models/fitted_widths.h"
#include "gui/panels/fitted_columns.h"
#include "gui/panels/shared_room_delegate.h"

#include <QStandardItemModel>
#include <QtTest>
#include <QtWidgets>

using namespace memdelbrot;

class FittedColumnsTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsCutWhereThereIsRoomForAll()
    {
        QCOMPARE(fittedWidths({90, 300, 80}, 500, 140), (std::vector<int>{90, 300, 80}));
    }

    void aLongColumnIsCutToTheRoomThatTheOthersLeave()
    {
        QCOMPARE(fittedWidths({90, 300, 80}, 400, 140), (std::vector<int>{90, 230, 80}));
    }

    void theLastColumnIsCutBeforeTheViewScrolls()
    {
        QCOMPARE(fittedWidths({90, 300, 80}, 250, 140), (std::vector<int>{90, 96, 64}));
    }

    void whatCannotFitScrolls() { QCOMPARE(fittedWidths({90, 300, 80}, 150, 140), (std::vector<int>{90, 140, 80})); }

    void aTableThatGrowsShowsWhatWasCut()
    {
        QTreeView table;
        QStandardItemModel model;
        FittedColumns& columns = fill(table, model);
        table.resize(250, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        columns.fit();
        const int cut = table.columnWidth(1);
        table.resize(900, 200);
        QTRY_VERIFY(table.columnWidth(1) > cut);
        QVERIFY(table.columnWidth(1) > table.fontMetrics().horizontalAdvance(model.item(0, 1)->text()));
    }

    void aWidthGivenByHandStays()
    {
        QTreeView table;
        QStandardItemModel model;
        FittedColumns& columns = fill(table, model);
        table.resize(250, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        columns.fit();
        table.setColumnWidth(1, 77);
        table.resize(900, 200);
        QTRY_COMPARE(table.width(), 900);
        QCOMPARE(table.columnWidth(1), 77);
    }

    void aLongValueIsPaintedOnIntoBlankRoomBesideIt()
    {
        QTreeView table;
        QStandardItemModel model;
        model.appendRow({new QStandardItem(QStringLiteral("2")), new QStandardItem(QString(12, QLatin1Char('8')))});
        model.appendRow(
            {new QStandardItem(QString(12, QLatin1Char('8'))), new QStandardItem(QString(12, QLatin1Char('8')))});
        model.appendRow({new QStandardItem(QString(40, QLatin1Char('8'))), new QStandardItem});
        table.setModel(&model);
        table.header()->setStretchLastSection(false);
        const int width = table.fontMetrics().horizontalAdvance(QString(12, QLatin1Char('8')));
        table.setColumnWidth(0, width);
        table.setColumnWidth(1, width / 2);
        const SharedRoomDelegate delegate(0, nullptr);
        const auto textRect = [&](int row, int column) {
            QStyleOptionViewItem option;
            option.widget = &table;
            option.fontMetrics = table.fontMetrics();
            option.rect = QRect(table.columnViewportPosition(column), 0, table.columnWidth(column), 16);
            return delegate.textRect(option, model.index(row, column));
        };
        QVERIFY(textRect(0, 1).width() > width);
        QVERIFY(textRect(0, 1).left() > table.fontMetrics().horizontalAdvance(QLatin1Char('2')));
        QCOMPARE(textRect(1, 1).width(), table.columnWidth(1));   // there is no room
        QCOMPARE(textRect(2, 0).width(), table.columnWidth(0) + table.columnWidth(1));
    }

private:
    static FittedColumns& fill(QTreeView& table, QStandardItemModel& model)
    {
        model.appendRow({new QStandardItem(QStringLiteral("name")), new QStandardItem(QString(60, QLatin1Char('8'))),
                         new QStandardItem(QStringLiteral("type"))});
        table.setModel(&model);
        return *new FittedColumns(table, 140);
    }
};

QTEST_MAIN(FittedColumnsTest)
#include "tst_fitted_columns.moc"
