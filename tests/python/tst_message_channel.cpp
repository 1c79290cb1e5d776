#include "python/message_channel.h"

#include <QtTest>

#include <thread>

#include <sys/socket.h>

using namespace memdelbrot;
using namespace std::chrono_literals;

class MessageChannelTest : public QObject {
    Q_OBJECT

private slots:
    void messagesComeAsTheyWereSent();
    void aMessageLargerThanTheSocketsBufferComesWhole();
    void aClosedSideIsEnded();
    void aLengthOverTheLimitIsABadMessage();
    void aMessageCutOffIsABadMessage();
    void silenceTimesOut();
};

namespace {

struct Pair {
    Pair()
    {
        auto ends = channelEnds();
        near = std::make_unique<MessageChannel>(std::move(ends->first));
        far = std::move(ends->second);
    }
    std::unique_ptr<MessageChannel> near;
    UniqueFd far;
};

}  // namespace

void MessageChannelTest::messagesComeAsTheyWereSent()
{
    Pair pair;
    MessageChannel far(std::move(pair.far));
    QVERIFY(far.send("{\"a\": 1}"));
    QVERIFY(far.send(""));
    QCOMPARE(pair.near->receive(5s).value(), "{\"a\": 1}");
    QCOMPARE(pair.near->receive(5s).value(), "");
}

void MessageChannelTest::aMessageLargerThanTheSocketsBufferComesWhole()
{
    Pair pair;
    MessageChannel far(std::move(pair.far));
    const std::string large(5u << 20, 'x');
    std::jthread sender([&] { QVERIFY(far.send(large)); });
    QVERIFY(pair.near->receive(5s).value() == large);
}

void MessageChannelTest::aClosedSideIsEnded()
{
    Pair pair;
    pair.far.reset();
    QCOMPARE(pair.near->receive(5s).error().code, ErrorCode::Ended);
    QCOMPARE(pair.near->send("x").error().code, ErrorCode::Ended);
}

void MessageChannelTest::aLengthOverTheLimitIsABadMessage()
{
    Pair pair;
    QCOMPARE(::send(pair.far.get(), "\xff\xff\xff\x7f", 4, 0), 4);
    QCOMPARE(pair.near->receive(5s).error().code, ErrorCode::BadMessage);
}

void MessageChannelTest::aMessageCutOffIsABadMessage()
{
    Pair pair;
    QCOMPARE(::send(pair.far.get(), "\x10\x00\x00\x00{\"a", 7, 0), 7);
    pair.far.reset();
    QCOMPARE(pair.near->receive(5s).error().code, ErrorCode::BadMessage);
}

void MessageChannelTest::silenceTimesOut()
{
    Pair pair;
    QCOMPARE(pair.near->receive(1ms).error().code, ErrorCode::TimedOut);
}

QTEST_GUILESS_MAIN(MessageChannelTest)
#include "tst_message_channel.moc"
