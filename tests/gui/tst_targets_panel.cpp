#include "gui/panels/targets_panel.h"
#include "support/live_process.h"

#include <QSignalSpy>
#include <QTreeView>
#include <QtTest>

using namespace memdelbrot;
using memdelbrot::test::LiveProcess;
using memdelbrot::test::MappedPages;

class TargetsPanelTest final : public QObject {
    Q_OBJECT

private slots:
    void aRegionOpensInTheTargetThatItIsListedFor();
};

void TargetsPanelTest::aRegionOpensInTheTargetThatItIsListedFor()
{
    LiveProcess live(1, [](MappedPages&) {});
    {
        TargetsPanel panel(live.context());
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        auto* const table = panel.findChild<QTreeView*>(QStringLiteral("regionTable"));
        QVERIFY(table);
        emit live.navigator().targetSelected(live.target());
        QTRY_VERIFY(table->model()->rowCount() > 0);
        QSignalSpy requests(&live.navigator(), &Navigator::memoryRequested);
        const auto firstOpens = [&] {
            requests.clear();
            emit table->activated(table->model()->index(0, 0));
            return requests.isEmpty() ? TargetId() : requests.front().front().value<Place>().target;
        };
        QTRY_COMPARE(firstOpens(), live.target());
        const auto file = live.workbench().targets().openFile(
            QFile::encodeName(QCoreApplication::applicationFilePath()).toStdString());
        QVERIFY(file);
        emit live.navigator().targetSelected(*file);   // its one region is listed by and by
        QCOMPARE(firstOpens(), live.target());
        emit live.navigator().targetSelected(*file);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QCOMPARE(firstOpens(), *file);
    }
}

QTEST_MAIN(TargetsPanelTest)
#include "tst_targets_panel.moc"
