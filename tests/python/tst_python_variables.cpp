#include "session_fixture.h"

#include "memory/process_target.h"

#include <algorithm>
#include <thread>

using namespace memdelbrot;

class PythonVariablesTest : public QObject {
    Q_OBJECT

private slots:
    void helloIs46BytesWithOneReferenceAnd13BytesOfContents();
    void underscoreHoldsAReferenceAndIsNamed();
    void aThousandReferencesAreCountedExactly();
    void askingChangesNoCount();
    void aFailedCellKeepsNoReference();
    void modulesAndPrivateNamesAreLeftOut();
    void contentsHoldWhatPythonSays_data();
    void contentsHoldWhatPythonSays();
    void arraysComeWithDtypeAndShape();
    void attributesAreFollowed();
    void aMissingNameIsNotFound();
    void aQuestionDoesNotWaitForARunningCell();
    void hostileObjectsAreShownAllTheSame();
    void whatIsTooLongForOneAnswerIsCountedAndTheSessionGoesOn();
    void noCodeOfTheUsersIsRunForTheList();
    void previewsAreThoseOfBuiltInTypes_data();
    void previewsAreThoseOfBuiltInTypes();
    void aVariableNamesWhereItsTypeLies();
};

void PythonVariablesTest::helloIs46BytesWithOneReferenceAnd13BytesOfContents()
{
    SessionFixture python;
    python.run("hello = b\"Hello, world!\"");
    const auto variables = python.session->variables();
    QCOMPARE(variables->listed.size(), 1u);
    const PythonVariable& hello = variables->listed.front();
    QCOMPARE(hello.name, "hello");
    QCOMPARE(hello.type, "bytes");
    QCOMPARE(hello.size, 46u);
    QCOMPARE(hello.referenceCount, 1u);
    QCOMPARE(hello.repr, "b'Hello, world!'");
    QCOMPARE(*hello.contents, AddressRange::fromSize(Address(hello.address.value() + 32), 13));
    QCOMPARE(hello.dtype, "uint8");
    QCOMPARE(hello.shape, (std::vector<std::uint64_t>{13}));
}

void PythonVariablesTest::underscoreHoldsAReferenceAndIsNamed()
{
    SessionFixture python;
    python.run("hello = b\"Hello, world!\"");
    python.run("hello");
    const auto variables = python.session->variables();
    QCOMPARE(variables->listed.size(), 2u);
    QCOMPARE(variables->listed.at(0).referenceCount, 2u);
    QCOMPARE(variables->listed.at(1).name, "_");
    QCOMPARE(variables->listed.at(1).address, variables->listed.at(0).address);
}

void PythonVariablesTest::aThousandReferencesAreCountedExactly()
{
    SessionFixture python;
    python.run("hello = b\"Hello, world!\"\nbiglist = [hello] * 1000");
    QCOMPARE(python.session->variable("hello")->referenceCount, 1001u);
    QCOMPARE(python.run("import sys\nsys.getrefcount(hello)"), "1002\n");
}

void PythonVariablesTest::askingChangesNoCount()
{
    SessionFixture python;
    python.run("import ctypes\nhello = b\"Hello, world!\"\naddress = id(hello)");
    for (int i = 0; i < 3; ++i) {
        QVERIFY(python.session->variables());
        QVERIFY(python.session->variable("hello"));
        QCOMPARE(python.run("ctypes.c_ssize_t.from_address(address).value"), "1\n");
    }
}

void PythonVariablesTest::aFailedCellKeepsNoReference()
{
    SessionFixture python;
    python.run("hello = b\"Hello, world!\"\ndef f(x):\n    y = x\n    1/0\n");
    python.run("f(hello)");
    python.run("try:\n    hello[4:8] = b'EVIL'\nexcept TypeError as err:\n    print('Nope: ' + str(err))");
    python.run("raise ValueError(hello)");
    QCOMPARE(python.session->variable("hello")->referenceCount, 1u);
}

void PythonVariablesTest::modulesAndPrivateNamesAreLeftOut()
{
    SessionFixture python;
    python.run("import sys, ctypes\nx = 1.5\n__secret__ = 2\n_mine = 3.5");
    std::vector<std::string> names;
    const auto variables = python.session->variables();
    for (const PythonVariable& variable : variables->listed)
        names.push_back(variable.name);
    QCOMPARE(names, (std::vector<std::string>{"x", "_mine"}));
}

