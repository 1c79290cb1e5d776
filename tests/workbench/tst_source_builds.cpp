#include "workbench/source_builds.h"

#include "workbench/workbench.h"

#include "support/second_program.h"

#include <QtTest>

#include <algorithm>
#include <thread>

using namespace memdelbrot;

class SourceBuildsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void buildHasItsFunctionsTyped();
    void everyBuildIsANewFile();
    void errorsAreAtTheirLines();
    void warningsDoNotFailTheBuild();
    void errorInAnIncludedFileNamesIt();
    void missingSymbolIsFoundAtLoading();
    void stopEndsTheCompiler();
    void exampleKernelCountsAsTheNotebook();
    void crashInABuildNamesItsLine();
    void kernelSignatureIsRecognised();
    void folderThatCannotBeWrittenIsSaid();

private:
    [[nodiscard]] SourceBuild built(const std::string& text) { return buildSource(*m_workbench, text).value(); }

    std::unique_ptr<Workbench> m_workbench;
};

void SourceBuildsTest::init()
{
    m_workbench =
        std::make_unique<Workbench>(WorkbenchOptions{.worker = {.program = BINARY_FOLDER "/memdelbrot-worker"},
                                                     .parser = {.program = BINARY_FOLDER "/memdelbrot-parser"}});
}

void SourceBuildsTest::buildHasItsFunctionsTyped()
{
    const SourceBuild build = built("#include <vector>\nextern \"C\" int twice(int value) { return 2 * value; }\nint "
                                    "hidden(int a) { return a; }\n");
    QVERIFY(build.diagnostics.empty());
    QCOMPARE(build.functions.size(), 1u);
    QCOMPARE(build.functions[0].declaration, "int twice(int value)");
    LibraryCalls& calls = m_workbench->calls();
    const auto signature = calls.signature(build.library, "twice");
    QVERIFY(signature);
    QCOMPARE(calls.call(build.library, *signature, {"21"})->result, "42");
}

void SourceBuildsTest::everyBuildIsANewFile()
{
    const SourceBuild first = built("extern \"C\" int answer() { return 1; }");
    const SourceBuild second = built("extern \"C\" int answer() { return 2; }");
    QVERIFY(first.library != second.library);
    LibraryCalls& calls = m_workbench->calls();
    QCOMPARE(calls.call(first.library, first.functions.at(0), {})->result, "1");
    QCOMPARE(calls.call(second.library, second.functions.at(0), {})->result, "2");
}

void SourceBuildsTest::errorsAreAtTheirLines()
{
    const SourceBuild build = built("extern \"C\" int f()\n{\n    return nosuch;\n}\n");
    QVERIFY(build.library.empty());
    QVERIFY(build.functions.empty());
    QCOMPARE(build.diagnostics.size(), 1u);
    QCOMPARE(build.diagnostics[0].line, 3);
    QCOMPARE(build.diagnostics[0].column, 12);
    QVERIFY(build.diagnostics[0].isError);
    QVERIFY(build.diagnostics[0].message.find("nosuch") != std::string::npos);
}

void SourceBuildsTest::warningsDoNotFailTheBuild()
{
    const SourceBuild build = built("extern \"C\" int f()\n{\n    int unused = 1;\n    return 0;\n}\n");
    QVERIFY(!build.library.empty());
    QCOMPARE(build.diagnostics.size(), 1u);
    QCOMPARE(build.diagnostics[0].line, 3);
    QVERIFY(!build.diagnostics[0].isError);
}

void SourceBuildsTest::errorInAnIncludedFileNamesIt()
{
    const SourceBuild build = built("#include \"/nowhere/file.h\"\n");
    QVERIFY(build.library.empty());
    QCOMPARE(build.diagnostics.at(0).line, 1);
    QVERIFY(build.diagnostics[0].isError);
}

void SourceBuildsTest::missingSymbolIsFoundAtLoading()
{
    const SourceBuild build =
        built("extern \"C\" int elsewhere(void);\nextern \"C\" int f() { return elsewhere(); }\n");
    QVERIFY(!build.library.empty());
    QCOMPARE(build.functions.size(), 1u);
    const auto report = m_workbench->calls().call(build.library, build.functions[0], {});
    QVERIFY(!report || report->crash);
}

