#include "session_fixture.h"

#include <thread>

using namespace memdelbrot;

class PythonCellsTest : public QObject {
    Q_OBJECT

private slots:
    void theLastExpressionsReprIsShown();
    void printedTextResultsAndTracebacksComeInOrder();
    void equalLiteralsInTwoStatementsAreTwoObjects();
    void equalLiteralsInOneExecAreOneObject();
    void aScriptIsCompiledWhole();
    void mainHoldsTheUsersNamesAlone();
    void tracebacksShowTheCellsLinesAndNoneOfOurs();
    void aSyntaxErrorRunsNothing();
    void systemExitIsShownAndTheSessionGoesOn();
    void futureImportsHoldForLaterCells();
    void outputOfSubprocessesIsShown();
    void inputAsksTheToolAndGetsItsLine();
    void standardInputsReadlineAsksToo();
    void interruptEndsASleep();
    void interruptEndsALoop();
    void interruptEndsAnInput();
    void interruptEndsAChildThatIsWaitedFor();
    void interruptBetweenCellsIsHarmless();
    void pokeAsksTheToolWhileThePythonThreadWaits();
    void aRefusedPokeRaisesPermissionErrorWithTheWords();
    void aPokeOutsideTheContentsIsRefusedBeforeItIsAsked();
    void incompleteTextIsTold_data();
    void incompleteTextIsTold();
    void twoCallersTakeTurns();
};

void PythonCellsTest::theLastExpressionsReprIsShown()
{
    SessionFixture python;
    QVERIFY2(python.session, python.error.detail.c_str());
    QCOMPARE(python.run("x = 12345\nx + 1"), "12346\n");
    QCOMPARE(python.text(PythonOutputKind::Result), "12346\n");
    QCOMPARE(python.run("_"), "12346\n");
    QCOMPARE(python.run("None"), "");
    QCOMPARE(python.run("x;"), "12345\n");
}

void PythonCellsTest::printedTextResultsAndTracebacksComeInOrder()
{
    SessionFixture python;
    QCOMPARE(python.run("print('one')\nprint('two', end='')\n3"), "one\ntwo3\n");
    const std::string output = python.run("print('before')\n1/0\nprint('never')");
    QVERIFY(output.starts_with("before\nTraceback"));
    QVERIFY(output.ends_with("ZeroDivisionError: division by zero\n"));
}

void PythonCellsTest::equalLiteralsInTwoStatementsAreTwoObjects()
{
    SessionFixture python;
    QCOMPARE(python.run("import ctypes\nhello = b'Hello, world!'\nctypes.memmove(id(hello) + 36, b'EVIL', 4)\n"
                        "print(hello == b'Hello, world!')"),
             "False\n");
}

void PythonCellsTest::equalLiteralsInOneExecAreOneObject()
{
    SessionFixture python;
    QCOMPARE(
        python.run("exec('''\nimport ctypes\nhello = b\"Hello, world!\"\nctypes.memmove(id(hello) + 36, b\"EVIL\", 4)\n"
                   "print(hello == b\"Hello, world!\")\n''')"),
        "True\n");
}

void PythonCellsTest::aScriptIsCompiledWhole()
{
    QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("pair.py")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("import sys\none = b'Hello, world!'\ntwo = b'Hello, world!'\nprint(one is two, __name__, sys.argv == "
                 "[__file__])\n");
    script.close();
    SessionFixture python;
    const auto execution = python.session->runScript(script.fileName().toStdString());
    QCOMPARE(execution->output, "True __main__ True\n");
    QVERIFY(execution->succeeded);
    QCOMPARE(python.run("one"), "b'Hello, world!'\n");
    QVERIFY(!python.session->runScript("/nonexistent.py")->succeeded);
}

void PythonCellsTest::mainHoldsTheUsersNamesAlone()
{
    SessionFixture python;
    QCOMPARE(python.run("dir()"),
             "['__annotations__', '__builtins__', '__doc__', '__loader__', '__name__', '__package__', '__spec__']\n");
    QCOMPARE(python.run("import sys\nsys.argv, sys.path[0], __name__"), "([''], '', '__main__')\n");
}

