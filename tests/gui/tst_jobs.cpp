#include "gui/models/jobs.h"

#include <QSemaphore>
#include <QtTest>

#include <atomic>

using namespace memdelbrot;

class TestJobs final : public QObject {
    Q_OBJECT

private slots:
    void deliversTheResultOnTheContextsThread()
    {
        Job job;
        int result = 0;
        QThread* thread = nullptr;
        job.start(
            this, [](std::stop_token) { return 42; },
            [&](int value) {
                result = value;
                thread = QThread::currentThread();
            });
        QTRY_COMPARE(result, 42);
        QCOMPARE(thread, QThread::currentThread());
        QVERIFY(!job.isRunning());
    }

    void onlyTheNewestRequestCounts()
    {
        Job job;
        QSemaphore gate;
        std::vector<int> results;
        const auto done = [&](int value) { results.push_back(value); };
        std::atomic<bool> wasStopped = false;
        std::atomic<bool> isOver = false;
        job.start(
            this,
            [&](std::stop_token stop) {
                gate.acquire();
                wasStopped = stop.stop_requested();
                isOver = true;
                return 1;
            },
            done);
        job.start(this, [](std::stop_token) { return 2; }, done);
        gate.release();
        QTRY_VERIFY(isOver || results.size() == 1);
        QTRY_COMPARE(results, std::vector<int>{2});
        gate.release();
        QVERIFY(blockingPool().waitForDone(10'000));
        QVERIFY(!isOver || wasStopped);
        QCOMPARE(results, std::vector<int>{2});
    }

    void aDestroyedJobDeliversNothing()
    {
        bool wasDelivered = false;
        {
            Job job;
            job.start(this, [](std::stop_token) { return 1; }, [&](int) { wasDelivered = true; });
        }
        QVERIFY(blockingPool().waitForDone(10'000));
        QCoreApplication::sendPostedEvents(this);
        QVERIFY(!wasDelivered);
    }
};

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
