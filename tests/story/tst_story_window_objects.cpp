// The notebook's cells on objects in the real main window, by keys and object names: what stands in front of a value.
// One test for each cell, in the notebook's order; what each has done is read by dd(1) or said by python3.
#include "story_checks.h"
#include "story_window.h"
#include "support/built_programs.h"

#include <QPlainTextEdit>

using namespace memdelbrot;
using namespace memdelbrot::testing;

class StoryWindowObjectsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_story.reset(); }
    void anIntIsInspected();
    void anIntIsItsHeaderAndItsNumber();
    void theLastFourBytesOfAnIntAreTheNumber();
    void aStringIsInspected();
    void theLastElevenBytesOfAStringAreItsText();
    void addressZeroIsShownAsUnreadable();
    void theNotebooksStructIsOfferedItsFix();
    void theStructIsLaidOverAnObject();
    void itsCountIsOneLessThanGetrefcount();
    void aListOfAThousandAddsAThousandLive();

private:
    [[nodiscard]] std::uint64_t numberOf(const char* expression)
    {
        return m_story->python(QStringLiteral("print(%1)").arg(QLatin1String(expression))).toULongLong();
    }
    [[nodiscard]] std::uint64_t references() const { return numberByDd<std::uint64_t>(m_python, m_hello); }
    void inspect(const char* variable);
    void openColumn(const char* dtype);

    std::unique_ptr<StoryWindow> m_story;
    int m_python = 0;
    std::uint64_t m_hello = 0;   // the object, from its header on
};

void StoryWindowObjectsTest::initTestCase()
{
    m_story = std::make_unique<StoryWindow>(builtPrograms());
    m_python = m_story->python(QStringLiteral("import os, sys; print(os.getpid())")).toInt();
    QVERIFY(m_python > 0);
}

void StoryWindowObjectsTest::inspect(const char* variable)
{
    m_story->bringUp(QStringLiteral("pythonDock"));
    m_story->clickRow(QStringLiteral("pythonVariables"), QLatin1String(variable));
    m_story->click(QStringLiteral("inspectPythonObject"));
}

void StoryWindowObjectsTest::openColumn(const char* dtype)
{
    m_story->type(QStringLiteral("dtypeChooser"), QLatin1String(dtype));
    m_story->press(Qt::Key_Return);
    m_story->tabTo(HexArea::Typed);
}

// x = 12345
void StoryWindowObjectsTest::anIntIsInspected()
{
    (void)m_story->python(QStringLiteral("x = 12345"));
    const std::uint64_t x = numberOf("id(x)");
    inspect("x");
    QTRY_COMPARE_WITH_TIMEOUT(m_story->shown(QStringLiteral("objectTitle")),
                              QStringLiteral("int at 0x%1").arg(x, 0, 16), patience);
    QCOMPARE(m_story->shown(QStringLiteral("objectValue")), QStringLiteral("12345"));
    QCOMPARE(m_story->shown(QStringLiteral("objectSize")),
             QStringLiteral("· %1 bytes").arg(numberOf("sys.getsizeof(x)")));
    QCOMPARE(m_story->cell(QStringLiteral("objectFields"), QStringLiteral("ob_refcnt"), 1),
             QString::number(numberByDd<std::uint64_t>(m_python, x)));
}

// ptr = ctypes.cast(id(x), …): the header, a pointer to the type, the number
void StoryWindowObjectsTest::anIntIsItsHeaderAndItsNumber()
{
    const std::uint64_t x = numberOf("id(x)");
    const std::uint64_t type = numberOf("id(int)");
    inspect("x");
    m_story->click(QStringLiteral("openInspectedObject"));
    QTRY_COMPARE_WITH_TIMEOUT(m_story->shown(QStringLiteral("shapeEdit")),
                              QString::number(numberOf("sys.getsizeof(x)")), patience);
    QCOMPARE(numberByDd<std::uint64_t>(m_python, x + 8), type);
    m_story->goTo(QStringLiteral("py:x+8"), x + 8);
    openColumn("uint64");
    QCOMPARE(m_story->copied(), QString::number(type));
}

// a[-4:].view(numpy.int32)
void StoryWindowObjectsTest::theLastFourBytesOfAnIntAreTheNumber()
{
    const std::uint64_t number = numberOf("id(x) + sys.getsizeof(x) - 4");
    QCOMPARE(numberByDd<std::int32_t>(m_python, number), 12345);
    m_story->goTo(QStringLiteral("py:x+24"), number);
    openColumn("int32");
    QCOMPARE(m_story->copied(), QStringLiteral("12345"));
}

// y = "Hey there."
void StoryWindowObjectsTest::aStringIsInspected()
{
    (void)m_story->python(QStringLiteral("y = \"Hey there.\""));
    const std::uint64_t y = numberOf("id(y)");
    inspect("y");
    QTRY_COMPARE_WITH_TIMEOUT(m_story->shown(QStringLiteral("objectTitle")),
                              QStringLiteral("str at 0x%1").arg(y, 0, 16), patience);
    QCOMPARE(m_story->shown(QStringLiteral("objectValue")), QStringLiteral("'Hey there.'"));
    QCOMPARE(m_story->shown(QStringLiteral("objectSize")),
             QStringLiteral("· %1 bytes").arg(numberOf("sys.getsizeof(y)")));
}

