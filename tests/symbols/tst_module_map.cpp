#include "symbols/module_map.h"

#include "base/hex_text.h"
#include "memory/process_target.h"

#include <QtTest>

#include <dlfcn.h>
#include <unistd.h>

#include <cmath>

using namespace memdelbrot;

class ModuleMapTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void exportHasTheAddressThatTheLoaderGives();
    void addressNamesItsFunctionAndOffset();
    void staticFunctionIsFoundBySymtab();
    void zeroInitialisedVariableIsFoundInBss();
    void offsetCountsFromTheLoadAddress();
    void longestModuleNameWins();
    void threadLocalHasNoOneAddress();
    void unknownNamesAreNotFound();
    void addressOutsideModulesIsEmpty();
    void rootThatCannotBeReadFallsBack();

private:
    SymbolIndexCache m_cache;
    std::vector<Region> m_regions;
    ModuleMap m_map;
};

namespace {

char zeroed[4096];   // .bss, behind the file's pages

__attribute__((noinline)) int localFunction(int value)
{
    return value * 3;
}

// libc's own: a sanitizer has others of the same names in front of them.
void* inLibc(const char* name)
{
    return ::dlsym(::dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD), name);
}

std::uint64_t addressOfExport(const char* name)
{
    return reinterpret_cast<std::uint64_t>(inLibc(name));
}

}  // namespace

void ModuleMapTest::initTestCase()
{
    const auto self = ProcessTarget::open(ProcessId(::getpid()));
    QVERIFY(self);
    m_regions = (*self)->regions().value();
    m_map = ModuleMap::create(m_regions, "/proc/self/root", m_cache);
}

void ModuleMapTest::exportHasTheAddressThatTheLoaderGives()
{
    for (const char* name : {"malloc", "printf", "environ", "abort"})
        QCOMPARE(m_map.addressOf(std::string("libc.so.6:") + name).value().value(), addressOfExport(name));
}

void ModuleMapTest::addressNamesItsFunctionAndOffset()
{
    const AddressSymbol symbol = m_map.symbolAt(Address(addressOfExport("abort") + 4));
    QCOMPARE(symbol.function, "abort");
    QCOMPARE(symbol.offset, 4u);
    QCOMPARE(symbol.module, "libc.so.6");
}

void ModuleMapTest::staticFunctionIsFoundBySymtab()
{
    QCOMPARE(localFunction(2), 6);
    const AddressSymbol symbol = m_map.symbolAt(Address(reinterpret_cast<std::uint64_t>(&localFunction) + 1));
    QCOMPARE(symbol.function, "(anonymous namespace)::localFunction(int)");
    QCOMPARE(symbol.offset, 1u);
    QCOMPARE(symbol.module, "tst_module_map");
}

void ModuleMapTest::zeroInitialisedVariableIsFoundInBss()
{
    const AddressSymbol symbol = m_map.symbolAt(Address(reinterpret_cast<std::uint64_t>(&zeroed[4000])));
    QCOMPARE(symbol.function, "(anonymous namespace)::zeroed");
    QCOMPARE(symbol.offset, 4000u);
}

void ModuleMapTest::offsetCountsFromTheLoadAddress()
{
    Dl_info info{};
    QVERIFY(::dladdr(inLibc("malloc"), &info) != 0);
    const auto base = reinterpret_cast<std::uint64_t>(info.dli_fbase);
    QCOMPARE(m_map.addressOf("libc.so.6+0x1234").value().value(), base + 0x1234);
    QCOMPARE(m_map.addressOf("libc.so.6+16").value().value(), base + 16);
    QCOMPARE(m_map.addressOf("libc.so.6+0x12g").error().code, ErrorCode::Syntax);
    QCOMPARE(m_map.addressOf("libc.so.6+0xffffffffffffffff").error().code, ErrorCode::TooLarge);
}

void ModuleMapTest::longestModuleNameWins()
{
    const auto matched = m_map.match("libstdc++.so.6+0x10");   // its own name has plus signs
    QVERIFY(matched);
    QVERIFY(m_map.modules()[matched->moduleIndex].name.starts_with("libstdc++.so.6."));   // the file behind the name
    QCOMPARE(matched->length, std::string("libstdc++.so.6").size());
    QVERIFY(!m_map.match("libc.so.6"));
    QVERIFY(!m_map.match("libnowhere:malloc"));
}

void ModuleMapTest::threadLocalHasNoOneAddress()
{
    QCOMPARE(m_map.addressOf("libc.so.6:errno").error().code, ErrorCode::Unsupported);
}

void ModuleMapTest::unknownNamesAreNotFound()
{
    QCOMPARE(m_map.addressOf("libc.so.6:noSuchName").error().code, ErrorCode::NotFound);
    QCOMPARE(m_map.addressOf("nolib.so:malloc").error().code, ErrorCode::NotFound);
}

void ModuleMapTest::addressOutsideModulesIsEmpty()
{
    int onStack = 0;
    const AddressSymbol symbol = m_map.symbolAt(Address(reinterpret_cast<std::uint64_t>(&onStack)));
    QVERIFY(symbol.module.empty());
    QVERIFY(m_map.symbolAt(Address(0)).module.empty());
}

void ModuleMapTest::rootThatCannotBeReadFallsBack()
{
    const ModuleMap map = ModuleMap::create(m_regions, "/proc/0/root", m_cache);
    QCOMPARE(map.modules().size(), m_map.modules().size());
}

QTEST_GUILESS_MAIN(ModuleMapTest)
#include "tst_module_map.moc"
