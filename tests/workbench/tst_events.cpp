#include "workbench/events.h"

#include <QtTest>

#include <atomic>
#include <future>

using namespace memdelbrot;

class EventsTest : public QObject {
    Q_OBJECT

private slots:
    void theListenerHearsEachEvent();
    void heldEventsAreToldOnceWhenTheOutermostHoldEnds();
    void oneHoldDoesNotHoldAnothersEvents();
    void noCallOfARemovedListenerIsUnderWay();
};

void EventsTest::theListenerHearsEachEvent()
{
    Events events;
    std::vector<WorkbenchEvent> heard;
    events.notify(WorkbenchEvent::JournalChanged);
    events.setListener([&](WorkbenchEvent event) { heard.push_back(event); });
    events.notify(WorkbenchEvent::TargetsChanged);
    events.notify(WorkbenchEvent::TargetsChanged);
    events.setListener({});
    events.notify(WorkbenchEvent::TargetsChanged);
    QCOMPARE(heard, (std::vector{WorkbenchEvent::TargetsChanged, WorkbenchEvent::TargetsChanged}));
}

void EventsTest::heldEventsAreToldOnceWhenTheOutermostHoldEnds()
{
    Events events;
    std::vector<WorkbenchEvent> heard;
    events.setListener([&](WorkbenchEvent event) { heard.push_back(event); });
    {
        const Events::Hold outer(events);
        events.notify(WorkbenchEvent::FrozenChanged);
        {
            const Events::Hold inner(events);
            events.notify(WorkbenchEvent::TargetsChanged);
            events.notify(WorkbenchEvent::TargetsChanged);
            QVERIFY(heard.empty());
        }
        QVERIFY(heard.empty());
        events.notify(WorkbenchEvent::TargetsChanged);
    }
    QCOMPARE(heard, (std::vector{WorkbenchEvent::FrozenChanged, WorkbenchEvent::TargetsChanged}));
}

void EventsTest::oneHoldDoesNotHoldAnothersEvents()
{
    Events held;
    Events other;
    int heard = 0;
    other.setListener([&](WorkbenchEvent) { ++heard; });
    const Events::Hold hold(held);
    other.notify(WorkbenchEvent::TargetsChanged);
    QCOMPARE(heard, 1);
}

void EventsTest::noCallOfARemovedListenerIsUnderWay()
{
    Events events;
    std::promise<void> entered;
    std::promise<void> leave;
    std::atomic<bool> isOver = false;
    events.setListener([&](WorkbenchEvent) {
        entered.set_value();
        leave.get_future().wait();
        isOver = true;
    });
    const auto notifying = std::async(std::launch::async, [&] { events.notify(WorkbenchEvent::TargetsChanged); });
    entered.get_future().wait();
    auto removing = std::async(std::launch::async, [&] {
        events.setListener({});
        return isOver.load();
    });
    leave.set_value();
    QVERIFY(removing.get());
}

QTEST_GUILESS_MAIN(EventsTest)
#include "tst_events.moc"
