#include "support/built_programs.h"
#include "support/forked_child.h"
#include "support/mapped_pages.h"
#include "support/second_program.h"
#include "workbench/workbench.h"

#include <QtTest>

#include <atomic>
#include <cstring>
#include <thread>

using namespace memdelbrot;
using namespace memdelbrot::test;
using namespace memdelbrot::testing;

namespace {

const char* const libc = "/lib/x86_64-linux-gnu/libc.so.6";

// nm's number for a symbol of libc, whose versions it writes behind an @@.
std::uint64_t libcSymbol(const QByteArray& name)
{
    QProcess nm;
    nm.start(QStringLiteral("nm"),
             {QStringLiteral("-D"), QStringLiteral("--without-symbol-versions"), QLatin1String(libc)});
    nm.waitForFinished();
    for (const QByteArray& line : nm.readAllStandardOutput().split('\n')) {
        if (line.endsWith(QByteArray(' ' + name)))
            return line.split(' ').first().toULongLong(nullptr, 16);
    }
    return 0;
}

}  // namespace

class AddressesTest : public QObject {
    Q_OBJECT

private slots:
    void symbolsLieWhereNmAndMapsSay();
    void aModuleAndAnOffsetIsItsBeginAndTheOffset();
    void bracketsFollowThePointer();
    void anUnreadablePointerSaysWhere();
    void theLastAddressIsAnAddress();
    void whatLeaves64BitsIsRefused();
    void unknownNamesSayWhoWasAsked();
    void allocationsBringTheirTargetAndView();
    void indexesNameAnElement();
    void indexesOutsideTheShapeAreRefusedWithIt();
    void pythonNamesBringTheirTargetAndView();
    void aRunningCellHoldsUpNoAddress();
    void aNameOfTwoKindsIsAmbiguous();
    void namesOfTwoTargetsDoNotMix();
    void completionsBeginWithWhatWasTyped();
    void anAddressIsDescribedByWhatItLiesIn();
};

void AddressesTest::symbolsLieWhereNmAndMapsSay()
{
    const ForkedChild child;
    Workbench workbench(builtPrograms());
    const TargetId target = workbench.targets().openProcess(ProcessId(child.pid())).value();
    const auto place = evaluateAddress(workbench, target, "libc.so.6:labs");   // of which no sanitizer has one
    QVERIFY(place);
    QCOMPARE(place->address.value(), loadAddressByGrep(child.pid(), QStringLiteral("libc.so.6")) + libcSymbol("labs"));
    QCOMPARE(evaluateAddress(workbench, target, "labs")->address, place->address);
}

void AddressesTest::aModuleAndAnOffsetIsItsBeginAndTheOffset()
{
    const ForkedChild child;
    Workbench workbench(builtPrograms());
    const TargetId target = workbench.targets().openProcess(ProcessId(child.pid())).value();
    const auto base = loadAddressByGrep(child.pid(), QStringLiteral("libstdc++.so.6"));
    QProcess readlink;
    readlink.start(
        QStringLiteral("sh"),
        {QStringLiteral("-c"), QStringLiteral("grep -m1 -o 'libstdc++.so.6[0-9.]*' /proc/%1/maps").arg(child.pid())});
    readlink.waitForFinished();
    const auto name = readlink.readAllStandardOutput().trimmed().toStdString();
    QCOMPARE(evaluateAddress(workbench, target, name + "+0x1234")->address.value(), base + 0x1234);
    QCOMPARE(evaluateAddress(workbench, target, name + " + 2*8 - 0x10")->address.value(), base);
}

void AddressesTest::bracketsFollowThePointer()
{
    const MappedPages pages(1);
    const std::uint64_t pointer = pages.address().value() + 16;
    const std::uint64_t number = 0x1234;
    std::memcpy(pages.data(), &pointer, 8);
    std::memcpy(pages.data() + 16, &number, 8);
    const ForkedChild child;
    Workbench workbench(builtPrograms());
    const TargetId target = workbench.targets().openProcess(ProcessId(child.pid())).value();
    const std::string begin = std::to_string(pages.address().value());
    QCOMPARE(evaluateAddress(workbench, target, "[" + begin + "]")->address.value(), pointer);
    QCOMPARE(evaluateAddress(workbench, target, "[[" + begin + "]] + 1")->address.value(), number + 1);
}

void AddressesTest::anUnreadablePointerSaysWhere()
{
    Workbench workbench(builtPrograms());
    const auto refused = evaluateAddress(workbench, workbench.targets().self(), "[0x10]");
    QCOMPARE(refused.error().code, ErrorCode::Unreadable);
    QCOMPARE(refused.error().address, std::optional<std::uint64_t>(0x10));
}