void PythonVariablesTest::contentsHoldWhatPythonSays_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("dtype");
    QTest::addRow("bytes") << QStringLiteral("b'Hello'") << QByteArray("Hello") << QStringLiteral("uint8");
    QTest::addRow("bytearray") << QStringLiteral("bytearray(b'Hello')") << QByteArray("Hello")
                               << QStringLiteral("uint8");
    QTest::addRow("shifted bytearray") << QStringLiteral("bytearray(b'xHello')[1:]") << QByteArray("Hello")
                                       << QStringLiteral("uint8");
    QTest::addRow("str") << QStringLiteral("'Hey there.'") << QByteArray("Hey there.") << QStringLiteral("uint8");
    QTest::addRow("latin-1 str") << QStringLiteral("'h\\xe9'") << QByteArray("h\xe9") << QStringLiteral("uint8");
    QTest::addRow("wide str") << QStringLiteral("'\\u0101b'")
                              << QByteArray("\x01\x01"
                                            "b\0",
                                            4)
                              << QStringLiteral("uint16");
    QTest::addRow("int") << QStringLiteral("12345") << QByteArray("\x39\x30\0\0", 4) << QStringLiteral("uint32");
    QTest::addRow("float") << QStringLiteral("1.0") << QByteArray("\0\0\0\0\0\0\xf0\x3f", 8)
                           << QStringLiteral("float64");
    QTest::addRow("array.array") << QStringLiteral("__import__('array').array('h', [1, 2])")
                                 << QByteArray("\1\0\2\0", 4) << QStringLiteral("int16");
    QTest::addRow("memoryview") << QStringLiteral("memoryview(b'Hello')") << QByteArray("Hello")
                                << QStringLiteral("uint8");
}

void PythonVariablesTest::contentsHoldWhatPythonSays()
{
    QFETCH(QString, expression);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, dtype);
    static SessionFixture python;
    python.run("x = " + expression.toStdString());
    const auto variable = python.session->variable("x");
    QVERIFY(variable && variable->contents);
    QCOMPARE(variable->dtype, dtype.toStdString());
    const auto memory = ProcessTarget::open(python.session->pid());
    const auto read = (*memory)->read(*variable->contents);
    QCOMPARE(QByteArray(reinterpret_cast<const char*>(read.bytes.data()), static_cast<qsizetype>(read.bytes.size())),
             bytes);
}

void PythonVariablesTest::arraysComeWithDtypeAndShape()
{
    SessionFixture python;
    python.run("import numpy\nc = numpy.zeros((3, 4), dtype=numpy.complex128)\nt = c.T\ne = numpy.zeros(0)\ns = "
               "numpy.array([b'a', b'b'])\n");
    const auto array = python.session->variable("c");
    QVERIFY(array->contents);
    QCOMPARE(array->contents->size(), 192u);
    QCOMPARE(array->dtype, "complex128");
    QCOMPARE(array->shape, (std::vector<std::uint64_t>{3, 4}));
    QVERIFY(python.session->variable("t")->shape.empty());
    QCOMPARE(python.session->variable("e")->contents->size(), 0u);
    QCOMPARE(python.session->variable("s")->dtype, "S1");
    QCOMPARE(python.run("import sys\nsys.getrefcount(c)"), "3\n");   // c, t's base and the argument: none of ours
}

void PythonVariablesTest::attributesAreFollowed()
{
    SessionFixture python;
    python.run("class Thing: pass\nthing = Thing()\nthing.inner = Thing()\nthing.inner.text = 'deep text'");
    QCOMPARE(python.session->variable("thing.inner.text")->repr, "'deep text'");
    QCOMPARE(python.session->variable("thing.inner")->referenceCount, 1u);
}

void PythonVariablesTest::aMissingNameIsNotFound()
{
    SessionFixture python;
    QCOMPARE(python.session->variable("nothing").error().code, ErrorCode::NotFound);
    python.run("x = 1");
    QCOMPARE(python.session->variable("x.nothing").error().code, ErrorCode::NotFound);
    QCOMPARE(python.session->variable("x + 1").error().code, ErrorCode::NotFound);
    QCOMPARE(python.session->variable("").error().code, ErrorCode::NotFound);
}

void PythonVariablesTest::aQuestionDoesNotWaitForARunningCell()
{
    SessionFixture python;
    python.run("x = 1");
    std::jthread cell([&] { python.run("import time\nprint('runs')\nwhile True: time.sleep(0.01)"); });
    QTRY_VERIFY(python.text(PythonOutputKind::StandardOutput).ends_with("runs\n"));
    QCOMPARE(python.session->variables().error().code, ErrorCode::Busy);
    QCOMPARE(python.session->variable("x").error().code, ErrorCode::Busy);
    QCOMPARE(python.session->isComplete("x").error().code, ErrorCode::Busy);
    python.session->interrupt();
    cell.join();
    QCOMPARE(python.session->variable("x")->repr, "1");
}

void PythonVariablesTest::hostileObjectsAreShownAllTheSame()
{
    SessionFixture python;
    python.run("class Rude:\n    def __repr__(self): raise ValueError\n    def __sizeof__(self): return -1\n"
               "    @property\n    def __class__(self): 1/0\n    def __getattr__(self, name): raise SystemError\n\n"
               "rude = Rude()\nlong = 'x' * 10**6\nnumber = 7 ** 100000\nloop = []\nloop.append(loop)\nmany = [0.5] * "
               "10**6\nlone = '\\ud800'");
    const auto variables = python.session->variables();
    QVERIFY2(variables, "no answer");
    for (const PythonVariable& variable : variables->listed)
        QVERIFY2(QString::fromStdString(variable.repr).size() <= 210, variable.name.c_str());
    const PythonVariable rude = *python.session->variable("rude");
    QCOMPARE(rude.repr, "<__main__.Rude object at 0x" + QString::number(rude.address.value(), 16).toStdString() + ">");
}

