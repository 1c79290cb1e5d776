// What the documents for people say is there must be there.
#include <QDir>
#include <QRegularExpression>
#include <QtTest>

namespace {

const QDir root(QStringLiteral(SOURCE_FOLDER));
const QStringList documents{QStringLiteral("README.md"), QStringLiteral("CONTRIBUTING.md"),
                            QStringLiteral("src/README.md")};

QString textOf(const QString& name)
{
    QFile file(root.filePath(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList found(const QString& text, const QString& pattern)
{
    QStringList words;
    const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
    for (auto match = expression.globalMatch(text); match.hasNext();)
        words.append(match.next().captured(1));
    return words;
}

}  // namespace

class DocumentsTest : public QObject {
    Q_OBJECT

private slots:
    void whatTheDocumentsLinkToIsThere();
    void everyPathThatTheDocumentsNameIsThere();
    void everyFolderOfTheSourceIsOnTheMap();
    void everyPresetIsInContributing();
};

void DocumentsTest::whatTheDocumentsLinkToIsThere()
{
    int links = 0;
    for (const QString& document : documents) {
        const QString place = QFileInfo(document).path();
        for (const QString& link : found(textOf(document), QStringLiteral("\\]\\(([^)#]+)\\)"))) {
            ++links;
            if (!link.contains(QStringLiteral("://")))
                QVERIFY2(root.exists(place + QLatin1Char('/') + link),
                         qPrintable(document + QStringLiteral(": ") + link));
        }
    }
    QVERIFY(links >= 1);
}

void DocumentsTest::everyPathThatTheDocumentsNameIsThere()
{
    const QString pattern = QStringLiteral("\\b((?:src|tests|packaging|resources|ui)/[A-Za-z0-9_./-]*[A-Za-z0-9_])");
    for (const QString& document : documents) {
        for (const QString& path : found(textOf(document), pattern))
            QVERIFY2(root.exists(path), qPrintable(document + QStringLiteral(": ") + path));
    }
}

void DocumentsTest::everyFolderOfTheSourceIsOnTheMap()
{
    QStringList named = found(textOf(QStringLiteral("src/README.md")), QStringLiteral("^\\| ([a-z]+) \\|"));
    named.removeAll(QStringLiteral("folder"));   // the tables' heads
    named.removeAll(QStringLiteral("program"));
    named.removeAll(QStringLiteral("memdelbrot"));   // a program
    const QStringList folders = root.entryList(QDir::Dirs | QDir::NoDotAndDotDot)
        + QDir(root.filePath(QStringLiteral("src"))).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY(folders.size() >= 20);
    for (const QString& folder : folders)
        QVERIFY2(named.contains(folder) || folder == QStringLiteral("src") || folder == QStringLiteral("build"),
                 qPrintable(folder));
    for (const QString& name : named)
        QVERIFY2(folders.contains(name), qPrintable(name));
}

void DocumentsTest::everyPresetIsInContributing()
{
    const QString text = textOf(QStringLiteral("CONTRIBUTING.md"));
    const QStringList presets =
        found(textOf(QStringLiteral("CMakePresets.json")), QStringLiteral("\\{\"name\": \"([a-z]+)\", \"inherits\""));
    QVERIFY(presets.size() >= 6);
    for (const QString& preset : presets)
        QVERIFY2(text.contains(QRegularExpression(QStringLiteral("^\\|.*\\b%1\\b.*\\|").arg(preset),
                                                  QRegularExpression::MultilineOption)),
                 qPrintable(preset));
}

QTEST_GUILESS_MAIN(DocumentsTest)
#include "tst_documents.moc"
