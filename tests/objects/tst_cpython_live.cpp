#include "layouts_fixture.h"

#include "memory/process_target.h"
#include "objects/cpython_inspector.h"
#include "objects/cpython_runtime.h"
#include "python/session_fixture.h"

using namespace memdelbrot;

// The objects of a real interpreter, read from outside and compared with what it says of itself. MEMDELBROT_TEST_PYTHON
// names another interpreter than Debian's.
class CPythonLiveTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void theVersionIsReadFromTheProcess();
    void aProcessWithoutPythonHasNone();
    void valuesReadAsReprPrintsThem_data();
    void valuesReadAsReprPrintsThem();
    void referenceCountsFollowTheNotebooksList();
    void fieldsLieWhereTheBytesAre();
    void anItemPointsAtItsObject();
    void subclassesAreKnownByTheirBase();
    void instancesHaveTheirHeader();
    void aTypeIsItselfAnObject();
    void aCycleEnds();
    void arraysHaveDtypeShapeAndStrides();
    void contentsAreWhereTheSessionSays_data();
    void contentsAreWhereTheSessionSays();
    void anAddressInsideAnObjectIsNone();

private:
    Result<Inspection> inspect(const std::string& name);
    Result<Inspection> inspectAt(Address address);

    std::unique_ptr<SessionFixture> m_python;
    std::unique_ptr<ProcessTarget> m_memory;
    SymbolIndexCache m_symbols;
    CPythonRuntime m_runtime;
    PythonLayouts m_layouts;
};

void CPythonLiveTest::initTestCase()
{
    const QString other = qEnvironmentVariable("MEMDELBROT_TEST_PYTHON", QStringLiteral(TEST_PYTHON));
    m_python = std::make_unique<SessionFixture>(PythonOptions{.interpreter = other.toStdString()});
    QVERIFY2(m_python->session, m_python->error.detail.c_str());
    m_memory = ProcessTarget::open(m_python->session->pid()).value();
    const auto modules = ModuleMap::create(m_memory->regions().value(), {}, m_symbols);
    const auto runtime = findCPython(*m_memory, modules);
    QVERIFY2(runtime, runtime ? "" : runtime.error().detail.c_str());
    m_runtime = *runtime;
    m_layouts = layoutsOf(m_runtime.version.minor);
    QVERIFY(checkLayout(*m_memory, m_runtime, m_layouts.python));
}

Result<Inspection> CPythonLiveTest::inspectAt(Address address)
{
    CPythonReader reader(*m_memory, m_layouts, m_runtime.typeType);
    return inspectPythonObject(reader, address, m_runtime.evidence);
}

Result<Inspection> CPythonLiveTest::inspect(const std::string& name)
{
    const auto variable = m_python->session->variable(name);
    return variable ? inspectAt(variable->address) : failure(variable.error());
}

void CPythonLiveTest::theVersionIsReadFromTheProcess()
{
    QCOMPARE(m_runtime.version.text(), m_python->session->version());
    QVERIFY(m_runtime.evidence.starts_with("CPython " + m_python->session->version() + " by "));
}

void CPythonLiveTest::aProcessWithoutPythonHasNone()
{
    const auto self = ProcessTarget::open(ProcessId(::getpid())).value();
    const auto modules = ModuleMap::create(self->regions().value(), {}, m_symbols);
    QCOMPARE(findCPython(*self, modules).error().code, ErrorCode::NotFound);
}