void SourceBuildsTest::stopEndsTheCompiler()
{
    const auto source = std::make_unique<std::stop_source>();
    const std::jthread stopper([&source] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        source->request_stop();
    });
    const std::string endless =
        "template <int N> struct S { S<N - 1> a; S<N - 2> b; static constexpr long v = S<N - 1>::v + 1; };\n"
        "constexpr long spin(long n) { long s = 0; for (long i = 0; i < n; ++i) for (long j = 0; j < n; ++j) s += i ^ "
        "j; return s; }\n"
        "#pragma GCC optimize(\"O0\")\nstatic_assert(spin(1000000) == 1);\n#include \"/dev/zero\"\n";
    const auto build = buildSource(*m_workbench, endless, source->get_token());
    QVERIFY(!build || build->library.empty());
}

void SourceBuildsTest::exampleKernelCountsAsTheNotebook()
{
    const std::string text = exampleKernel();
    QVERIFY(text.starts_with("#include"));
    QVERIFY(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("int* fractal")), '\n') < 6);
    const SourceBuild build = built(text);
    QCOMPARE(build.functions.size(), 1u);
    QVERIFY(isKernelSignature(build.functions[0]));
    LibraryCalls& calls = m_workbench->calls();
    QVERIFY(calls.newArray({.name = "c",
                            .view = {.dtype = Dtype::parse("complex128").value(), .shape = {800, 1200}},
                            .fill = LibraryCalls::Fill::ComplexGrid}));
    const auto counts =
        calls.newArray({.name = "counts", .view = {.dtype = Dtype::parse("int32").value(), .shape = {800, 1200}}});
    QVERIFY(counts);
    const auto report =
        calls.call(build.library, build.functions[0], {"800", "1200", "20", "$c", "$counts"}, std::chrono::minutes(2));
    QVERIFY(report && !report->crash);
    const int pid = (*m_workbench->worker())->pid().value();
    const QByteArray bytes = memdelbrot::testing::memoryByDd(pid, counts->range.begin().value(), counts->range.size());
    // numpy's ogrid and the notebook's own kernel give this sum.
    QCOMPARE(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(),
             QByteArray("615cbca19f30b93ac023b2c985a4dcd83be017a9e9950bc356a2f8b12663d458"));
}

void SourceBuildsTest::crashInABuildNamesItsLine()
{
    const SourceBuild build = built("extern \"C\" void f(int* p)\n{\n    *p = 1;\n}\n");
    const auto report = m_workbench->calls().call(build.library, build.functions.at(0), {"null"});
    QVERIFY(report);
    QVERIFY(report->crash);
    QVERIFY(!report->crash->backtrace.empty());
    QCOMPARE(report->crash->backtrace[0].symbol.function, "f");
    QCOMPARE(report->crash->backtrace[0].symbol.line, 3);
}

void SourceBuildsTest::kernelSignatureIsRecognised()
{
    const SourceBuild build = built("extern \"C\" {\n"
                                    "int a(int h, int w, int m, const double* c, int* f) { return 0; }\n"
                                    "void b(int h, int w, int m, float* c, int* f) {}\n"
                                    "void d(int h, int w, long m, double* c, int* f) {}\n"
                                    "void e(int h, int w, int m, double* c) {}\n"
                                    "void g(int h, int w, int m, double* c, const int* f) {}\n}\n");
    QCOMPARE(build.functions.size(), 5u);
    QVERIFY(isKernelSignature(build.functions[0]));
    for (std::size_t i = 1; i < 5; ++i)
        QVERIFY(!isKernelSignature(build.functions[i]));
}

void SourceBuildsTest::folderThatCannotBeWrittenIsSaid()
{
    Workbench workbench({.buildFolder = "/proc/nowhere"});
    QVERIFY(!buildSource(workbench, "int a;"));
}

QTEST_GUILESS_MAIN(SourceBuildsTest)
#include "tst_source_builds.moc"