void AddressesTest::theLastAddressIsAnAddress()
{
    Workbench workbench(builtPrograms());
    QCOMPARE(evaluateAddress(workbench, workbench.targets().self(), "0xffffffffffffffff")->address.value(),
             ~std::uint64_t{0});
}

void AddressesTest::whatLeaves64BitsIsRefused()
{
    Workbench workbench(builtPrograms());
    for (const char* text : {"0xffffffffffffffff+1", "1-2", "0x100000000*0x100000000"})
        QCOMPARE(evaluateAddress(workbench, workbench.targets().self(), text).error().code, ErrorCode::TooLarge);
}

void AddressesTest::unknownNamesSayWhoWasAsked()
{
    Workbench workbench(builtPrograms());
    for (const char* text : {"py:x", "alloc:x", "libnone.so:f", "no_such_name_anywhere", "libc.so.6:no_such_symbol"}) {
        const auto refused = evaluateAddress(workbench, workbench.targets().self(), text);
        QCOMPARE(refused.error().code, ErrorCode::NotFound);
        QVERIFY(!refused.error().detail.empty());
    }
}

void AddressesTest::allocationsBringTheirTargetAndView()
{
    Workbench workbench(builtPrograms());
    const auto array = workbench.calls()
                           .newArray({.name = "a", .view = {.dtype = Dtype::parse("float64").value(), .shape = {3, 4}}})
                           .value();
    const auto place = evaluateAddress(workbench, workbench.targets().self(), "alloc:a");
    QCOMPARE(place->target, array.target);
    QCOMPARE(place->address, array.range.begin());
    QCOMPARE(place->view->shape, (Shape{3, 4}));
    const auto inside = evaluateAddress(workbench, workbench.targets().self(), "alloc:a + 8");
    QCOMPARE(inside->target, array.target);
    QVERIFY(!inside->view);
}

void AddressesTest::indexesNameAnElement()
{
    Workbench workbench(builtPrograms());
    const auto array = workbench.calls()
                           .newArray({.name = "a", .view = {.dtype = Dtype::parse("int32").value(), .shape = {3, 4}}})
                           .value();
    const std::uint64_t begin = array.range.begin().value();
    const auto at = [&](const char* text) { return evaluateAddress(workbench, workbench.targets().self(), text); };
    QCOMPARE(at("alloc:a[2,3]")->address.value(), begin + 4 * (2 * 4 + 3));
    QCOMPARE(at("$a[-1,-4]")->address.value(), begin + 4 * (2 * 4));
    QCOMPARE(at("alloc:a[2,3]")->view->dtype.name(), "int32");
    QCOMPARE(at("alloc:a[2,3]")->view->shape, Shape{1});
    QCOMPARE(at("alloc:a[1]")->address.value(), begin + 4 * 4);
    QCOMPARE(at("alloc:a[1]")->view->shape, Shape{4});
    QCOMPARE(at("$a")->target, array.target);
}

void AddressesTest::indexesOutsideTheShapeAreRefusedWithIt()
{
    Workbench workbench(builtPrograms());
    (void)workbench.calls()
        .newArray({.name = "a", .view = {.dtype = Dtype::parse("int32").value(), .shape = {3, 4}}})
        .value();
    for (const char* text : {"alloc:a[3,0]", "alloc:a[0,-5]", "alloc:a[0,0,0]", "alloc:a[9223372036854775807,0]"}) {
        const auto refused = evaluateAddress(workbench, workbench.targets().self(), text);
        QVERIFY2(!refused, text);
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
        QVERIFY(refused.error().detail.find("shape 3 x 4") != std::string::npos);
    }
}

void AddressesTest::pythonNamesBringTheirTargetAndView()
{
    Workbench workbench(builtPrograms());
    const auto session = workbench.startPython({}).value();
    QVERIFY(session->runCell("hello = bytes(b'Hello, world!')")->succeeded);
    const auto object = evaluateAddress(workbench, workbench.targets().self(), "py:hello");
    QCOMPARE(object->target, workbench.pythonTarget().value());
    QCOMPARE(session->runCell("id(hello)")->output, std::to_string(object->address.value()) + "\n");
    QCOMPARE(object->view->shape, Shape{46});
    const auto contents = evaluateAddress(workbench, workbench.targets().self(), "py:hello.contents");
    QCOMPARE(memoryByDd(session->pid().value(), contents->address.value(), 13), QByteArray("Hello, world!"));
    QCOMPARE(contents->view->shape, Shape{13});
}

