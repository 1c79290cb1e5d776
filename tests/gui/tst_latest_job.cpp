#include "gui/models/latest_job.h"

#include <QtTest>

#include <atomic>
#include <semaphore>

using namespace memdelbrot;

class LatestJobTest : public QObject {
    Q_OBJECT

private slots:
    void onlyTheNewestOfThoseThatWaitRuns();
    void cancelledRequestDeliversNothing();
    void asksAgainAfterItDelivered();
};

void LatestJobTest::onlyTheNewestOfThoseThatWaitRuns()
{
    std::binary_semaphore go(0);
    std::atomic<int> runs = 0;
    std::vector<int> delivered;
    LatestJob job;
    for (int question = 0; question < 5; ++question) {
        job.start(
            this,
            [&go, &runs, question](const std::stop_token&) {
                if (runs++ == 0)
                    go.acquire();
                return question;
            },
            [&delivered](int answer) { delivered.push_back(answer); });
    }
    go.release();
    QTRY_COMPARE(delivered, std::vector<int>{4});
    QCOMPARE(runs.load(), 2);   // the first, and the newest
}

void LatestJobTest::cancelledRequestDeliversNothing()
{
    std::binary_semaphore go(0);
    bool isDelivered = false;
    LatestJob job;
    job.start(
        this,
        [&go](const std::stop_token&) {
            go.acquire();
            return 1;
        },
        [&isDelivered](int) { isDelivered = true; });
    job.cancel();
    go.release();
    QVERIFY(blockingPool().waitForDone(10'000));
    QCoreApplication::sendPostedEvents();
    QVERIFY(!isDelivered);
}

void LatestJobTest::asksAgainAfterItDelivered()
{
    int sum = 0;
    LatestJob job;
    for (int question = 1; question < 4; ++question) {
        job.start(this, [question](const std::stop_token&) { return question; }, [&sum](int answer) { sum += answer; });
        QTRY_COMPARE(sum, question * (question + 1) / 2);
    }
}

QTEST_GUILESS_MAIN(LatestJobTest)
#include "tst_latest_job.moc"