void PythonVariablesTest::whatIsTooLongForOneAnswerIsCountedAndTheSessionGoesOn()
{
    SessionFixture python;
    python.run("first = 1\nfor i in range(20): globals()['n%02d' % i + 'x' * (1 << 20)] = i\nlast = 2");
    const auto variables = python.session->variables();
    QVERIFY(variables);
    QCOMPARE(variables->listed.front().name, "first");
    QVERIFY(variables->leftOut >= 5);
    QCOMPARE(variables->listed.size() + variables->leftOut, 23u);   // i too
    QCOMPARE(python.run("last"), "2\n");
}

void PythonVariablesTest::noCodeOfTheUsersIsRunForTheList()
{
    SessionFixture python;
    python.run(R"(
import numpy
ran = []
class Meta(type):
    def __getattribute__(cls, name): ran.append('Meta ' + name); return type.__getattribute__(cls, name)
    def __hash__(cls): ran.append('Meta hash'); return 1
    def __eq__(cls, other): ran.append('Meta eq'); return False
    def __repr__(cls): ran.append('Meta repr'); return 'Meta'
class Noisy(metaclass=Meta):
    def __repr__(self): ran.append('repr'); return 'noisy'
    def __str__(self): ran.append('str'); return 'noisy'
    def __sizeof__(self): ran.append('sizeof'); return 8
    def __getattribute__(self, name): ran.append(name); return object.__getattribute__(self, name)
    def __buffer__(self, flags): ran.append('buffer'); return memoryview(b'x')
    def __lt__(self, other): ran.append('lt'); return True
    def __hash__(self): return 1
class list(list):
    def __len__(self): ran.append('len'); return 1
    def __iter__(self): ran.append('iter'); return iter([1])
    def __repr__(self): ran.append('repr'); return 'mine'
class Array(numpy.ndarray):
    @property
    def __array_interface__(self): ran.append('interface'); return {}
    @property
    def itemsize(self): ran.append('itemsize'); return 1
    def __array_finalize__(self, other): ran.append('finalize')
    def __repr__(self): ran.append('repr'); return 'array'
noisy, mine, array = Noisy(), list([1]), Array((3,))
many = [noisy, (noisy, {noisy: noisy, 2: noisy}, {noisy, 2}), mine]
objects, plain = numpy.array([noisy]), numpy.zeros(3)
numpy.set_printoptions(formatter={'all': lambda number: ran.append('format') or '?'})
del ran[:]
)");
    for (int i = 0; i < 2; ++i)
        QVERIFY(python.session->variables());
    QCOMPARE(python.run("print(ran)"), "[]\n");
    QCOMPARE(python.session->variable("plain")->repr, "array([0., 0., 0.])");
    QCOMPARE(python.session->variable("array")->contents->size(), 24u);
    QVERIFY(python.session->variable("objects")->repr.starts_with("<ndarray object at 0x"));
}

void PythonVariablesTest::previewsAreThoseOfBuiltInTypes_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("repr");   // empty: as it was written
    const auto add = [](const char* value, const char* repr = "") {
        QTest::addRow("%s", value) << QString::fromLatin1(value) << QString::fromLatin1(repr);
    };
    add("True");
    add("-1.5");
    add("2j");
    add("None");
    add("range(0, 3)");
    add("{'b': [1, 2.5], 'a': (None,)}");
    add("(1, 'x', b'y')");
    add("()");
    add("set()");
    add("{1}");
    add("frozenset({2})");
    add("bytearray(b'x')");
    add("int", "<class 'int'>");
    add("[[[[[1]]]]]", "[[[[[...]]]]]");
    add("[0] * 41",
        "[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "
        "0, 0, 0, 0, 0, 0, 0, ...]");
    add("7 ** 100000", "<int of 280736 bits>");
    add("__import__('numpy').float32(1.5)", "1.5");
    add("__import__('numpy').arange(3, dtype='u1')", "array([0, 1, 2], dtype=uint8)");
}

void PythonVariablesTest::previewsAreThoseOfBuiltInTypes()
{
    QFETCH(QString, value);
    QFETCH(QString, repr);
    static SessionFixture python;
    python.run("x = " + value.toStdString());
    QCOMPARE(python.session->variable("x")->repr, (repr.isEmpty() ? value : repr).toStdString());
}

void PythonVariablesTest::aVariableNamesWhereItsTypeLies()
{
    SessionFixture python;
    python.run("x = 12345");
    const auto type = python.session->variable("x")->typeAddress.value();
    QCOMPARE(python.run("id(int)"), std::to_string(type) + "\n");
}

QTEST_GUILESS_MAIN(PythonVariablesTest)
#include "tst_python_variables.moc"