void CPythonLiveTest::valuesReadAsReprPrintsThem_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("type");
    const auto row = [](const char* expression, const char* type) {
        QTest::addRow("%s", expression) << QString::fromLatin1(expression) << QString::fromLatin1(type);
    };
    row("b'Hello, world!'", "bytes");
    row("b''", "bytes");
    row("12345", "int");
    row("0", "int");
    row("-1", "int");
    row("2**30", "int");
    row("-2**100 + 7", "int");
    row("10**300", "int");
    row("True", "bool");
    row("False", "bool");
    row("None", "NoneType");
    row("...", "ellipsis");
    row("NotImplemented", "NotImplementedType");
    row("3.141592653589793", "float");
    row("float('-inf')", "float");
    row("1.5-2j", "complex");
    row("'Hey there.'", "str");
    row("'h\\xe9'", "str");
    row("'\\u4e2d\\u0101'", "str");
    row("'\\U0001f600!'", "str");
    row("''", "str");
    row("bytearray(b'abc')", "bytearray");
    row("bytearray(b'xabc')[1:]", "bytearray");
    row("[]", "list");
    row("[1, 'two', [3.0, None], b'4']", "list");
    row("()", "tuple");
    row("(1,)", "tuple");
    row("(1, (2, 3))", "tuple");
    row("{}", "dict");
    row("{'a': 1, 2: [3]}", "dict");
    row("dict.fromkeys(range(20))", "dict");
    row("set()", "set");
    row("{1}", "set");
    row("frozenset([7])", "frozenset");
    row("int", "type");
}

void CPythonLiveTest::valuesReadAsReprPrintsThem()
{
    QFETCH(QString, expression);
    QFETCH(QString, type);
    m_python->run("x = " + expression.toStdString());
    const auto inspection = inspect("x");
    QVERIFY2(inspection, inspection ? "" : inspection.error().detail.c_str());
    QCOMPARE(inspection->kind, "cpython");
    QCOMPARE(inspection->type, type.toStdString());
    QCOMPARE(inspection->value + "\n", m_python->run("x") == "" ? m_python->run("print(x)") : m_python->run("x"));
    if (inspection->size)
        QCOMPARE(std::to_string(*inspection->size) + "\n", m_python->run("x.__sizeof__()"));
}

void CPythonLiveTest::referenceCountsFollowTheNotebooksList()
{
    m_python->run("hello = b\"Hello, world!\"");
    QCOMPARE(*inspect("hello")->referenceCount, 1u);
    m_python->run("biglist = [hello] * 1000");
    QCOMPARE(*inspect("hello")->referenceCount, 1001u);
    QCOMPARE(m_python->run("import sys\nsys.getrefcount(hello)"), "1002\n");
    m_python->run("del biglist\n_ = None");
    QCOMPARE(*inspect("hello")->referenceCount, 1u);
    m_python->run("del _");
}

void CPythonLiveTest::fieldsLieWhereTheBytesAre()
{
    m_python->run("hello = b\"Hello, world!\"");
    const auto inspection = inspect("hello");
    QCOMPARE(inspection->range.size(), 46u);
    const InspectedField& characters = inspection->fields.back();
    QCOMPARE(characters.name, "ob_sval");
    QCOMPARE(characters.range, *inspection->contents);
    const auto bytes = m_memory->read(characters.range).bytes;
    QCOMPARE(QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())),
             QByteArray("Hello, world!"));
    QCOMPARE(inspection->fields.at(0).name, "ob_refcnt");
    QCOMPARE(inspection->fields.at(1).value, "bytes");
    QCOMPARE(inspection->fields.at(2).value, "13");
}

void CPythonLiveTest::anItemPointsAtItsObject()
{
    m_python->run("hello = b\"Hello, world!\"\nitems = [1, hello]");
    const auto list = inspect("items");
    const InspectedField& second = list->fields.back().children.at(1);
    QCOMPARE(*second.pointsTo, m_python->session->variable("hello")->address);
    QCOMPARE(second.value, "b'Hello, world!'");
    QCOMPARE(second.type, "bytes");
}

void CPythonLiveTest::subclassesAreKnownByTheirBase()
{
    m_python->run("class Number(float): pass\nclass Name(str): pass\nclass Fake:\n    pass\n\nFake.__name__ = 'float'\n"
                  "number, name, fake = Number(2.5), Name('abc'), Fake()");
    QCOMPARE(inspect("number")->value, "2.5");
    QCOMPARE(inspect("number")->type, "Number");
    QCOMPARE(inspect("name")->value, "'abc'");
    QVERIFY(inspect("fake")->value.starts_with("<"));
}

