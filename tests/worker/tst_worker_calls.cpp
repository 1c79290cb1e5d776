#include "support/second_program.h"
#include "worker/worker_run.h"

#include <cerrno>
#include <thread>

using namespace memdelbrot;
using namespace memdelbrot::testing;

class WorkerCallsTest : public QObject {
    Q_OBJECT

private slots:
    void integersOfEveryWidthGoInAndOut();
    void floatsGoInAndOut();
    void pointersKeepAll64Bits();
    void stringsAndArraysAreReadThroughScratch();
    void anArrayIsWrittenBack();
    void manyArgumentsKeepTheirOrder();
    void variadicArgumentsArePromoted();
    void printfPrints();
    void errnoIsTheCalleesOwn();
    void outputArrivesWithoutANewline();
    void outputLargerThanAPipeArrives();
    void anExceptionIsAnErrorWithItsType();
    void aForkedChildLeavesTheWorkerAlone();
    void aLibraryThatNamesNoLibmIsLoaded();
    void closingAllDescriptorsDoesNotEndTheWorker();
    void wrongArgumentsAreNamed();
    void callsFromManyThreadsWaitForEachOther();
    void resultsAreZeroBehindTheirSize();
};

namespace {

const WorkerRun& callees()
{
    static const WorkerRun run("callees");
    return run;
}

template <typename T>
Address stored(const std::vector<T>& values)
{
    return callees().worker->storeScratch(std::as_bytes(std::span(values))).value();
}

}  // namespace

void WorkerCallsTest::integersOfEveryWidthGoInAndOut()
{
    QCOMPARE(valueOf<std::int8_t>(
                 *callees().call("negateInt8", PassedType::Int8, {passed(PassedType::Int8, std::int8_t{5})})),
             -5);
    QCOMPARE(valueOf<std::uint16_t>(*callees().call(
                 "addUInt16", PassedType::UInt16,
                 {passed(PassedType::UInt16, std::uint16_t{65535}), passed(PassedType::UInt16, std::uint16_t{3})})),
             2);
    QCOMPARE(valueOf<int>(*callees().call("subtract", PassedType::Int32, {int32(3), int32(10)})), -7);
    QCOMPARE(valueOf<std::uint64_t>(*callees().call("widest", PassedType::UInt64)), ~std::uint64_t{0});
}

void WorkerCallsTest::floatsGoInAndOut()
{
    QCOMPARE(valueOf<float>(*callees().call("halve", PassedType::Float, {passed(PassedType::Float, 3.0F)})), 1.5F);
    QCOMPARE(valueOf<double>(*callees().call("multiply", PassedType::Double, {float64(1.5), float64(-4)})), -6.0);
    const auto third = callees().call("thirdOf", PassedType::LongDouble, {passed(PassedType::LongDouble, 1.0L)});
    QVERIFY(valueOf<long double>(*third) == 1.0L / 3);
}

void WorkerCallsTest::pointersKeepAll64Bits()
{
    const Address high(0xfedcba9876543210);
    QCOMPARE(valueOf<std::uint64_t>(*callees().call("passThrough", PassedType::Pointer, {pointer(high)})),
             high.value());
}

