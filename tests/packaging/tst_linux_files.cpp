// What a desktop, a software centre and man read of us, each asked of the program that knows its rules.
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

namespace {

const QString folder = QStringLiteral(SOURCE_FOLDER "/packaging/linux/");

struct Outcome {
    int exitCode = -1;
    QString said;   // on both outputs
};

Outcome run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForStarted() || !process.waitForFinished())
        return {.exitCode = -1, .said = program + QStringLiteral(": ") + process.errorString()};
    return {.exitCode = process.exitCode(), .said = QString::fromUtf8(process.readAll())};
}

QString textOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// "--dry-run" as a manual page writes it.
QString inRoff(QString word)
{
    return word.replace(QLatin1Char('-'), QStringLiteral("\\-"));
}

}  // namespace

class LinuxFilesTest : public QObject {
    Q_OBJECT

private slots:
    void theDesktopEntryIsValid();
    void theMetainfoIsValid();
    void theManualPagesAreSetWithoutAWarning();
    void theManualPagesAreOfThisVersion();
    void everyCommandIsInItsManual();
    void everyOptionOfTheWindowIsInItsManual();
    void theyAreInstalledWhereTheyAreLookedFor();
};

void LinuxFilesTest::theDesktopEntryIsValid()
{
    const Outcome outcome =
        run(QStringLiteral("desktop-file-validate"), {folder + QStringLiteral("memdelbrot.desktop")});
    QCOMPARE(outcome.said, QString());
    QCOMPARE(outcome.exitCode, 0);
}

void LinuxFilesTest::theMetainfoIsValid()
{
    const Outcome outcome = run(QStringLiteral("appstreamcli"),
                                {QStringLiteral("validate"), QStringLiteral("--no-net"),
                                 folder + QStringLiteral("org.memdelbrot.Memdelbrot.metainfo.xml")});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.said));
}

void LinuxFilesTest::theManualPagesAreSetWithoutAWarning()
{
    for (const char* page : {"memdelbrot.1", "memdelbrot-cli.1"}) {
        const Outcome outcome = run(QStringLiteral("groff"),
                                    {QStringLiteral("-man"), QStringLiteral("-Tutf8"), QStringLiteral("-ww"),
                                     QStringLiteral("-z"), folder + QLatin1String(page)});
        QCOMPARE(outcome.said, QString());
        QCOMPARE(outcome.exitCode, 0);
    }
}

void LinuxFilesTest::theManualPagesAreOfThisVersion()
{
    for (const char* page : {"memdelbrot.1", "memdelbrot-cli.1"})
        QVERIFY2(textOf(folder + QLatin1String(page))
                     .section(QLatin1Char('\n'), 0, 0)
                     .contains(QStringLiteral("Memdelbrot " MEMDELBROT_VERSION)),
                 page);
    QVERIFY(textOf(folder + QStringLiteral("org.memdelbrot.Memdelbrot.metainfo.xml"))
                .contains(QStringLiteral("version=\"" MEMDELBROT_VERSION "\"")));
}

void LinuxFilesTest::everyCommandIsInItsManual()
{
    const Outcome help = run(QStringLiteral(BINARY_FOLDER "/memdelbrot-cli"), {QStringLiteral("--help")});
    QCOMPARE(help.exitCode, 0);
    const QString manual = textOf(folder + QStringLiteral("memdelbrot-cli.1"));
    static const QRegularExpression command(QStringLiteral("^  ([a-z]+) "), QRegularExpression::MultilineOption);
    int found = 0;
    for (auto match = command.globalMatch(help.said.section(QStringLiteral("Subcommands:"), 1)); match.hasNext();
         ++found) {
        const QString name = match.next().captured(1);
        const QRegularExpression entry(QStringLiteral("^\\.TP\n\\.BI \"?%1 ").arg(name),
                                       QRegularExpression::MultilineOption);
        QVERIFY2(entry.match(manual).hasMatch(), qPrintable(name));
    }
    QVERIFY(found >= 11);
}

void LinuxFilesTest::everyOptionOfTheWindowIsInItsManual()
{
    const Outcome help = run(QStringLiteral(BINARY_FOLDER "/memdelbrot"), {QStringLiteral("--help")});
    QCOMPARE(help.exitCode, 0);
    const QString manual = textOf(folder + QStringLiteral("memdelbrot.1"));
    static const QRegularExpression option(QStringLiteral("--[a-z-]+"));
    int found = 0;
    for (auto match = option.globalMatch(
             help.said.section(QStringLiteral("Options:"), 1).section(QStringLiteral("Headless"), 0, 0));
         match.hasNext(); ++found) {
        const QString name = match.next().captured();
        QVERIFY2(manual.contains(inRoff(name)), qPrintable(name));
    }
    QVERIFY(found >= 6);
}

void LinuxFilesTest::theyAreInstalledWhereTheyAreLookedFor()
{
    const QTemporaryDir prefix;
    const Outcome outcome =
        run(QStringLiteral(CMAKE_PROGRAM),
            {QStringLiteral("--install"), QStringLiteral(BINARY_FOLDER "/.."), QStringLiteral("--prefix"),
             prefix.path(), QStringLiteral("--component"), QStringLiteral("desktop")});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.said));
    for (const char* file :
         {"share/applications/memdelbrot.desktop", "share/icons/hicolor/scalable/apps/memdelbrot.svg",
          "share/metainfo/org.memdelbrot.Memdelbrot.metainfo.xml", "share/man/man1/memdelbrot.1",
          "share/man/man1/memdelbrot-cli.1"})
        QVERIFY2(QFile::exists(prefix.filePath(QLatin1String(file))), file);
    QVERIFY(textOf(prefix.filePath(QStringLiteral("share/applications/memdelbrot.desktop")))
                .contains(QStringLiteral("\nIcon=memdelbrot\n")));
}

QTEST_GUILESS_MAIN(LinuxFilesTest)
#include "tst_linux_files.moc"