void CPythonLiveTest::instancesHaveTheirHeader()
{
    m_python->run("class Thing: pass\nthing = Thing()\nother = thing");
    const auto thing = inspect("thing");
    QCOMPARE(thing->type, "Thing");
    QCOMPARE(*thing->referenceCount, 2u);
    QVERIFY(thing->value.starts_with("<Thing object at 0x"));
}

void CPythonLiveTest::aTypeIsItselfAnObject()
{
    m_python->run("class Thing: pass\nkind = int");
    const auto kind = inspect("kind");
    QCOMPARE(kind->value, "<class 'int'>");
    m_python->run("thing = Thing");
    QCOMPARE(inspect("thing")->value, "<class 'Thing'>");
}

void CPythonLiveTest::aCycleEnds()
{
    m_python->run("loop = [1]\nloop.append(loop)\nring = {}\nring['me'] = ring");
    QCOMPARE(inspect("loop")->value, "[1, [...]]");
    QCOMPARE(inspect("ring")->value, "{'me': {...}}");
}

void CPythonLiveTest::arraysHaveDtypeShapeAndStrides()
{
    if (m_python->run("import numpy") != "")
        return;  // another interpreter, without NumPy
    m_python->run("a = numpy.arange(12, dtype=numpy.float64).reshape(3, 4)\nv = a[::-1, ::2]\nbig = numpy.array([1, "
                  "2], dtype='>i4')\nempty = numpy.zeros((0, 3))");
    const auto array = inspect("a");
    QCOMPARE(array->type, "ndarray");
    QVERIFY2(array->value.ends_with("shape=(3, 4))"), array->value.c_str());
    QCOMPARE(array->contentsDtype, "float64");
    QCOMPARE(array->contentsShape, (std::vector<std::uint64_t>{3, 4}));
    QVERIFY2(array->value.starts_with("array([0.0, 1.0, 2.0"), array->value.c_str());
    const auto view = inspect("v");
    QVERIFY2(view->value.starts_with("array([8.0, 10.0, 4.0"), view->value.c_str());
    QVERIFY(view->contentsShape.empty());
    QVERIFY(array->contents->contains(*view->contents));
    QCOMPARE(inspect("big")->contentsDtype, ">i4");
    QCOMPARE(inspect("empty")->contents->size(), 0u);
}

void CPythonLiveTest::contentsAreWhereTheSessionSays_data()
{
    QTest::addColumn<QString>("expression");
    for (const char* expression : {"b'Hello, world!'", "bytearray(b'xyz')[1:]", "'Hey'", "'\\u0101'", "12345", "1.5",
                                   "[1, 2, 3]", "(4, 5)", "10**50"})
        QTest::addRow("%s", expression) << QString::fromLatin1(expression);
}

void CPythonLiveTest::contentsAreWhereTheSessionSays()
{
    QFETCH(QString, expression);
    m_python->run("x = " + expression.toStdString());
    const auto said = m_python->session->variable("x");
    const auto seen = inspect("x");
    QCOMPARE(*seen->contents, *said->contents);
    QCOMPARE(seen->contentsDtype, said->dtype);
    QCOMPARE(seen->contentsShape, said->shape);
}

void CPythonLiveTest::anAddressInsideAnObjectIsNone()
{
    m_python->run("hello = b\"Hello, world!\"");
    const auto inside = inspectAt(Address(inspect("hello")->range.begin().value() + 8));
    QVERIFY(!inside);
    QCOMPARE(inside.error().code, ErrorCode::NotFound);
    QCOMPARE(inspectAt(Address(0)).error().code, ErrorCode::Unreadable);
}

QTEST_GUILESS_MAIN(CPythonLiveTest)
#include "tst_cpython_live.moc"