void WorkerCallsTest::stringsAndArraysAreReadThroughScratch()
{
    const Address text = stored(std::vector<char>{'m', 'e', 'm', 'o', 'r', 'y', '\0'});
    QCOMPARE(valueOf<std::uint64_t>(*callees().call("lengthOf", PassedType::UInt64, {pointer(text)})), 6U);
    const Address array = stored(std::vector<double>(100'000, 0.5));   // more than one message holds
    QCOMPARE(valueOf<double>(*callees().call("sumOf", PassedType::Double, {pointer(array), int32(100'000)})), 50'000.0);
}

void WorkerCallsTest::anArrayIsWrittenBack()
{
    const Address array = stored(std::vector<std::int32_t>{1, 2, 3});
    QVERIFY(callees().call("doubleAll", PassedType::Void, {pointer(array), int32(3)}));
    const std::vector<std::int32_t> doubled{2, 4, 6};
    const QByteArray expected(reinterpret_cast<const char*>(doubled.data()), 12);
    QCOMPARE(memoryByDd(callees().worker->pid().value(), array.value(), 12), expected);
    QVERIFY(callees().call("doubleAll", PassedType::Void, {pointer(array), int32(3)}));   // still there
}

void WorkerCallsTest::manyArgumentsKeepTheirOrder()
{
    const auto sum = callees().call("manyArguments", PassedType::Int64,
                                    {int32(1), passed(PassedType::Int64, 2L), passed(PassedType::Int16, short{4}),
                                     float64(8), passed(PassedType::Float, 16.0F), passed(PassedType::Int64, 32L),
                                     passed(PassedType::Int8, char{64}), passed(PassedType::Int64, 128L), float64(256),
                                     passed(PassedType::Int64, 512L)});
    QCOMPARE(valueOf<long>(*sum), 1023L);
}

void WorkerCallsTest::variadicArgumentsArePromoted()
{
    const auto sum = callees().call("sumVariadic", PassedType::Double,
                                    {int32(2), passed(PassedType::Float, 1.25F), float64(2)}, {.fixedArguments = 1});
    QCOMPARE(valueOf<double>(*sum), 3.25);
    const auto ints =
        callees().call("sumVariadicInts", PassedType::Int32,
                       {int32(3), passed(PassedType::Int8, std::int8_t{-1}),
                        passed(PassedType::UInt16, std::uint16_t{7}), passed(PassedType::UInt8, std::uint8_t{200})},
                       {.fixedArguments = 1});
    QCOMPARE(valueOf<int>(*ints), 206);
}

void WorkerCallsTest::printfPrints()
{
    const WorkerRun libc("libc.so.6");
    const std::string format = "%s has %d bytes, %.2f%%\n";
    const std::string name = "block";
    const auto at = [&](const std::string& text) {
        return pointer(*libc.worker->storeScratch(std::as_bytes(std::span(text.c_str(), text.size() + 1))));
    };
    const auto printed =
        libc.call("printf", PassedType::Int32, {at(format), at(name), int32(64), float64(12.5)}, {.fixedArguments = 1});
    QVERIFY(printed);
    QCOMPARE(printed->standardOutput, "block has 64 bytes, 12.50%\n");
    QCOMPARE(valueOf<int>(*printed), static_cast<int>(printed->standardOutput.size()));
}

void WorkerCallsTest::errnoIsTheCalleesOwn()
{
    QCOMPARE(callees().call("failWithErrno", PassedType::Int32, {int32(ENOSPC)})->errnoValue, ENOSPC);
    QCOMPARE(callees().call("subtract", PassedType::Int32, {int32(1), int32(1)})->errnoValue, 0);
}

void WorkerCallsTest::outputArrivesWithoutANewline()
{
    const auto result = callees().call("writeWithoutNewline");
    QCOMPARE(result->standardOutput, "out");
    QCOMPARE(result->standardError, "err");
    QCOMPARE(callees().call("widest", PassedType::UInt64)->standardOutput, "");
}

void WorkerCallsTest::outputLargerThanAPipeArrives()
{
    QCOMPARE(callees().call("writeMuch")->standardOutput.size(), 1'000'000U);
}

void WorkerCallsTest::anExceptionIsAnErrorWithItsType()
{
    const auto thrown = callees().call("throwError");
    QVERIFY(!thrown);
    QCOMPARE(thrown.error().code, ErrorCode::Diagnostic);
    QCOMPARE(thrown.error().subject, "std::runtime_error");
    QCOMPARE(thrown.error().detail, "threw std::runtime_error: no such luck");
    QCOMPARE(callees().call("throwNumber").error().subject, "int");
    QVERIFY(callees().call("widest", PassedType::UInt64));
}

void WorkerCallsTest::aForkedChildLeavesTheWorkerAlone()
{
    QCOMPARE(valueOf<int>(*callees().call("forkAndReturn", PassedType::Int32)), 0);
    QCOMPARE(valueOf<int>(*callees().call("forkAndCrash", PassedType::Int32)), 6);
    QVERIFY(callees().call("widest", PassedType::UInt64));
}

void WorkerCallsTest::aLibraryThatNamesNoLibmIsLoaded()
{
    const WorkerRun run("linked_without_libm");
    const auto result = run.call("lengthOf", PassedType::Double, {float64(3), float64(4)});
    QVERIFY(result);
    QCOMPARE(valueOf<double>(*result), 5.0);
}

void WorkerCallsTest::closingAllDescriptorsDoesNotEndTheWorker()
{
    const WorkerRun run("callees");
    QVERIFY(run.call("closeAllDescriptors"));
    QCOMPARE(valueOf<int>(*run.call("subtract", PassedType::Int32, {int32(5), int32(3)})), 2);
}

void WorkerCallsTest::wrongArgumentsAreNamed()
{
    const auto missing = callees().call("notThere");
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QCOMPARE(missing.error().subject, "notThere");
    const auto nothing = callees().call("subtract", PassedType::Int32, {int32(1), PassedValue{}});
    QCOMPARE(nothing.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(nothing.error().subject, "2");
    const auto many = callees().call("subtract", PassedType::Int32, std::vector<PassedValue>(65, int32(1)));
    QCOMPARE(many.error().code, ErrorCode::TooLarge);
}

void WorkerCallsTest::callsFromManyThreadsWaitForEachOther()
{
    std::atomic<int> right = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&right, i] {
            for (int j = 0; j < 50; ++j) {
                const auto result = callees().call("subtract", PassedType::Int32, {int32(i), int32(j)});
                right += result && valueOf<int>(*result) == i - j ? 1 : 0;
            }
        });
    }
    threads.clear();
    QCOMPARE(right.load(), 200);
}

void WorkerCallsTest::resultsAreZeroBehindTheirSize()
{
    const auto result = callees().call("negateInt8", PassedType::Int8, {passed(PassedType::Int8, std::int8_t{1})});
    QCOMPARE(result->result.type, PassedType::Int8);
    QCOMPARE(result->result.bytes[0], std::byte{0xff});
    for (std::size_t i = 1; i < result->result.bytes.size(); ++i)
        QCOMPARE(result->result.bytes[i], std::byte{0});
}

QTEST_GUILESS_MAIN(WorkerCallsTest)
#include "tst_worker_calls.moc"
