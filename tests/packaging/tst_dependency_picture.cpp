// The graph that CMake builds, held against the picture that it is meant to be.
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include <map>
#include <set>

namespace {

using Graph = std::map<QString, std::set<QString>>;

const QString sourceFolder = QStringLiteral(SOURCE_FOLDER);

QString contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

std::set<QString> reachableFrom(const Graph& graph, const QString& name)
{
    std::set<QString> reached;
    std::vector<QString> open{name};
    while (!open.empty()) {
        const QString from = open.back();
        open.pop_back();
        const auto row = graph.find(from);
        if (row == graph.end())
            continue;
        for (const QString& to : row->second) {
            if (reached.insert(to).second)
                open.push_back(to);
        }
    }
    return reached;
}

// The rows "name:used,used" of DependencyPicture.cmake.
Graph picture()
{
    Graph rows;
    static const QRegularExpression row(QStringLiteral("^    \"([a-z-]+):([a-z,-]*)\"$"),
                                        QRegularExpression::MultilineOption);
    auto matches =
        row.globalMatch(contentOf(sourceFolder + QStringLiteral("/packaging/cmake/DependencyPicture.cmake")));
    while (matches.hasNext()) {
        const auto match = matches.next();
        std::set<QString>& used = rows[match.captured(1)];
        for (const QString& name : match.captured(2).split(QLatin1Char(','), Qt::SkipEmptyParts))
            used.insert(name);
    }
    return rows;
}

// The picture's name for one of our targets; empty for all others.
QString pictureName(const QString& target)
{
    static const std::map<QString, QString> programs{
        {QStringLiteral("memdelbrot"), QStringLiteral("app")},
        {QStringLiteral("memdelbrot-cli"), QStringLiteral("cli")},
        {QStringLiteral("memdelbrot-worker"), QStringLiteral("worker-process")},
        {QStringLiteral("memdelbrot-parser"), QStringLiteral("parser-process")},
    };
    if (const auto program = programs.find(target); program != programs.end())
        return program->second;
    const QString prefix = QStringLiteral("memdelbrot_");
    return target.startsWith(prefix) ? target.mid(prefix.size()) : QString();
}

}  // namespace

class DependencyPictureTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFolderOfTheSourceIsInThePicture();
    void everyLibraryUsesOnlyWhatThePictureAllows();
    void thePictureHasNoCircle();
    void librariesWithoutQtReachNone();
    void onlyTheWindowLinksWidgets();

private:
    Graph m_built;   // by CMake's target names, others' libraries included
};

void DependencyPictureTest::initTestCase()
{
    const QTemporaryDir folder;
    QProcess cmake;
    cmake.start(QStringLiteral(CMAKE_PROGRAM),
                {QStringLiteral("-S"), sourceFolder, QStringLiteral("-B"), folder.path(), QStringLiteral("-G"),
                 QStringLiteral("Ninja"), QStringLiteral("-DMEMDELBROT_TESTS=OFF"),
                 QStringLiteral("--graphviz=") + folder.filePath(QStringLiteral("graph.dot"))});
    QVERIFY(cmake.waitForFinished(100'000));
    QVERIFY2(cmake.exitCode() == 0, cmake.readAllStandardError().constData());

    const QString dot = contentOf(folder.filePath(QStringLiteral("graph.dot")));
    std::map<QString, QString> labels;
    static const QRegularExpression node(QStringLiteral("\"(node\\d+)\" \\[ label = \"([^\"\\\\]+)"));
    for (auto matches = node.globalMatch(dot); matches.hasNext();) {
        const auto match = matches.next();
        labels[match.captured(1)] = match.captured(2);
    }
    static const QRegularExpression edge(QStringLiteral("\"(node\\d+)\" -> \"(node\\d+)\""));
    for (auto matches = edge.globalMatch(dot); matches.hasNext();) {
        const auto match = matches.next();
        m_built[labels[match.captured(1)]].insert(labels[match.captured(2)]);
    }
    QVERIFY(m_built[QStringLiteral("memdelbrot_memory")].contains(QStringLiteral("memdelbrot_base")));
    QVERIFY(m_built[QStringLiteral("memdelbrot_gui")].contains(QStringLiteral("Qt6::Widgets")));
}

void DependencyPictureTest::everyFolderOfTheSourceIsInThePicture()
{
    const Graph rows = picture();
    QVERIFY(rows.size() >= 20);
    for (const QString& folder :
         QDir(sourceFolder + QStringLiteral("/src")).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QVERIFY2(rows.contains(folder) || rows.contains(folder + QStringLiteral("-protocol")), qPrintable(folder));
}

void DependencyPictureTest::everyLibraryUsesOnlyWhatThePictureAllows()
{
    const Graph rows = picture();
    const std::set<QString> settings{QStringLiteral("options"), QStringLiteral("sanitizers"),
                                     QStringLiteral("libclang"), QStringLiteral("qscintilla")};
    int edges = 0;
    for (const auto& [target, used] : m_built) {
        const QString from = pictureName(target);
        if (from.isEmpty() || settings.contains(from))
            continue;
        QVERIFY2(rows.contains(from), qPrintable(from));
        const std::set<QString> allowed = reachableFrom(rows, from);
        for (const QString& other : used) {
            const QString to = pictureName(other);
            if (to.isEmpty() || to == from || settings.contains(to))  // the program cli is made of the library cli
                continue;
            ++edges;
            QVERIFY2(allowed.contains(to), qPrintable(from + QStringLiteral(" uses ") + to));
        }
    }
    QVERIFY(edges >= 10);
}

void DependencyPictureTest::thePictureHasNoCircle()
{
    const Graph rows = picture();
    for (const auto& [name, used] : rows)
        QVERIFY2(!reachableFrom(rows, name).contains(name), qPrintable(name));
}

void DependencyPictureTest::librariesWithoutQtReachNone()
{
    for (const char* name : {"base", "memory", "decode", "search", "symbols", "layout", "objects", "process",
                             "worker-protocol", "worker-client", "parser-protocol", "parser-client"}) {
        for (const QString& reached : reachableFrom(m_built, QStringLiteral("memdelbrot_") + QLatin1String(name)))
            QVERIFY2(!reached.startsWith(QStringLiteral("Qt6::")),
                     qPrintable(QLatin1String(name) + QStringLiteral(" reaches ") + reached));
    }
}

void DependencyPictureTest::onlyTheWindowLinksWidgets()
{
    for (const auto& [target, used] : m_built) {
        const QString name = pictureName(target);
        if (name == QStringLiteral("gui") || name == QStringLiteral("app") || name == QStringLiteral("qscintilla")
            || name.isEmpty())
            continue;
        QVERIFY2(!reachableFrom(m_built, target).contains(QStringLiteral("Qt6::Widgets")), qPrintable(name));
        if (name != QStringLiteral("fractal"))
            QVERIFY2(!used.contains(QStringLiteral("Qt6::Gui")), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(DependencyPictureTest)
#include "tst_dependency_picture.moc"
