// The notebook's objects over the workbench: what stands in front of a value, and a C struct over it. Each step is
// seen by other programs.
#include "story_checks.h"
#include "story_workbench.h"

#include <QtTest>

using namespace memdelbrot;
using namespace memdelbrot::testing;

// The cells build on each other, as they do in the notebook: one workbench for all.
class StoryWorkbenchObjectsTest final : public StoryWorkbench {
    Q_OBJECT

private slots:
    void initTestCase() { open(); }
    void cleanupTestCase() { close(); }
    // The notebook's cells, in its order.
    void anIntIsItsHeaderAndItsNumber();
    void theLastFourBytesOfAnIntAreTheNumber();
    void theTextOfAStringStandsInItsObject();
    void theNotebooksStructIsOfferedItsFix();
    void aStructOverAnObjectFollowsItsRefcount();
};

// x = 12345: the header, a pointer to the type, the number
void StoryWorkbenchObjectsTest::anIntIsItsHeaderAndItsNumber()
{
    (void)run("x = 12345");
    const Place object = place("py:x");
    const auto type = numberByDd<std::uint64_t>(pythonPid(), object.address.value() + 8);
    QCOMPARE(run("print(id(x), id(int))"), std::to_string(object.address.value()) + " " + std::to_string(type) + "\n");
    const auto inspection = m_workbench->inspect(object.target, object.address).value();
    QCOMPARE(inspection.referenceCount, std::optional(numberByDd<std::uint64_t>(pythonPid(), object.address.value())));
}

void StoryWorkbenchObjectsTest::theLastFourBytesOfAnIntAreTheNumber()
{
    const Place object = place("py:x");
    const std::uint64_t size = elementCount(object.view->shape);
    QCOMPARE(size, pythonPrints(QStringLiteral("import sys; print(sys.getsizeof(12345))")).toULongLong());
    QCOMPARE(numberByDd<std::int32_t>(pythonPid(), object.address.value() + size - 4), 12345);
    const auto inspection = m_workbench->inspect(object.target, object.address).value();
    QCOMPARE(inspection.type, std::string("int"));
    QCOMPARE(inspection.value, std::string("12345"));
}

void StoryWorkbenchObjectsTest::theTextOfAStringStandsInItsObject()
{
    (void)run("y = 'Hey there.'");
    const Place object = place("py:y");
    const std::uint64_t size = elementCount(object.view->shape);
    QCOMPARE(memoryByDd(pythonPid(), object.address.value() + size - 11, 11), QByteArray("Hey there.\0", 11));
    QCOMPARE(m_workbench->inspect(object.target, object.address)->value, std::string("'Hey there.'"));
}

// The notebook's C as it is printed: no struct before PyObject*, no semicolon
void StoryWorkbenchObjectsTest::theNotebooksStructIsOfferedItsFix()
{
    (void)run("hello = b'Hello, world!'");
    const Place object = place("py:hello");
    const std::string printed = "struct PyObject { size_t ob_refcnt; PyObject* ob_type; }";
    const auto refused = m_workbench->inspectAs(object.target, object.address, printed, "struct PyObject");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Diagnostic);
    const auto mended =
        m_workbench->inspectAs(object.target, object.address, refused.error().subject, "struct PyObject");
    QVERIFY(mended);
    QCOMPARE(mended->fields.at(0).value,
             std::to_string(numberByDd<std::uint64_t>(pythonPid(), object.address.value())));
}

void StoryWorkbenchObjectsTest::aStructOverAnObjectFollowsItsRefcount()
{
    (void)run("hello = b'Hello, world!'");
    const Place object = place("py:hello");
    const auto references = numberByDd<std::uint64_t>(pythonPid(), object.address.value());
    const std::string text = "struct PyObject { size_t ob_refcnt; struct PyObject* ob_type; };";
    const auto before = m_workbench->inspectAs(object.target, object.address, text, "struct PyObject").value();
    QCOMPARE(before.fields.at(0).value, std::to_string(references));
    (void)run("biglist = [hello] * 1000");
    QCOMPARE(numberByDd<std::uint64_t>(pythonPid(), object.address.value()), references + 1000);
    QCOMPARE(m_workbench->inspect(object.target, object.address)->referenceCount, std::optional(references + 1000));
    QCOMPARE(run("import sys; sys.getrefcount(hello)"), std::to_string(references + 1001) + "\n");
}

QTEST_GUILESS_MAIN(StoryWorkbenchObjectsTest)
#include "tst_story_workbench_objects.moc"
