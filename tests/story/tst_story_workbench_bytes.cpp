// The notebook's first cells over the workbench: a value that cannot change is changed. Each step is seen by other
// programs.
#include "story_checks.h"
#include "story_workbench.h"
#include "support/bytes_of.h"

#include <QtTest>

using namespace memdelbrot;
using namespace memdelbrot::testing;

// The cells build on each other, as they do in the notebook: one workbench for all.
class StoryWorkbenchBytesTest final : public StoryWorkbench {
    Q_OBJECT

private slots:
    void initTestCase() { open(); }
    void cleanupTestCase() { close(); }
    // The notebook's cells, in its order.
    void pythonRefusesToChangeAByteString();
    void itsBytesAreNumbersAndCharacters();
    void numpyRefusesToChangeThem();
    void immutableBytesArePokedFromOutside();
    void theChangeIsTakenBackAndMadeAgain();
    void literalsArePooledOnlyWhereCodeIsCompiledWhole();
};

// hello[4:8] = …
void StoryWorkbenchBytesTest::pythonRefusesToChangeAByteString()
{
    (void)run("hello = b'Hello, world!'");
    QCOMPARE(run("try:\n    hello[4:8] = b'EVIL'\nexcept TypeError as err:\n    print('Nope: ' + str(err))"),
             std::string("Nope: 'bytes' object does not support item assignment\n"));
    QCOMPARE(memoryByDd(pythonPid(), place("py:hello.contents").address.value(), 13), QByteArray("Hello, world!"));
}

// a = numpy.frombuffer(hello, dtype=numpy.uint8); a.view("S1")
void StoryWorkbenchBytesTest::itsBytesAreNumbersAndCharacters()
{
    const Place contents = place("py:hello.contents");
    QVERIFY(contents.view);
    QCOMPARE(contents.view->dtype.name(), std::string("uint8"));
    QCOMPARE(contents.view->shape, Shape{13});
    const auto read =
        m_workbench->targets().target(contents.target).value()->read(AddressRange::fromSize(contents.address, 13));
    std::string numbers;
    std::string characters;
    for (std::size_t i = 0; i < read.bytes.size(); ++i) {
        numbers += formatElement(contents.view->dtype, std::span(read.bytes).subspan(i, 1)) + " ";
        characters += formatElement(Dtype::parse("S1").value(), std::span(read.bytes).subspan(i, 1)) + " ";
    }
    QCOMPARE(run("import numpy\na = numpy.frombuffer(hello, dtype=numpy.uint8)\nprint(*a, '')"), numbers + "\n");
    QCOMPARE(run("print(*map(bytes, a.view('S1')), '')"), characters + "\n");
}

// a[4:8] = [69, 86, 73, 76]
void StoryWorkbenchBytesTest::numpyRefusesToChangeThem()
{
    QCOMPARE(
        run("try:\n    a[4:8] = [69, 86, 73, 76]\nexcept ValueError as err:\n    print('Nope: ' + str(err))\ndel a"),
        std::string("Nope: assignment destination is read-only\n"));
    QCOMPARE(memoryByDd(pythonPid(), place("py:hello.contents").address.value(), 13), QByteArray("Hello, world!"));
}

void StoryWorkbenchBytesTest::immutableBytesArePokedFromOutside()
{
    (void)run("hello = b'Hello, world!'");
    const Place contents = place("py:hello.contents");
    QCOMPARE(memoryByDd(pythonPid(), contents.address.value(), 13), QByteArray("Hello, world!"));
    const Address comma = *contents.address.plus(4);
    QCOMPARE(m_workbench->journal().poke(contents.target, comma, bytesOf("o, w"), bytesOf("EVIL")).error().code,
             ErrorCode::Locked);
    QVERIFY(m_workbench->targets().unlock(contents.target));
    QVERIFY(m_workbench->journal().poke(contents.target, comma, bytesOf("o, w"), bytesOf("EVIL")));
    QCOMPARE(memoryByDd(pythonPid(), contents.address.value(), 13), QByteArray("HellEVILorld!"));
    QCOMPARE(run("hello"), std::string("b'HellEVILorld!'\n"));
}

void StoryWorkbenchBytesTest::theChangeIsTakenBackAndMadeAgain()
{
    const Place contents = place("py:hello.contents");
    const auto undone = m_workbench->journal().undo();
    QVERIFY(undone);
    QCOMPARE(undone->record.address, *contents.address.plus(4));
    QCOMPARE(memoryByDd(pythonPid(), contents.address.value(), 13), QByteArray("Hello, world!"));
    QCOMPARE(run("hello"), std::string("b'Hello, world!'\n"));
    QVERIFY(!m_workbench->journal().canUndo());
    QVERIFY(m_workbench->journal().redo());
    QCOMPARE(memoryByDd(pythonPid(), contents.address.value(), 13), QByteArray("HellEVILorld!"));
    QCOMPARE(run("hello"), std::string("b'HellEVILorld!'\n"));
}

void StoryWorkbenchBytesTest::literalsArePooledOnlyWhereCodeIsCompiledWhole()
{
    const std::string cell =
        "hello = b\"Hello, world!\"\npoke(hello, 4, b\"EVIL\")\nprint(hello == b\"Hello, world!\")\n";
    QCOMPARE(run(cell), std::string("False\n"));
    QCOMPARE(run("exec('''" + cell + "''')"), std::string("True\n"));
}

QTEST_GUILESS_MAIN(StoryWorkbenchBytesTest)
#include "tst_story_workbench_bytes.moc"