void AddressesTest::aRunningCellHoldsUpNoAddress()
{
    Workbench workbench(builtPrograms());
    std::atomic<bool> isRunning = false;
    const auto session =
        workbench.startPython({.output = [&](PythonOutputKind, const std::string&) { isRunning = true; }}).value();
    QVERIFY(session->runCell("hello = bytes(b'Hello, world!')")->succeeded);
    (void)workbench.calls()
        .newArray({.name = "helium", .view = {.dtype = Dtype::parse("int8").value(), .shape = {1}}})
        .value();
    std::jthread cell([&] { (void)session->runCell("import time\nprint('runs')\nwhile True: time.sleep(0.01)"); });
    QTRY_VERIFY(isRunning);
    const TargetId self = workbench.targets().self();
    QCOMPARE(evaluateAddress(workbench, self, "py:hello").error().code, ErrorCode::Busy);
    const auto bare = evaluateAddress(workbench, self, "hello");
    QCOMPARE(bare.error().code, ErrorCode::NotFound);
    QVERIFY2(bare.error().detail.ends_with("its names can be used when it ends"), bare.error().detail.c_str());
    QVERIFY(evaluateAddress(workbench, self, "helium"));
    const auto completions = completeAddress(workbench, self, "hel", 1000);
    QVERIFY(std::find(completions.names.begin(), completions.names.end(), "alloc:helium") != completions.names.end());
    QVERIFY2(completions.note.starts_with("Python is running a cell"), completions.note.c_str());
    QCOMPARE(completeAddress(workbench, self, "0x12", 1000).note, std::string());
    session->interrupt();
    cell.join();
    QVERIFY(evaluateAddress(workbench, self, "py:hello"));
    QCOMPARE(completeAddress(workbench, self, "hel", 1000).note, std::string());
}

void AddressesTest::aNameOfTwoKindsIsAmbiguous()
{
    Workbench workbench(builtPrograms());
    (void)workbench.calls()
        .newArray({.name = "labs", .view = {.dtype = Dtype::parse("int8").value(), .shape = {1}}})
        .value();
    const auto refused = evaluateAddress(workbench, workbench.targets().self(), "labs");
    QCOMPARE(refused.error().code, ErrorCode::Ambiguous);
    QCOMPARE(refused.error().detail, std::string("alloc:labs, libc.so.6:labs"));
}

void AddressesTest::namesOfTwoTargetsDoNotMix()
{
    Workbench workbench(builtPrograms());
    (void)workbench.calls()
        .newArray({.name = "a", .view = {.dtype = Dtype::parse("int8").value(), .shape = {1}}})
        .value();
    QCOMPARE(evaluateAddress(workbench, workbench.targets().self(), "alloc:a + libc.so.6").error().code,
             ErrorCode::InvalidArgument);
}

void AddressesTest::completionsBeginWithWhatWasTyped()
{
    Workbench workbench(builtPrograms());
    (void)workbench.calls()
        .newArray({.name = "malachite", .view = {.dtype = Dtype::parse("int8").value(), .shape = {1}}})
        .value();
    const TargetId self = workbench.targets().self();
    const auto bare = completeAddress(workbench, self, "mal", 1000).names;
    QVERIFY(std::find(bare.begin(), bare.end(), "alloc:malachite") != bare.end());
    QVERIFY(std::find(bare.begin(), bare.end(), "libc.so.6:malloc") != bare.end());
    QVERIFY(std::is_sorted(bare.begin(), bare.end()));
    const auto named = completeAddress(workbench, self, "[libc.so.6:mall", 1000).names;
    QVERIFY(std::find(named.begin(), named.end(), "[libc.so.6:mallopt") != named.end());
    QCOMPARE(completeAddress(workbench, self, "libc.so.6:", 5).names.size(), std::size_t(5));
}

void AddressesTest::anAddressIsDescribedByWhatItLiesIn()
{
    Workbench workbench(builtPrograms());
    const TargetId self = workbench.targets().self();
    const auto malloc = evaluateAddress(workbench, self, "libc.so.6:malloc + 2")->address;
    const std::string text = describeAddress(workbench, self, malloc).text();   // __libc_malloc is the same place
    QVERIFY2(text.ends_with("malloc+0x2 in libc.so.6"), text.c_str());
    const auto array = workbench.calls()
                           .newArray({.name = "a", .view = {.dtype = Dtype::parse("int8").value(), .shape = {100}}})
                           .value();
    QCOMPARE(describeAddress(workbench, array.target, *array.range.begin().plus(0x40)).text(),
             std::string("alloc:a+0x40"));
    QCOMPARE(describeAddress(workbench, self, Address(0)).text(), std::string("not mapped"));
}

QTEST_GUILESS_MAIN(AddressesTest)
#include "tst_addresses.moc"
