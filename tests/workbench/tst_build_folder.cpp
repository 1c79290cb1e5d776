#include "workbench/build_folder.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace memdelbrot;

class BuildFolderTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aFolderGoesWithItsOwner();
    void aFolderThatWasGivenStays();
    void whatAKilledProgramLeftIsRemovedAndWhatIsInUseIsNot();

private:
    [[nodiscard]] QStringList folders() const
    {
        return QDir(m_temporary.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    }

    QTemporaryDir m_temporary;
};

void BuildFolderTest::init()
{
    qputenv("TMPDIR", m_temporary.path().toUtf8());
}

void BuildFolderTest::aFolderGoesWithItsOwner()
{
    std::string path;
    {
        const BuildFolder folder(path);
        QVERIFY(QDir(QString::fromStdString(path)).exists());
        QVERIFY(QFile(QString::fromStdString(path) + QStringLiteral("/source.cpp")).open(QIODevice::WriteOnly));
    }
    QVERIFY(!QDir(QString::fromStdString(path)).exists());
}

void BuildFolderTest::aFolderThatWasGivenStays()
{
    std::string path = m_temporary.path().toStdString();
    {
        const BuildFolder folder(path);
    }
    QVERIFY(m_temporary.isValid() && QDir(m_temporary.path()).exists());
    QCOMPARE(path, m_temporary.path().toStdString());
}

void BuildFolderTest::whatAKilledProgramLeftIsRemovedAndWhatIsInUseIsNot()
{
    std::string used;
    const BuildFolder owner(used);
    const QString left = m_temporary.filePath(QStringLiteral("memdelbrot-build-killed"));
    QVERIFY(QDir().mkpath(left + QStringLiteral("/within")));
    QVERIFY(QDir().mkpath(m_temporary.filePath(QStringLiteral("somebody's"))));
    std::string next;
    const BuildFolder another(next);
    QVERIFY(!QDir(left).exists());
    QVERIFY(QDir(QString::fromStdString(used)).exists());
    QVERIFY(QDir(QString::fromStdString(next)).exists());
    QVERIFY(folders().contains(QStringLiteral("somebody's")));
    QVERIFY(next != used);
}

QTEST_GUILESS_MAIN(BuildFolderTest)
#include "tst_build_folder.moc"