void PythonCellsTest::tracebacksShowTheCellsLinesAndNoneOfOurs()
{
    SessionFixture python;
    const std::string output = python.run("def f():\n    return 1 / 0\nf()");
    QVERIFY(output.find("return 1 / 0") != std::string::npos);
    QVERIFY(output.find("session.py") == std::string::npos);
    QCOMPARE(python.run("import sys\nhasattr(sys, 'last_traceback')"), "False\n");
}

void PythonCellsTest::aSyntaxErrorRunsNothing()
{
    SessionFixture python;
    const auto execution = python.session->runCell("print('never')\nx = = 1");
    QVERIFY(!execution->succeeded);
    QCOMPARE(execution->error, "SyntaxError: invalid syntax");
    QVERIFY(execution->output.find("never\n") == std::string::npos);
}

void PythonCellsTest::systemExitIsShownAndTheSessionGoesOn()
{
    SessionFixture python;
    QCOMPARE(python.run("import sys\nsys.exit(3)"), "SystemExit: 3\n");
    QCOMPARE(python.run("exit()"), "SystemExit: None\n");
    QCOMPARE(python.run("'alive'"), "'alive'\n");
    QVERIFY(python.ends().empty());
}

void PythonCellsTest::futureImportsHoldForLaterCells()
{
    SessionFixture python;
    python.run("from __future__ import annotations");
    QCOMPARE(python.run("def f(x: unknown): pass\nf.__annotations__"), "{'x': 'unknown'}\n");
}

void PythonCellsTest::outputOfSubprocessesIsShown()
{
    SessionFixture python;
    python.run("import os\nprint('first')\nassert os.system('echo second; echo third >&2') == 0\nprint('last')");
    QCOMPARE(python.text(PythonOutputKind::StandardOutput), "first\nsecond\nlast\n");
    QCOMPARE(python.text(PythonOutputKind::StandardError), "third\n");   // another pipe: nothing orders the two
}

void PythonCellsTest::inputAsksTheToolAndGetsItsLine()
{
    SessionFixture python;
    std::string output;
    std::jthread caller([&] { output = python.run("name = input('Who? ')\nprint('Hello', name)"); });
    QTRY_COMPARE(python.prompts().size(), 1u);
    QCOMPARE(python.prompts().front(), "Who? ");
    python.session->answerInput("wörld");
    caller.join();
    QCOMPARE(output, "Hello wörld\n");
}

void PythonCellsTest::standardInputsReadlineAsksToo()
{
    SessionFixture python;
    std::string output;
    std::jthread caller([&] { output = python.run("import sys\nsys.stdin.readline()"); });
    QTRY_COMPARE(python.prompts().size(), 1u);
    python.session->answerInput("a line");
    caller.join();
    QCOMPARE(output, "'a line\\n'\n");
}

