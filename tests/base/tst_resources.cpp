#include "base/resources.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace memdelbrot;

class ResourcesTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { qunsetenv("MEMDELBROT_RESOURCES"); }
    void environmentsFolderComesFirst();
    void missingFilesAreNamedInTheSourceTree();
};

void ResourcesTest::environmentsFolderComesFirst()
{
    const QTemporaryDir folder;
    std::ofstream(folder.filePath(QStringLiteral("one.h")).toStdString()) << "x";
    qputenv("MEMDELBROT_RESOURCES", folder.path().toLocal8Bit());

    QCOMPARE(resourcePath("one.h").string(), folder.filePath(QStringLiteral("one.h")).toStdString());
}

void ResourcesTest::missingFilesAreNamedInTheSourceTree()
{
    QCOMPARE(resourcePath("no such file").string(), SOURCE_FOLDER "/resources/no such file");
}

QTEST_GUILESS_MAIN(ResourcesTest)
#include "tst_resources.moc"
