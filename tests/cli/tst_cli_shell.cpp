// shell of the real program: many lines over one worker and one Python session.
#include "command_run.h"
#include "support/refused_ptrace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace memdelbrot::testing;

namespace {

const QString crashers = SUBJECTS_FOLDER "/libcrashers.so";

}  // namespace

class CliShellTest : public QObject {
    Q_OBJECT

private slots:
    void whereNothingIsTracedAShellSaysOnceWhatIsLost();
    void shellLinesNameTheirResults();
    void aFailingLineStopsAShellUnlessItMay();
    void aShellGoesOnAfterACrash();
    void anArrayOfACrashedWorkerIsReadWhereItIsAndNotWritten();
    void aNameOfAnotherValueDoesNotMeanACrashedWorkersArray();
    void aShellGoesOnAfterEachDeathOfItsPython_data();
    void aShellGoesOnAfterEachDeathOfItsPython();
    void aDeathOfPythonIsNotToldAsTheWorkers();
    void aScanNarrowsNumbersDown();
    void aScanThatCannotGoOnSaysWhy();
    void shellsReadStandardInput();
};

void CliShellTest::whereNothingIsTracedAShellSaysOnceWhatIsLost()
{
    const auto run = runCli({"shell"}, "call libc.so.6 abs -5\ncall libc.so.6 abs -6\n", [] { refusePtrace(); });
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.complaints.count("ptrace is refused here"), 1);
}

void CliShellTest::shellLinesNameTheirResults()
{
    const auto run =
        runCli({"shell", "--json", "-e", "p = call libc.so.6 malloc 16", "poke --worker $p+8 --dtype int64 -7",
                "peek --worker $p+8 --dtype int64 --count 1", "free p"});
    QVERIFY2(run.exitCode == 0, run.complaints.constData());
    const QByteArrayList lines = run.output.trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(QJsonDocument::fromJson(lines[2])["values"].toArray(), (QJsonArray{-7}));
}

void CliShellTest::aFailingLineStopsAShellUnlessItMay()
{
    const auto stopped = runCli({"shell", "-e", "peek --worker 0", "py print('never')"});
    QCOMPARE(stopped.exitCode, 4);
    QVERIFY(stopped.complaints.contains("line 1: "));
    QVERIFY(!stopped.output.contains("never"));
    QCOMPARE(runCli({"shell", "-e", "- peek --worker 0", "py print('still')"}).exitCode, 0);
}

void CliShellTest::aShellGoesOnAfterACrash()
{
    const auto run = runCli({"shell", "--json", "-e", "- call '" + crashers + "' 'void callAbort(void)'",
                             "call libc.so.6 abs -5", "targets"});
    QVERIFY2(run.exitCode == 0, run.complaints.constData());
    const QByteArrayList lines = run.output.trimmed().split('\n');
    QCOMPARE(QJsonDocument::fromJson(lines[0])["signal"].toString(), QString("SIGABRT"));
    QCOMPARE(QJsonDocument::fromJson(lines[1])["result"].toInt(), 5);
    QVERIFY(lines[2].contains("frozen"));
}