namespace {

// Runs `code`, which prints "ready" where it can be interrupted, and interrupts it there.
std::string interrupted(SessionFixture& python, const std::string& code)
{
    std::string output;
    std::jthread caller([&] { output = python.run(code); });
    if (!QTest::qWaitFor(
            [&] { return python.text(PythonOutputKind::StandardOutput).find("ready") != std::string::npos; }, 20'000))
        return "never ready";
    python.session->interrupt();
    caller.join();
    return output;
}

}  // namespace

void PythonCellsTest::interruptEndsASleep()
{
    SessionFixture python;
    QVERIFY(interrupted(python, "import time\nprint('ready')\ntime.sleep(1000)").ends_with("KeyboardInterrupt\n"));
    QCOMPARE(python.run("1 + 1"), "2\n");
}

void PythonCellsTest::interruptEndsALoop()
{
    SessionFixture python;
    QVERIFY(interrupted(python, "print('ready')\nwhile True: pass").ends_with("KeyboardInterrupt\n"));
    QCOMPARE(python.run("1 + 1"), "2\n");
}

void PythonCellsTest::interruptEndsAnInput()
{
    SessionFixture python;
    QVERIFY(interrupted(python, "print('ready')\ninput('? ')").ends_with("KeyboardInterrupt\n"));
    python.session->answerInput("too late");
    std::string output;
    std::jthread caller([&] { output = python.run("input('again? ')"); });
    QTRY_VERIFY(!python.prompts().empty() && python.prompts().back() == "again? ");
    python.session->answerInput("now");
    caller.join();
    QCOMPARE(output, "'now'\n");
}

void PythonCellsTest::interruptEndsAChildThatIsWaitedFor()
{
    SessionFixture python;
    const std::string output =
        interrupted(python, "import subprocess\nsubprocess.run(['sh', '-c', 'echo ready; exec sleep 1000'])");
    QVERIFY2(output.ends_with("KeyboardInterrupt\n"), output.c_str());
}

void PythonCellsTest::interruptBetweenCellsIsHarmless()
{
    SessionFixture python;
    python.session->interrupt();
    QCOMPARE(python.run("1 + 1"), "2\n");
    python.session->interrupt();
    QCOMPARE(python.run("2 + 2"), "4\n");
}

void PythonCellsTest::pokeAsksTheToolWhileThePythonThreadWaits()
{
    SessionFixture python;
    PythonPokeRequest seen;
    python.onPoke = [&](const PythonPokeRequest& request) {
        seen = request;
        return Result<void>{};
    };
    QCOMPARE(python.run("hello = b'Hello, world!'\npoke(hello, 4, b'EVIL')"), "");
    const auto hello = python.session->variable("hello");
    QCOMPARE(seen.address, Address(hello->contents->begin().value() + 4));
    QCOMPARE(seen.bytes, (std::vector{std::byte{0x45}, std::byte{0x56}, std::byte{0x49}, std::byte{0x4c}}));
    QCOMPARE(python.run("from memdelbrot import poke as p\np(0x1234, [1, 2])"), "");
    QCOMPARE(seen.address, Address(0x1234));
}

void PythonCellsTest::aRefusedPokeRaisesPermissionErrorWithTheWords()
{
    SessionFixture python;
    python.onPoke = [](const PythonPokeRequest&) { return Result<void>(failure({.code = ErrorCode::Locked})); };
    const std::string output = python.run("poke(b'Hello', 0, b'J')");
    QVERIFY2(output.find("PermissionError: the Python session is write-locked") != std::string::npos, output.c_str());
}

void PythonCellsTest::aPokeOutsideTheContentsIsRefusedBeforeItIsAsked()
{
    SessionFixture python;
    int asked = 0;
    python.onPoke = [&](const PythonPokeRequest&) {
        ++asked;
        return Result<void>{};
    };
    QVERIFY(python.run("poke(b'Hello', 3, b'EVIL')").find("IndexError") != std::string::npos);
    QVERIFY(python.run("poke(b'Hello', -1, b'E')").find("IndexError") != std::string::npos);
    QVERIFY(python.run("poke(object(), 0, b'E')").find("TypeError") != std::string::npos);
    QCOMPARE(asked, 0);
}

void PythonCellsTest::incompleteTextIsTold_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("isComplete");
    QTest::addRow("expression") << QStringLiteral("1 + 1") << true;
    QTest::addRow("open bracket") << QStringLiteral("f(1,") << false;
    QTest::addRow("open string") << QStringLiteral("exec(\"\"\"\nhello") << false;
    QTest::addRow("block header") << QStringLiteral("for i in range(3):") << false;
    QTest::addRow("block without an empty line") << QStringLiteral("for i in range(3):\n    print(i)") << false;
    QTest::addRow("block with an empty line") << QStringLiteral("for i in range(3):\n    print(i)\n") << true;
    QTest::addRow("syntax error") << QStringLiteral("a b") << true;
    QTest::addRow("several statements") << QStringLiteral("a = 1\nb = 2") << true;
}

void PythonCellsTest::incompleteTextIsTold()
{
    static SessionFixture python;
    QFETCH(QString, code);
    QFETCH(bool, isComplete);
    QCOMPARE(python.session->isComplete(code.toStdString()).value(), isComplete);
}

void PythonCellsTest::twoCallersTakeTurns()
{
    SessionFixture python;
    python.run("count = 0");
    {
        std::vector<std::jthread> callers;
        for (int i = 0; i < 4; ++i)
            callers.emplace_back([&] {
                for (int j = 0; j < 10; ++j)
                    python.run("count += 1");
            });
    }
    QCOMPARE(python.run("count"), "40\n");
}

QTEST_GUILESS_MAIN(PythonCellsTest)
#include "tst_python_cells.moc"
