// The notebook's objects through memdelbrot-cli shell: what stands in front of a value, and a C struct over it. The
// shell is fed the story's lines one after the other, and at each mark other programs look at what the processes hold
// then.
#include "story_checks.h"
#include "story_shell.h"

#include <QtTest>

using namespace memdelbrot::testing;

class StoryShellObjectsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    // The notebook's cells, in its order.
    void anIntIsItsHeaderAndItsNumber();
    void theLastFourBytesOfAnIntAreTheNumber();
    void theLastElevenBytesOfAStringAreItsText();
    void theNotebooksStructIsOfferedItsFix();
    void theStructIsLaidOverAnObject();
    void itsCountIsOneLessThanGetrefcount();
    void aListOfAThousandAddsAThousand();

private:
    StoryShell m_shell;
    int m_python = 0;
    std::uint64_t m_object = 0;  // hello's header
    std::uint64_t m_references = 0;  // in it, before the list
};

void StoryShellObjectsTest::initTestCase()
{
    m_shell.start();
    m_shell.skipTo(QStringLiteral("whole"));
    m_python = m_shell.pidOf(QStringLiteral("python"));
}

// x = 12345
void StoryShellObjectsTest::anIntIsItsHeaderAndItsNumber()
{
    m_shell.feedTo(QStringLiteral("int-object"));
    const QJsonArray bytes = m_shell.last()[QStringLiteral("values")].toArray();
    QCOMPARE(QByteArray::number(bytes.size()), pythonPrints(QStringLiteral("import sys; print(sys.getsizeof(12345))")));
    const QByteArray read = memoryByDd(m_python, addressIn(m_shell.last()), static_cast<std::uint64_t>(bytes.size()));
    for (int i = 0; i < bytes.size(); ++i)
        QCOMPARE(bytes[i].toInt(), int(static_cast<unsigned char>(read[i])));
}

// a[-4:].view(numpy.int32)
void StoryShellObjectsTest::theLastFourBytesOfAnIntAreTheNumber()
{
    m_shell.feedTo(QStringLiteral("int"));
    const std::uint64_t x = addressIn(m_shell.last());
    const auto sizeOfInt = pythonPrints(QStringLiteral("import sys; print(sys.getsizeof(12345))")).toULongLong();
    QCOMPARE(numberByDd<std::int32_t>(m_python, x + sizeOfInt - 4), 12345);
    QCOMPARE(m_shell.last()[QStringLiteral("type")].toString(), QStringLiteral("int"));
    QCOMPARE(m_shell.last()[QStringLiteral("value")].toString(), QStringLiteral("12345"));
    QCOMPARE(m_shell.before()[QStringLiteral("values")].toArray().first().toInt(), 12345);
}

// a[-11:].tostring()
void StoryShellObjectsTest::theLastElevenBytesOfAStringAreItsText()
{
    m_shell.feedTo(QStringLiteral("string"));
    QCOMPARE(memoryByDd(m_python, addressIn(m_shell.last()), 11), QByteArray("Hey there.\0", 11));
    QCOMPARE(m_shell.last()[QStringLiteral("values")].toArray().first().toString(), QStringLiteral("Hey there."));
}

// The notebook's C as it is printed: no struct before PyObject*, no semicolon
void StoryShellObjectsTest::theNotebooksStructIsOfferedItsFix()
{
    m_shell.skipTo(QStringLiteral("gone"));
    m_shell.feedTo(QStringLiteral("struct-as-printed"));
    QVERIFY2(m_shell.refusal().contains("struct PyObject { size_t ob_refcnt; struct PyObject* ob_type; };"),
             m_shell.refusal().constData());
}

// ptr = PyObject.from_address(id(hello)); ptr.ob_refcnt
void StoryShellObjectsTest::theStructIsLaidOverAnObject()
{
    m_shell.feedTo(QStringLiteral("refcount"));
    m_object = addressIn(m_shell.last());
    m_references = numberByDd<std::uint64_t>(m_python, m_object);
    const QJsonArray fields = m_shell.last()[QStringLiteral("fields")].toArray();
    QCOMPARE(fields.at(0)[QStringLiteral("value")].toString(), QString::number(m_references));
    QCOMPARE(fields.at(1)[QStringLiteral("value")].toString(),
             QStringLiteral("0x%1").arg(numberByDd<std::uint64_t>(m_python, m_object + 8), 0, 16));
}

// sys.getrefcount(hello): one too high, for its own argument
void StoryShellObjectsTest::itsCountIsOneLessThanGetrefcount()
{
    m_shell.feedTo(QStringLiteral("getrefcount"));
    QCOMPARE(m_shell.output(), QString::number(m_references + 1));
}

// biglist = [hello] * 1000
void StoryShellObjectsTest::aListOfAThousandAddsAThousand()
{
    m_shell.feedTo(QStringLiteral("refcount-thousand"));
    QCOMPARE(numberByDd<std::uint64_t>(m_python, m_object), m_references + 1000);
    QCOMPARE(m_shell.last()[QStringLiteral("refcount")].toInteger(), static_cast<qint64>(m_references + 1000));
}

QTEST_GUILESS_MAIN(StoryShellObjectsTest)
#include "tst_story_shell_objects.moc"
