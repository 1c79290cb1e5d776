#include "workbench/workbench.h"

#include "memory/buffer_target.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <thread>

using namespace memdelbrot;

// Objects of Debian's own Python and typed structs, through the workbench.
class InspectionTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aBytesObjectIsKnownByTheInterpretersVersion();
    void referencesFollowFromOutside();
    void theNamesThatHoldAnObjectAreKnownWithoutAskingPython();
    void theContainersThatHoldAnObjectAreNamedWithHowOften();
    void aFrozenPythonIsInspectedToo();
    void aProcessWithoutPythonSaysSo();
    void anUnknownVersionIsSaidAndNoOthersIsTaken();
    void aTypedStructIsLaidOverAnObject();
    void theNotebooksBrokenStructIsMended();
    void severalStructsAreChosenByName();
    void aStructOverAnUnreadableAddressSaysSo();

private:
    std::unique_ptr<Workbench> m_workbench;
    std::shared_ptr<PythonSession> m_python;
    TargetId m_target;
};

void InspectionTest::initTestCase()
{
    WorkbenchOptions options;
    options.python.interpreter = TEST_PYTHON;
    m_workbench = std::make_unique<Workbench>(options);
    m_python = m_workbench->startPython({}).value();
    m_target = *m_workbench->pythonTarget();
    QVERIFY(m_python->runCell("hello = b\"Hello, world!\"")->succeeded);
}

void InspectionTest::aBytesObjectIsKnownByTheInterpretersVersion()
{
    const auto hello = m_python->variable("hello");
    const auto inspection = m_workbench->inspect(m_target, hello->address);
    QVERIFY2(inspection, inspection ? "" : inspection.error().detail.c_str());
    QCOMPARE(inspection->kind, "cpython");
    QCOMPARE(inspection->type, "bytes");
    QCOMPARE(inspection->value, "b'Hello, world!'");
    QCOMPARE(*inspection->size, 46u);
    QCOMPARE(*inspection->contents, *hello->contents);
    QVERIFY(inspection->evidence.starts_with("CPython " + m_python->version() + " by Py_Version"));
}

void InspectionTest::referencesFollowFromOutside()
{
    const Address address = m_python->variable("hello")->address;
    QCOMPARE(*m_workbench->inspect(m_target, address)->referenceCount, 1u);
    QVERIFY(m_python->runCell("biglist = [hello] * 1000")->succeeded);
    QCOMPARE(*m_workbench->inspect(m_target, address)->referenceCount, 1001u);
    QVERIFY(m_python->runCell("del biglist")->succeeded);
    QCOMPARE(*m_workbench->inspect(m_target, address)->referenceCount, 1u);
}

void InspectionTest::theNamesThatHoldAnObjectAreKnownWithoutAskingPython()
{
    QVERIFY(m_python->runCell("held = b'held by some names'")->succeeded);
    const Address address = m_python->variable("held")->address;
    const auto inspected = [&] { return m_workbench->inspect(m_target, address).value(); };
    QCOMPARE(inspected().names, std::vector<std::string>{"held"});
    QCOMPARE(*inspected().referenceCount, 1u);
    QVERIFY(m_python->runCell("held")->succeeded);
    QCOMPARE(inspected().names, (std::vector<std::string>{"held", "_"}));
    QCOMPARE(*inspected().referenceCount, 2u);
    QVERIFY(m_python->runCell("alias = held; other = b'another'; 1")->succeeded);
    QCOMPARE(inspected().names, (std::vector<std::string>{"held", "alias"}));
    // While a cell runs, too.
    std::thread cell([this] { (void)m_python->runCell("import time; del alias; time.sleep(600)"); });
    QTRY_COMPARE(inspected().names, std::vector<std::string>{"held"});
    m_python->interrupt();
    cell.join();
}

void InspectionTest::theContainersThatHoldAnObjectAreNamedWithHowOften()
{
    QVERIFY(m_python
                ->runCell("item = b'in containers'; many = [item] * 1000; same = many; pair = (item, b'')\n"
                          "table = {item: item}; unique = {item}; deeper = [many]; nothing = [b'x', 1]")
                ->succeeded);
    const auto inspection = m_workbench->inspect(m_target, m_python->variable("item")->address).value();
    QCOMPARE(inspection.names, std::vector<std::string>{"item"});
    const std::vector<HoldingContainer> expected{{.name = "many", .times = 1000},
                                                 {.name = "pair", .times = 1},
                                                 {.name = "table", .times = 2},
                                                 {.name = "unique", .times = 1}};
    QVERIFY(inspection.containers == expected);
    QVERIFY(m_python->runCell("del many, same, pair, table, unique, deeper, nothing")->succeeded);
}

