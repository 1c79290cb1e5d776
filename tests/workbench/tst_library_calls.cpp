#include "workbench/workbench.h"

#include "support/second_program.h"

#include <QtTest>

#include <csignal>
#include <cstring>
#include <thread>

using namespace memdelbrot;
using memdelbrot::testing::memoryByDd;

class LibraryCallsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void libraryIsFoundBySonameShortNameAndPath();
    void missingLibraryIsNotFound();
    void exportsOfLibcHaveSignaturesFromHeaders();
    void otherLibrariesHaveNoSignatureUntilDeclared();
    void declarationWithAnErrorIsRefused();
    void declaredFunctionMustBeExported();
    void numbersGoInAndOut();
    void textsGoInAndOut();
    void wrongArgumentIsNamed();
    void wrongNumberOfArgumentsIsSaid();
    void arrayComesBackWrittenTo();
    void largeArrayComesBackToo();
    void outParameterComesBack();
    void errnoAndOutputAreReported();
    void variadicFunctionIsCalled();
    void mallocIsListedAndFreeMarksIt();
    void notebooksMallocOpensAsDoubles();
    void reallocMovesTheEntry();
    void crashIsAReportAndTheNextCallWorks();
    void crashedWorkersAllocationsAreInUseNoMore();
    void hangEndsByTimeOut();
    void stopEndsAHang();
    void exceptionIsAnErrorAndTheWorkerStays();
    void newArrayIsZeroedInTheWorker();
    void newArrayIsFilledWithAValue();
    void anArrayKnowsWhatItHolds();
    void complexGridIsNumpys();
    void freedArraysNameMayBeTakenAgain();
    void impossibleArraysAreRefused();
    void openAsKeepsTheAllocatorAndChecksTheSize();
    void foreignMemoryIsNotFreed();

private:
    [[nodiscard]] Result<CallReport> call(const std::string& library, const std::string& declaration,
                                          const std::vector<std::string>& arguments, std::stop_token stop = {},
                                          std::chrono::milliseconds timeout = std::chrono::seconds(30));
    [[nodiscard]] int workerPid() { return (*m_workbench->worker())->pid().value(); }

    std::unique_ptr<Workbench> m_workbench;
};