// a[-11:].tostring()
void StoryWindowObjectsTest::theLastElevenBytesOfAStringAreItsText()
{
    const std::uint64_t text = numberOf("id(y) + sys.getsizeof(y) - 11");
    QCOMPARE(memoryByDd(m_python, text, 11), QByteArray("Hey there.\0", 11));
    m_story->bringUp(QStringLiteral("inspectorDock"));
    m_story->click(QStringLiteral("openInspectedContents"));
    QTRY_VERIFY_WITH_TIMEOUT(
        m_story->shown(QStringLiteral("memoryFooter")).contains(QStringLiteral("0x%1").arg(text, 0, 16)), patience);
    m_story->goTo(QStringLiteral("py:y.contents"), text);
    openColumn("S10");
    QCOMPARE(m_story->copied(), QStringLiteral("b'Hey there.'"));
}

// numpy.ctypeslib.as_array(0, (8,)) would end the notebook
void StoryWindowObjectsTest::addressZeroIsShownAsUnreadable()
{
    QVERIFY(memoryByDd(m_python, 0, 8).isEmpty());
    m_story->focusMemory();
    m_story->tabTo(HexArea::Hex);
    m_story->goTo(QStringLiteral("0"), 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_story->shown(QStringLiteral("memoryFooter")).contains(QStringLiteral("cannot be read")),
                             patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_story->shown(QStringLiteral("valueHint")).contains(QStringLiteral("0x0")), patience);
    m_story->press(Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_story->find(QStringLiteral("memoryNotice"))->isVisible(), patience);
    QCOMPARE(m_story->python(QStringLiteral("print(x)")), QStringLiteral("12345"));
}

// class PyObject(ctypes.Structure), and its C as the notebook prints it: no struct before PyObject*, no semicolon
void StoryWindowObjectsTest::theNotebooksStructIsOfferedItsFix()
{
    (void)m_story->python(QStringLiteral("hello = b\"Hello, world!\""));
    m_hello = numberOf("id(hello)");
    m_story->bringUp(QStringLiteral("inspectorDock"));
    m_story->openTab(QStringLiteral("inspectorTabs"), QStringLiteral("As C struct"));
    m_story->type(QStringLiteral("structText"),
                  QStringLiteral("struct PyObject {\n    size_t ob_refcnt;\n    PyObject* ob_type;\n}"));
    m_story->type(QStringLiteral("structAddress"), QStringLiteral("py:hello"));
    m_story->click(QStringLiteral("applyStruct"));
    QTRY_VERIFY_WITH_TIMEOUT(m_story->find(QStringLiteral("useStructSuggestion"))->isVisible(), patience);
    QVERIFY(m_story->shown(QStringLiteral("structErrors")).contains(QStringLiteral("struct")));
    m_story->click(QStringLiteral("useStructSuggestion"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_story->find(QStringLiteral("structErrors"))->isVisible(), patience);
    QCOMPARE(m_story->shown(QStringLiteral("structText")).simplified(),
             QStringLiteral("struct PyObject { size_t ob_refcnt; struct PyObject* ob_type; };"));
}

// ptr = PyObject.from_address(id(hello)); ptr.ob_refcnt
void StoryWindowObjectsTest::theStructIsLaidOverAnObject()
{
    const std::uint64_t type = numberOf("id(bytes)");
    QCOMPARE(numberByDd<std::uint64_t>(m_python, m_hello + 8), type);
    const auto* const fields = m_story->find<QTreeView>(QStringLiteral("structFields"))->model();
    QTRY_COMPARE_WITH_TIMEOUT(fields->rowCount(), 1, patience);
    const QModelIndex root = fields->index(0, 0);
    QCOMPARE(fields->rowCount(root), 2);
    QCOMPARE(fields->index(0, 0, root).data().toString(), QStringLiteral("ob_refcnt"));
    QCOMPARE(fields->index(0, 1, root).data().toString(), QString::number(references()));
    QVERIFY(fields->index(1, 1, root).data().toString().startsWith(QStringLiteral("0x%1").arg(type, 0, 16)));
}

// sys.getrefcount(hello): one too high, for its own argument
void StoryWindowObjectsTest::itsCountIsOneLessThanGetrefcount()
{
    inspect("hello");
    QTRY_COMPARE_WITH_TIMEOUT(m_story->shown(QStringLiteral("objectReferences")), QStringLiteral("1 reference"),
                              patience);
    QCOMPARE(references(), std::uint64_t(1));
    QCOMPARE(numberOf("sys.getrefcount(hello)"), references() + 1);
}

// biglist = [hello] * 1000
void StoryWindowObjectsTest::aListOfAThousandAddsAThousandLive()
{
    (void)m_story->python(QStringLiteral("biglist = [hello] * 1000"));
    QCOMPARE(references(), std::uint64_t(1001));
    QTRY_COMPARE_WITH_TIMEOUT(m_story->shown(QStringLiteral("objectReferences")), QStringLiteral("1001 references"),
                              patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_story->cell(QStringLiteral("pythonVariables"), QStringLiteral("hello"), 4),
                              QStringLiteral("1001"), patience);
    QCOMPARE(numberOf("sys.getrefcount(hello)"), std::uint64_t(1002));
    (void)m_story->python(QStringLiteral("del biglist"));
    QTRY_COMPARE_WITH_TIMEOUT(m_story->shown(QStringLiteral("objectReferences")), QStringLiteral("1 reference"),
                              patience);
}

QTEST_MAIN(StoryWindowObjectsTest)
#include "tst_story_window_objects.moc"