void InspectionTest::aFrozenPythonIsInspectedToo()
{
    WorkbenchOptions options;
    options.python.interpreter = TEST_PYTHON;
    Workbench workbench(options);
    const auto python = workbench.startPython({}).value();
    QVERIFY(python->runCell("x = 12345")->succeeded);
    const Address address = python->variable("x")->address;
    QVERIFY(!python->runCell("import os; os.abort()"));
    QTRY_COMPARE(workbench.frozen().size(), std::size_t(1));
    const auto inspection = workbench.inspect(workbench.frozen().front().target, address);
    QVERIFY2(inspection, inspection ? "" : inspection.error().detail.c_str());
    QCOMPARE(inspection->value, "12345");
}

void InspectionTest::aProcessWithoutPythonSaysSo()
{
    const auto inspection =
        m_workbench->inspect(m_workbench->targets().self(), Address(reinterpret_cast<std::uintptr_t>(this)));
    QCOMPARE(inspection.error().code, ErrorCode::NotFound);
    QVERIFY(inspection.error().detail.find("no Python") != std::string::npos);
}

void InspectionTest::anUnknownVersionIsSaidAndNoOthersIsTaken()
{
    const QTemporaryDir layouts;   // a program that knows 3.8 alone
    QVERIFY(QFile::copy(QStringLiteral(SOURCE_FOLDER "/resources/layouts/cpython-3.8.h"),
                        layouts.filePath(QStringLiteral("cpython-3.8.h"))));
    WorkbenchOptions options;
    options.python.interpreter = TEST_PYTHON;
    options.layouts = layouts.path().toStdString();
    Workbench workbench(options);
    const auto python = workbench.startPython({}).value();
    QVERIFY(python->runCell("x = 12345")->succeeded);
    const auto inspection = workbench.inspect(*workbench.pythonTarget(), python->variable("x")->address);
    QCOMPARE(inspection.error().code, ErrorCode::Unsupported);
    QCOMPARE(inspection.error().subject, "CPython " + python->version());
}

void InspectionTest::aTypedStructIsLaidOverAnObject()
{
    const auto hello = m_python->variable("hello");
    const auto inspection =
        m_workbench->inspectAs(m_target, hello->address,
                               "struct PyObject { size_t ob_refcnt; struct PyObject *ob_type; };", "struct PyObject");
    QVERIFY2(inspection, inspection ? "" : inspection.error().detail.c_str());
    QCOMPARE(inspection->kind, "struct");
    QCOMPARE(inspection->type, "struct PyObject");
    QCOMPARE(inspection->range, AddressRange::fromSize(hello->address, 16));
    QCOMPARE(inspection->fields.at(0).value, "1");
    QCOMPARE(*inspection->fields.at(1).pointsTo,
             *m_workbench->inspect(m_target, hello->address)->fields.at(1).pointsTo);
}

void InspectionTest::theNotebooksBrokenStructIsMended()
{
    const Address address = m_python->variable("hello")->address;
    const auto broken = m_workbench->inspectAs(
        m_target, address, "struct PyObject {\n    size_t ob_refcnt;\n    PyObject* ob_type;\n}\n", {});
    QCOMPARE(broken.error().code, ErrorCode::Diagnostic);
    QVERIFY(broken.error().detail.find("PyObject") != std::string::npos);
    QVERIFY(!broken.error().subject.empty());
    const auto mended = m_workbench->inspectAs(m_target, address, broken.error().subject, {});
    QVERIFY2(mended, mended ? "" : mended.error().detail.c_str());
    QCOMPARE(mended->fields.at(0).value, "1");
}

void InspectionTest::severalStructsAreChosenByName()
{
    const auto buffer =
        std::make_shared<BufferTarget>("buffer", Address(0x1000), std::vector<std::byte>(16, std::byte{1}));
    const TargetId target = m_workbench->targets().add(TargetKind::Buffer, "buffer", {}, buffer, WriteLock::Locked);
    const std::string text = "struct A { char c; }; struct B { short s; };";
    QCOMPARE(m_workbench->inspectAs(target, Address(0x1000), text, "A")->range.size(), 1u);
    QCOMPARE(m_workbench->inspectAs(target, Address(0x1000), text, {})->range.size(), 2u);
    QCOMPARE(m_workbench->inspectAs(target, Address(0x1000), text, "struct C").error().code, ErrorCode::NotFound);
}

void InspectionTest::aStructOverAnUnreadableAddressSaysSo()
{
    const auto inspection = m_workbench->inspectAs(m_target, Address(0), "struct S { int x; };", {});
    QVERIFY(inspection);
    QCOMPARE(inspection->fields.at(0).value, "unreadable at 0x0");
}

QTEST_GUILESS_MAIN(InspectionTest)
#include "tst_inspection.moc"