namespace {

const std::string callees = SUBJECTS_FOLDER "/libcallees.so";
const std::string crashers = SUBJECTS_FOLDER "/libcrashers.so";
const std::string libc = "libc.so.6";

QByteArray bytesOf(const std::vector<std::byte>& bytes)
{
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

}  // namespace

void LibraryCallsTest::init()
{
    m_workbench =
        std::make_unique<Workbench>(WorkbenchOptions{.worker = {.program = BINARY_FOLDER "/memdelbrot-worker"},
                                                     .parser = {.program = BINARY_FOLDER "/memdelbrot-parser"}});
}

Result<CallReport> LibraryCallsTest::call(const std::string& library, const std::string& declaration,
                                          const std::vector<std::string>& arguments, std::stop_token stop,
                                          std::chrono::milliseconds timeout)
{
    const auto signature = m_workbench->calls().declare(library, declaration);
    if (!signature)
        return failure(signature.error());
    return m_workbench->calls().call(library, *signature, arguments, timeout, stop);
}

void LibraryCallsTest::libraryIsFoundBySonameShortNameAndPath()
{
    const LibraryCalls& calls = m_workbench->calls();
    const std::string expected = "/lib/x86_64-linux-gnu/libm.so.6";
    QCOMPARE(calls.resolveLibrary("libm.so.6").value(), expected);
    QCOMPARE(calls.resolveLibrary("m").value(), expected);
    QCOMPARE(calls.resolveLibrary("libm").value(), expected);
    QCOMPARE(calls.resolveLibrary("c").value(), "/lib/x86_64-linux-gnu/libc.so.6");
    QCOMPARE(calls.resolveLibrary(expected).value(), expected);
}

void LibraryCallsTest::missingLibraryIsNotFound()
{
    QCOMPARE(m_workbench->calls().resolveLibrary("libnowhere.so").error().code, ErrorCode::NotFound);
    QCOMPARE(m_workbench->calls().resolveLibrary("/nowhere/lib.so").error().code, ErrorCode::NotFound);
    QCOMPARE(m_workbench->calls().resolveLibrary("").error().code, ErrorCode::NotFound);
}

void LibraryCallsTest::exportsOfLibcHaveSignaturesFromHeaders()
{
    const auto symbols = m_workbench->calls().symbols(libc);
    QVERIFY(symbols);
    std::size_t typed = 0;
    for (const LibrarySymbol& symbol : *symbols) {
        typed += symbol.signature ? 1 : 0;
        if (symbol.symbol.name == "malloc")
            QCOMPARE(symbol.signature.value().declaration, "void *malloc(size_t size)");
    }
    QVERIFY(typed > 700);
    QCOMPARE(m_workbench->calls().signature("m", "cos")->header, "math.h");
}

void LibraryCallsTest::otherLibrariesHaveNoSignatureUntilDeclared()
{
    LibraryCalls& calls = m_workbench->calls();
    QCOMPARE(calls.signature(callees, "subtract").error().code, ErrorCode::NotFound);
    QVERIFY(calls.declare(callees, "int subtract(int a, int b)"));
    QCOMPARE(calls.signature(callees, "subtract")->declaration, "int subtract(int a, int b)");
    QCOMPARE(calls.signature(callees, "subtract")->origin, SignatureOrigin::Typed);
}

void LibraryCallsTest::declarationWithAnErrorIsRefused()
{
    const auto signature = m_workbench->calls().declare(callees, "int subtract(wrong a, int b)");
    QCOMPARE(signature.error().code, ErrorCode::Diagnostic);
    QVERIFY(signature.error().detail.find("unknown type name 'wrong'") != std::string::npos);
    QCOMPARE(m_workbench->calls().declare(callees, "int x").error().code, ErrorCode::Syntax);
    QVERIFY(!m_workbench->calls().declare(callees, ""));
}

void LibraryCallsTest::declaredFunctionMustBeExported()
{
    QCOMPARE(m_workbench->calls().declare(callees, "int nosuch(void)").error().code, ErrorCode::NotFound);
}

void LibraryCallsTest::numbersGoInAndOut()
{
    QCOMPARE(call(callees, "int subtract(int a, int b)", {"-5", "0x10"})->result, "-21");
    QCOMPARE(call(callees, "unsigned long widest(void)", {})->result, "18446744073709551615");
    QCOMPARE(call(callees, "signed char negateInt8(signed char value)", {"127"})->result, "-127 '\\x81'");
    QCOMPARE(call(callees, "float halve(float value)", {"0.5"})->result, "0.25");
    QCOMPARE(call("m", "double cos(double x)", {"0"})->result, "1.0");
    QVERIFY(QString::fromStdString(call(callees, "long double thirdOf(long double value)", {"1"})->result)
                .startsWith(QStringLiteral("0.33333333333333333")));
    QCOMPARE(call(callees, "long manyArguments(int, long, short, double, float, long, char, long, double, long)",
                  {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"})
                 ->result,
             "55");
}

void LibraryCallsTest::textsGoInAndOut()
{
    QCOMPARE(call(callees, "size_t lengthOf(const char* text)", {"\"Hello\""})->result, "5");
    const auto report = call(libc, "char* strchr(const char* text, int c)", {"\"Hello, world!\"", "'w'"});
    QVERIFY(report);
    QCOMPARE(report->resultText, "\"world!\"");
    QVERIFY(report->result.starts_with("0x"));
    QCOMPARE(call(libc, "char* getenv(const char* name)", {"\"NO_SUCH_VARIABLE\""})->resultText, "");
}

void LibraryCallsTest::wrongArgumentIsNamed()
{
    const auto report = call(callees, "int subtract(int a, int b)", {"1", "2.5"});
    QCOMPARE(report.error().code, ErrorCode::Syntax);
    QCOMPARE(report.error().subject, "argument 2 (b) '2.5'");
    QCOMPARE(call(callees, "int subtract(int a, int b)", {"$nothing", "2"}).error().subject,
             "argument 1 (a) '$nothing'");
}

void LibraryCallsTest::wrongNumberOfArgumentsIsSaid()
{
    const auto report = call(callees, "int subtract(int a, int b)", {"1"});
    QCOMPARE(report.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(report.error().detail, "takes 2 arguments, not 1");
}

void LibraryCallsTest::arrayComesBackWrittenTo()
{
    const auto report = call(callees, "void doubleAll(int* values, int count)", {"[1,2,-3]", "3"});
    QVERIFY(report);
    QCOMPARE(report->result, "void");
    QCOMPARE(report->outputs.size(), 1u);
    const std::array<std::int32_t, 3> expected{2, 4, -6};
    QVERIFY(std::memcmp(report->outputs[0].bytes.data(), expected.data(), sizeof expected) == 0);
    QCOMPARE(report->outputs[0].argument, 0u);
    QVERIFY(call(callees, "double sumOf(const double* values, int count)", {"[1,2.5]", "2"})->outputs.empty());
    QCOMPARE(call(callees, "double sumOf(const double* values, int count)", {"[1,2.5]", "2"})->result, "3.5");
}

void LibraryCallsTest::largeArrayComesBackToo()
{
    const auto report = call(callees, "void doubleAll(int* values, int count)", {"@new:int32:3000000:21", "3000000"});
    QVERIFY(report);
    const std::vector<std::byte>& bytes = report->outputs.at(0).bytes;
    QCOMPARE(bytes.size(), 12'000'000u);
    std::int32_t last = 0;
    std::memcpy(&last, bytes.data() + bytes.size() - 4, 4);
    QCOMPARE(last, 42);
}

void LibraryCallsTest::outParameterComesBack()
{
    const auto report = call("m", "double frexp(double x, int* exponent)", {"8", "&"});
    QCOMPARE(report->result, "0.5");
    QCOMPARE(bytesOf(report->outputs.at(0).bytes), QByteArray("\x04\0\0\0", 4));
}

void LibraryCallsTest::errnoAndOutputAreReported()
{
    QCOMPARE(call(callees, "int failWithErrno(int value)", {"13"})->errnoValue, 13);
    const auto report = call(callees, "void writeWithoutNewline(void)", {});
    QCOMPARE(report->standardError, "err");
}

void LibraryCallsTest::variadicFunctionIsCalled()
{
    QCOMPARE(call(callees, "double sumVariadic(int count, ...)", {"3", "1.5", "2.5", "3.0"})->result, "7.0");
    QCOMPARE(call(callees, "int sumVariadicInts(int count, ...)", {"2", "40", "2"})->result, "42");
}

void LibraryCallsTest::mallocIsListedAndFreeMarksIt()
{
    LibraryCalls& calls = m_workbench->calls();
    const auto report = calls.call(libc, calls.signature(libc, "malloc").value(), {"800"});
    QVERIFY(report);
    const auto allocation = m_workbench->allocations().named("malloc");
    QVERIFY(allocation);
    QCOMPARE(allocation->range.size(), 800u);
    QCOMPARE(allocation->kind, "malloc");
    QCOMPARE(allocation->range.begin().value(), QByteArray::fromStdString(report->result).toULongLong(nullptr, 16));
    QVERIFY(calls.call(libc, calls.signature(libc, "free").value(), {"$malloc"}));
    QVERIFY(!m_workbench->allocations().named("malloc")->isInUse());
}

void LibraryCallsTest::notebooksMallocOpensAsDoubles()
{
    QVERIFY(call(libc, "double* malloc(size_t size)", {"800"}));
    const auto allocation = m_workbench->allocations().named("malloc");
    QCOMPARE(allocation->view.dtype.name(), "float64");
    QCOMPARE(allocation->view.shape, Shape{100});
}

void LibraryCallsTest::reallocMovesTheEntry()
{
    QVERIFY(call(libc, "void* malloc(size_t size)", {"100"}));
    QVERIFY(call(libc, "void* realloc(void* pointer, size_t size)", {"$malloc", "1000000"}));
    QCOMPARE(m_workbench->allocations().named("realloc")->range.size(), 1'000'000u);
    const auto old = m_workbench->allocations().named("malloc");
    QVERIFY(!old || !old->isInUse());
}

void LibraryCallsTest::crashIsAReportAndTheNextCallWorks()
{
    const auto report = call(crashers, "void writeToNull(void)", {});
    QVERIFY(report);
    QVERIFY(report->crash);
    QCOMPARE(report->crash->signal, SIGSEGV);
    QVERIFY(report->frozen);
    QCOMPARE(m_workbench->targets().info(*report->frozen)->state, TargetState::Frozen);
    QCOMPARE(call(callees, "int subtract(int a, int b)", {"3", "2"})->result, "1");
}

void LibraryCallsTest::crashedWorkersAllocationsAreInUseNoMore()
{
    QVERIFY(m_workbench->calls().newArray({.name = "kept", .view = {.shape = {10}}}));
    QVERIFY(call(crashers, "void callAbort(void)", {})->crash);
    QVERIFY(!m_workbench->allocations().named("kept")->isInUse());
    const auto report = call(callees, "void* passThrough(void* pointer)", {"$kept"});
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::InvalidArgument);
}

void LibraryCallsTest::hangEndsByTimeOut()
{
    const auto report = call(crashers, "void spinForever(void)", {}, {}, std::chrono::milliseconds(200));
    QVERIFY(report);
    QCOMPARE(report->crash.value().kind, EndKind::TimedOut);
}

void LibraryCallsTest::stopEndsAHang()
{
    const auto source = std::make_unique<std::stop_source>();
    const std::jthread stopper([&source] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        source->request_stop();
    });
    const auto report = call(crashers, "void spinForever(void)", {}, source->get_token(), std::chrono::hours(1));
    QVERIFY(!report || report->crash);
    QCOMPARE(call(callees, "int subtract(int a, int b)", {"3", "2"})->result, "1");
}

void LibraryCallsTest::exceptionIsAnErrorAndTheWorkerStays()
{
    const int before = workerPid();
    const auto report = call(callees, "void throwError(void)", {});
    QCOMPARE(report.error().code, ErrorCode::Diagnostic);
    QCOMPARE(workerPid(), before);
}

void LibraryCallsTest::newArrayIsZeroedInTheWorker()
{
    const auto array = m_workbench->calls().newArray(
        {.name = "zeros", .view = {.dtype = Dtype::parse("float64").value(), .shape = {3, 4}}});
    QVERIFY(array);
    QCOMPARE(memoryByDd(workerPid(), array->range.begin().value(), 96), QByteArray(96, '\0'));
    QCOMPARE(array->kind, "memfd");
    QCOMPARE(array->target, m_workbench->workerTarget().value());
}

void LibraryCallsTest::newArrayIsFilledWithAValue()
{
    const auto array =
        m_workbench->calls().newArray({.name = "ones",
                                       .view = {.dtype = Dtype::parse("int16").value(), .shape = {5'000'001}},
                                       .kind = AllocationKind::Malloc,
                                       .fill = LibraryCalls::Fill::Value,
                                       .value = "-2"});
    QVERIFY(array);
    QCOMPARE(memoryByDd(workerPid(), array->range.begin().value(), 4), QByteArray("\xfe\xff\xfe\xff", 4));
    QCOMPARE(memoryByDd(workerPid(), array->range.last().value() - 1, 2), QByteArray("\xfe\xff", 2));
}

void LibraryCallsTest::anArrayKnowsWhatItHolds()
{
    const auto contents = [this] { return m_workbench->allocations().named("kept")->contents; };
    QVERIFY(m_workbench->calls().newArray(
        {.name = "kept", .view = {.shape = {10}}, .fill = LibraryCalls::Fill::Value, .value = "7"}));
    QCOMPARE(contents(), std::string("full of 7"));
    QVERIFY(call(callees, "void* passThrough(void* pointer)", {"$kept"}));
    QVERIFY(call(callees, "void* passThrough(void* pointer)", {"$kept"}));
    QCOMPARE(contents(), std::string("full of 7; passed to passThrough()"));
}

void LibraryCallsTest::complexGridIsNumpys()
{
    const auto array =
        m_workbench->calls().newArray({.name = "c",
                                       .view = {.dtype = Dtype::parse("complex128").value(), .shape = {37, 53}},
                                       .fill = LibraryCalls::Fill::ComplexGrid});
    QVERIFY(array);
    QProcess python;
    python.start(QStringLiteral(TEST_PYTHON),
                 {QStringLiteral("-c"),
                  QStringLiteral("import numpy, sys\ny, x = numpy.ogrid[-1:0:37j, "
                                 "-1.5:0:53j]\nsys.stdout.buffer.write((x + y*1j).tobytes())")});
    QVERIFY(python.waitForFinished());
    QCOMPARE(memoryByDd(workerPid(), array->range.begin().value(), 37 * 53 * 16), python.readAllStandardOutput());
}

void LibraryCallsTest::freedArraysNameMayBeTakenAgain()
{
    LibraryCalls& calls = m_workbench->calls();
    QVERIFY(calls.newArray({.name = "a", .view = {.shape = {10}}}));
    QCOMPARE(calls.newArray({.name = "a", .view = {.shape = {10}}})->name, "a2");
    QVERIFY(calls.freeArray("a"));
    QCOMPARE(calls.freeArray("a").error().code, ErrorCode::Ended);
    QCOMPARE(calls.newArray({.name = "a", .view = {.shape = {10}}})->name, "a");
}

void LibraryCallsTest::impossibleArraysAreRefused()
{
    LibraryCalls& calls = m_workbench->calls();
    const Dtype real = Dtype::parse("float64").value();
    QVERIFY(!calls.newArray({.name = "none", .view = {.shape = {0}}}));
    QVERIFY(!calls.newArray({.name = "huge", .view = {.dtype = real, .shape = {1u << 20, 1u << 20}}}));
    QVERIFY(!calls.newArray(
        {.name = "text", .view = {.dtype = real, .shape = {3}}, .fill = LibraryCalls::Fill::Value, .value = "x"}));
    QVERIFY(!calls.newArray(
        {.name = "grid", .view = {.dtype = real, .shape = {3, 3}}, .fill = LibraryCalls::Fill::ComplexGrid}));
    QVERIFY(m_workbench->allocations().list().empty());
}

void LibraryCallsTest::openAsKeepsTheAllocatorAndChecksTheSize()
{
    LibraryCalls& calls = m_workbench->calls();
    QVERIFY(call(libc, "void* malloc(size_t size)", {"800"}));
    const Address address = m_workbench->allocations().named("malloc")->range.begin();
    const ArrayView view{.dtype = Dtype::parse("float64").value(), .shape = {100}};
    const auto opened = calls.openAs(address, view, "a");
    QCOMPARE(opened->kind, "malloc");
    QCOMPARE(opened->range.size(), 800u);
    QVERIFY(!m_workbench->allocations().named("malloc"));
    QCOMPARE(calls.openAs(address, {.dtype = view.dtype, .shape = {101}}, "b").error().code, ErrorCode::TooLarge);
    QVERIFY(calls.freeArray("a"));
}

void LibraryCallsTest::foreignMemoryIsNotFreed()
{
    const auto opened = m_workbench->calls().openAs(Address(0x1000), {.shape = {4}}, "stray");
    QCOMPARE(opened->kind, "pointer");
    QCOMPARE(m_workbench->calls().freeArray("stray").error().code, ErrorCode::Refused);
    QCOMPARE(m_workbench->calls().freeArray("nothing").error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(LibraryCallsTest)
#include "tst_library_calls.moc"