void CliShellTest::anArrayOfACrashedWorkerIsReadWhereItIsAndNotWritten()
{
    const auto run = runCli({"shell", "-e", "new w --dtype uint8 --shape 4 --fill 7",
                             "- call '" + crashers + "' 'void writeToNull(void)'", "peek alloc:w", "- poke alloc:w 9",
                             "- free w", "py print('then')", "peek $w"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(!run.complaints.contains("freed"), run.complaints.constData());
    QVERIFY2(run.complaints.contains("w: its worker has ended and is kept frozen"), run.complaints.constData());
    QVERIFY2(run.complaints.contains("cannot write worker"), run.complaints.constData());
    QVERIFY2(run.complaints.contains("the target is locked"), run.complaints.constData());
    QVERIFY2(run.output.mid(run.output.indexOf("then")).contains("7 7 7 7"), run.output.constData());
}

void CliShellTest::aNameOfAnotherValueDoesNotMeanACrashedWorkersArray()
{
    const auto run = runCli(
        {"shell", "-e", "new w --dtype uint8 --shape 4 --fill 7", "- call '" + crashers + "' 'void writeToNull(void)'",
         "w = call libc.so.6 'void* malloc(size_t n)' 64", "poke --worker $w 9", "peek --worker $w --count 1"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.output.endsWith("9\n"), run.output.constData());
}

void CliShellTest::aShellGoesOnAfterEachDeathOfItsPython_data()
{
    QTest::addColumn<bool>("isTraced");
    QTest::addRow("traced") << true;
    QTest::addRow("untraced") << false;
}

void CliShellTest::aShellGoesOnAfterEachDeathOfItsPython()
{
    QFETCH(bool, isTraced);
    constexpr int deaths = 12;
    QByteArray lines;
    for (int i = 1; i <= deaths; ++i)
        lines += "- py import os; os._exit(" + QByteArray::number(i) + ")\npy " + QByteArray::number(i) + "\n";
    const auto run = runCli({"shell", "--json"}, lines, isTraced ? std::function<void()>() : [] { refusePtrace(); });
    QVERIFY2(run.exitCode == 0, run.complaints.constData());
    const QByteArrayList answers = run.output.trimmed().split('\n');
    QCOMPARE(answers.size(), 2 * deaths);
    for (int i = 1; i <= deaths; ++i) {
        QCOMPARE(QJsonDocument::fromJson(answers[2 * i - 2])["exit_status"].toInt(), i);
        QCOMPARE(QJsonDocument::fromJson(answers[2 * i - 1])["output"].toString(), QString::number(i) + '\n');
    }
}

void CliShellTest::aDeathOfPythonIsNotToldAsTheWorkers()
{
    for (int round = 0; round < 6; ++round) {
        const auto run = runCli({"shell", "-e", "- call '" + crashers + "' 'void writeToNull(void)'", "-e", "py 1",
                                 "-e", "- py import os; os.kill(os.getpid(), 9)"});
        const QByteArray last = run.complaints.trimmed().split('\n').last();
        QVERIFY2(last.startsWith("memdelbrot-cli: line 3: the code ended its Python: killed by SIGKILL"),
                 run.complaints.constData());
    }
}

// A number that nobody knows at first, found by what becomes of it.
void CliShellTest::aScanNarrowsNumbersDown()
{
    const auto run = runCli(
        {"shell", "--json", "-e", "p = call libc.so.6 calloc 1000 4", "scan --worker int32 --within $p 4000",
         "poke --worker $p+80 --dtype int32 5", "poke --worker $p+400 --dtype int32 -5", "rescan --changed",
         "poke --worker $p+80 --dtype int32 7", "rescan --increased --by 2", "rescan --undo", "rescan --decreased",
         "rescan --undo", "rescan --equal 7", "scan --worker int32 --within $p 4000 --equal -5"});
    QVERIFY2(run.exitCode == 0, run.complaints.constData());
    QList<QJsonObject> steps;
    for (const QByteArray& line : run.output.trimmed().split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (object.contains("candidates"))
            steps << object;
    }
    const auto counts = [&steps] {
        QList<int> all;
        for (const QJsonObject& step : steps)
            all << step["count"].toInt();
        return all;
    };
    QCOMPARE(counts(), (QList<int>{1000, 2, 1, 2, 0, 2, 1, 1}));
    QCOMPARE(steps[2]["candidates"][0]["value"].toInt(), 7);
    QCOMPARE(steps[3]["candidates"][0]["value"].toInt(), 5);   // as it was then
    QCOMPARE(steps[7]["candidates"][0]["value"].toInt(), -5);
    QCOMPARE(steps[0]["scanned_bytes"].toInt(), 4000);
}

void CliShellTest::aScanThatCannotGoOnSaysWhy()
{
    const auto complaints = [](const QStringList& lines) {
        return runCli(QStringList{"shell", "-e"} + lines).complaints;
    };
    QVERIFY(complaints({"rescan --changed"}).contains("scan begins one"));
    QVERIFY(complaints({"scan --worker complex64"}).contains("only booleans, integers, pointers and floats"));
    const QString begun = "scan --worker int8 --kind heap";
    QVERIFY(complaints({begun, "rescan --equal 4 --by 1"}).contains("--increased or --decreased"));
    QVERIFY(complaints({begun, "rescan --undo"}).contains("there is none"));
    QVERIFY(complaints({begun, "rescan --equal 400"}).contains("400"));
    QVERIFY(complaints({begun, "rescan"}).contains("Exactly 1 option"));
}

void CliShellTest::shellsReadStandardInput()
{
    const auto run =
        runCli({"shell"}, "# nothing\npy <<END\nfor i in range(2):\n    print(i)\nEND\nexit\npy print('never')\n");
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.output, QByteArray("0\n1\n"));
}

QTEST_GUILESS_MAIN(CliShellTest)
#include "tst_cli_shell.moc"
