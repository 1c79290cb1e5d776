#include "gui/widgets/elided_label.h"
#include "support/window_fixture.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QStatusBar>
#include <QTreeView>
#include <QTreeWidget>

using namespace memdelbrot;

class TestMainWindow final : public QObject {
    Q_OBJECT

private slots:
    void everyInputHasAnObjectNameAndAnAccessibleOne()
    {
        WindowFixture fixture;
        fixture.makePanels();
        const auto own = [](const QWidget* widget) { return !widget->objectName().startsWith(QLatin1String("qt_")); };
        for (const QWidget* input : fixture.window().findChildren<QWidget*>()) {
            const bool isInput = qobject_cast<const QLineEdit*>(input) || qobject_cast<const QComboBox*>(input)
                || qobject_cast<const QTreeView*>(input);
            const bool isPart = qobject_cast<const QComboBox*>(input->parentWidget())
                || input->parentWidget()->inherits("QAbstractSpinBox")
                || input->parentWidget()->inherits("QComboBoxPrivateContainer") || input->inherits("QComboBoxListView");
            if (!isInput || isPart || !own(input))
                continue;
            QVERIFY2(!input->objectName().isEmpty(), input->metaObject()->className());
            QVERIFY2(!input->accessibleName().isEmpty(), qPrintable(input->objectName()));
        }
    }

    void noTwoActionsOfTheWindowShareAShortcut()
    {
        WindowFixture fixture;
        fixture.makePanels();
        QMap<QString, QString> owners;
        for (const QAction* action : fixture.window().findChildren<QAction*>()) {
            if (action->shortcutContext() != Qt::WindowShortcut)
                continue;
            for (const QKeySequence& keys : action->shortcuts()) {
                const QString text = keys.toString();
                QVERIFY2(!owners.contains(text),
                         qPrintable(text + QStringLiteral(": ") + owners.value(text) + QStringLiteral(", ")
                                    + action->text()));
                owners.insert(text, action->text());
            }
        }
        QVERIFY(owners.size() >= 10);
    }

    void shortcutsAreListedUncut()
    {
        WindowFixture fixture;
        fixture.action("shortcutsAction")->trigger();
        const auto* const list = fixture.window().findChild<QTreeWidget*>(QStringLiteral("shortcutsList"));
        QVERIFY(list);
        QTRY_VERIFY(list->isVisible());
        const QAbstractItemView* const view = list;
        for (int column = 0; column < 2; ++column)
            QTRY_VERIFY(list->columnWidth(column) >= view->sizeHintForColumn(column));
        QVERIFY(!list->findItems(QStringLiteral("Find…"), Qt::MatchExactly, 1).isEmpty());
    }

    void findLeadsToTheSearchFromAnywhere()
    {
        WindowFixture fixture;
        fixture.window().activateWindow();
        QTest::keyClick(&fixture.window(), Qt::Key_F, Qt::ControlModifier);
        auto* const query = fixture.window().findChild<QLineEdit*>(QStringLiteral("searchQuery"));
        QVERIFY(query);
        QTRY_VERIFY(query->hasFocus());
        QVERIFY(query->isVisible());
    }

    void aMessageHasTheFieldsGiveWay()
    {
        WindowFixture fixture(QSize(1280, 800));
        const auto* const selection = fixture.find<ElidedLabel>("statusSelection");
        QTRY_VERIFY(!selection->text().isEmpty());   // with the first counts
        const QFontMetrics metrics(fixture.window().statusBar()->font());
        const QString text(900 / metrics.horizontalAdvance(QLatin1Char('m')), QLatin1Char('m'));
        emit fixture.navigator().statusMessage(text);
        QCOMPARE(fixture.window().statusBar()->currentMessage(), text);
        QVERIFY(selection->isHidden());
        QVERIFY(!fixture.find("statusTarget")->isHidden());
        QTRY_VERIFY(fixture.find("statusTarget")->x() > metrics.horizontalAdvance(text));
        fixture.window().statusBar()->clearMessage();
        QVERIFY(!selection->isHidden());
    }

    void theStoryStaysDismissed()
    {
        WindowFixture fixture;
        QVERIFY(!fixture.find("storyBar")->isHidden());
        fixture.click("dismissStory");
        QVERIFY(fixture.find("storyBar")->isHidden());
        fixture.reopen();
        QVERIFY(fixture.find("storyBar")->isHidden());
    }

    void goToAddressPutsTheCursorIntoTheAddressBar()
    {
        WindowFixture fixture;
        fixture.window().activateWindow();
        QTRY_VERIFY(fixture.window().isActiveWindow());
        QTest::keyClick(&fixture.window(), Qt::Key_G, Qt::ControlModifier);
        QTRY_VERIFY(fixture.find("addressBar")->hasFocus());
    }

    void ownRegionsAreListedAndFiltered()
    {
        WindowFixture fixture;
        auto* const table = fixture.find<QTreeView>("regionTable");
        QTRY_VERIFY(table->model()->rowCount() > 20);
        const int all = table->model()->rowCount();
        QTest::keyClicks(fixture.find("regionFilter"), QStringLiteral("[stack]"));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QSignalSpy requests(&fixture.navigator(), &Navigator::memoryRequested);
        emit table->activated(table->model()->index(0, 0));
        QCOMPARE(requests.count(), 1);
        QVERIFY(all > 1);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
