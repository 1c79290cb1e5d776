#include "support/second_program.h"
#include "worker/client/call_message.h"
#include "worker/client/control_memory.h"
#include "worker/client/worker_channel.h"
#include "worker/protocol/futex.h"
#include "worker/worker_run.h"

#include <thread>

using namespace memdelbrot;
using namespace memdelbrot::testing;
using namespace std::chrono_literals;
using workerprotocol::ControlBlock;
using workerprotocol::ReplyStatus;
using workerprotocol::RequestKind;

// Called code can write into the control block. A second thread plays the worker here.
class WorkerHostileTest : public QObject {
    Q_OBJECT

private slots:
    void aReplyLongerThanTheLimitIsDamage();
    void anUnknownStatusIsDamage();
    void aReplyToAnotherRequestIsDamage();
    void aReplyThatDoesNotComeIsATimeOut();
    void attentionWithoutAReasonIsPassedOver();
    void beingOverEndsTheWait();
    void theStopTokenEndsTheWait();
    void requestNumbersWrapAround();
    void aCallReplyOfAnotherSizeIsABadMessage();
    void aCalleeThatScribblesOverTheBlockIsSurvived_data();
    void aCalleeThatScribblesOverTheBlockIsSurvived();
};

namespace {

Exchange exchangeWith(const std::function<void(ControlBlock&)>& answer, std::chrono::milliseconds timeout = 20s)
{
    ControlMemory memory = *ControlMemory::create();
    WorkerChannel channel(memory.block());
    const std::jthread worker([&] {
        while (memory.block().request == 0)
            std::this_thread::yield();
        answer(memory.block());
    });
    return channel.exchange(RequestKind::Hello, {}, timeout);
}

}  // namespace

void WorkerHostileTest::aReplyLongerThanTheLimitIsDamage()
{
    const Exchange exchange = exchangeWith([](ControlBlock& block) {
        block.replyLength = workerprotocol::replyLimit + 1;
        block.reply.store(1);
        workerprotocol::wakeAll(block.reply);
    });
    QCOMPARE(exchange.end, ExchangeEnd::Damaged);
}

void WorkerHostileTest::anUnknownStatusIsDamage()
{
    const Exchange exchange = exchangeWith([](ControlBlock& block) {
        block.replyStatus = ReplyStatus{77};
        block.reply.store(1);
        workerprotocol::wakeAll(block.reply);
    });
    QCOMPARE(exchange.end, ExchangeEnd::Damaged);
}

void WorkerHostileTest::aReplyToAnotherRequestIsDamage()
{
    const Exchange exchange = exchangeWith([](ControlBlock& block) {
        block.reply.store(0x41414141);
        workerprotocol::wakeAll(block.reply);
    });
    QCOMPARE(exchange.end, ExchangeEnd::Damaged);
}

void WorkerHostileTest::aReplyThatDoesNotComeIsATimeOut()
{
    QCOMPARE(exchangeWith([](ControlBlock&) {}, 20ms).end, ExchangeEnd::TimedOut);
}

void WorkerHostileTest::attentionWithoutAReasonIsPassedOver()
{
    const Exchange exchange = exchangeWith([](ControlBlock& block) {
        for (int i = 0; i < 100; ++i)
            block.reply.fetch_or(workerprotocol::attention);
        block.replyErrno = 7;
        block.reply.store(1 | workerprotocol::attention);
        workerprotocol::wakeAll(block.reply);
    });
    QCOMPARE(exchange.end, ExchangeEnd::Replied);
    QCOMPARE(exchange.errnoValue, 7);
}

void WorkerHostileTest::beingOverEndsTheWait()
{
    ControlMemory memory = *ControlMemory::create();
    WorkerChannel channel(memory.block());
    const std::jthread ending([&] {
        std::this_thread::sleep_for(10ms);
        channel.setOver();
    });
    QCOMPARE(channel.exchange(RequestKind::Hello, {}, 60s).end, ExchangeEnd::Over);
}

void WorkerHostileTest::theStopTokenEndsTheWait()
{
    ControlMemory memory = *ControlMemory::create();
    WorkerChannel channel(memory.block());
    std::stop_source source;
    source.request_stop();
    QCOMPARE(channel.exchange(RequestKind::Hello, {}, 60s, source.get_token()).end, ExchangeEnd::Stopped);
}

void WorkerHostileTest::requestNumbersWrapAround()
{
    ControlMemory memory = *ControlMemory::create();
    WorkerChannel channel(memory.block(), workerprotocol::attention - 2);
    for (const std::uint32_t expected : {workerprotocol::attention - 1, 1U}) {
        const std::jthread worker([&] {
            while (memory.block().request != expected)
                std::this_thread::yield();
            memory.block().reply.store(expected);
            workerprotocol::wakeAll(memory.block().reply);
        });
        QCOMPARE(channel.exchange(RequestKind::Hello, {}, 1s).end, ExchangeEnd::Replied);
    }
}

void WorkerHostileTest::aCallReplyOfAnotherSizeIsABadMessage()
{
    for (const std::size_t size : {0, 8, 23, 25}) {
        const std::vector<std::byte> bytes(size);
        QCOMPARE(callResult(bytes, 0, PassedType::Int32).error().code, ErrorCode::BadMessage);
    }
}

void WorkerHostileTest::aCalleeThatScribblesOverTheBlockIsSurvived_data()
{
    QTest::addColumn<int>("value");
    QTest::addColumn<bool>("usePtrace");
    for (const int value : {0x00, 0x01, 0x41, 0x80, 0xff}) {
        QTest::addRow("%02x traced", value) << value << true;
        QTest::addRow("%02x parked", value) << value << false;
    }
}

void WorkerHostileTest::aCalleeThatScribblesOverTheBlockIsSurvived()
{
    QFETCH(int, value);
    QFETCH(bool, usePtrace);
    const WorkerRun run("callees", usePtrace);
    const Address block(loadAddressByGrep(run.worker->pid().value(), QStringLiteral("memdelbrot control")));
    QVERIFY(block.value() != 0);
    // Whatever comes of these calls, they return, and so does the next one.
    static_cast<void>(
        run.call("scribble", PassedType::Void,
                 {pointer(block), passed(PassedType::UInt64, std::uint64_t{sizeof(ControlBlock)}), int32(value)},
                 {.timeout = 500ms}));
    const auto next = run.call("widest", PassedType::UInt64, {}, {.timeout = 500ms});
    QVERIFY(next || run.worker->report());
}

QTEST_GUILESS_MAIN(WorkerHostileTest)
#include "tst_worker_hostile.moc"
