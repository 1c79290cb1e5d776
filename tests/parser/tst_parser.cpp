#include "real_parser.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace memdelbrot;
using namespace memdelbrot::testing;

class ParserTest : public QObject {
    Q_OBJECT

private slots:
    void structHasFieldsWithOffsetsAndSizes();
    void packedAndBitFieldsLieWhereTheCompilerPutsThem();
    void anonymousUnionIsANestedRecordWithoutName();
    void pointersLeaveTheirRecordsOut();
    void typedefNamesItsRecord();
    void prototypeGivesTypedParameters();
    void functionPointersAndArraysArePointersAsParameters();
    void standardIntegersAreKnownWithoutIncludes();
    void errorRefusesEverythingAtItsLine();
    void unknownTypeIsNotGuessed();
    void notebooksStructIsMended();
    void externCFunctionsOfCppTextAreFound();
    void complexHeaderParsesAsCpp();
    void headersGiveTheirFunctions();
    void aHeaderThatEveryTextIncludesGivesItsFunctionsToo();
    void aBusyTextRunsOutOfProcessorTime();
    void headerNamesThatAreNoneAreRefused();
    void overflowingItsStackIsACrashOfTheParserOnly();
    void endlessIncludeEndsInTime_data();
    void endlessIncludeEndsInTime();
    void missingProgramIsNotFound();
    void programThatSaysNonsenseIsABadMessage();
    void noDescriptorsAreLeftOpen();
};

namespace {

Result<ParsedDeclarations> parsedC(const std::string& text)
{
    return parseDeclarations(text, SourceLanguage::C, options());
}

std::size_t openDescriptors()
{
    return static_cast<std::size_t>(
        QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size());
}

}  // namespace

void ParserTest::structHasFieldsWithOffsetsAndSizes()
{
    const auto parsed = parsedC("struct Point { char tag; double x; int numbers[3]; };");
    QVERIFY(parsed);
    QCOMPARE(firstError(*parsed), "");
    QCOMPARE(parsed->records.size(), 1u);
    const CRecord& record = parsed->records[0];
    QCOMPARE(record.name, "struct Point");
    QCOMPARE(record.size, 32u);
    QCOMPARE(record.alignment, 8u);
    QCOMPARE(record.fields.size(), 3u);
    QCOMPARE(record.fields[1].offset(), 8u);
    QCOMPARE(record.fields[1].type.kind, CTypeKind::Float);
    QCOMPARE(record.fields[2].type.kind, CTypeKind::Array);
    QCOMPARE(record.fields[2].type.count, 3u);
    QCOMPARE(record.fields[2].type.target->spelling, "int");
}

void ParserTest::packedAndBitFieldsLieWhereTheCompilerPutsThem()
{
    const auto parsed =
        parsedC("struct __attribute__((packed)) P { char a; int b; unsigned low : 3; int : 2; int high : 5; };");
    const CRecord& record = parsed->records.at(0);
    QCOMPARE(record.fields.size(), 4u);
    QCOMPARE(record.fields[1].offset(), 1u);
    QCOMPARE(record.fields[2].bitOffset, 40u);
    QCOMPARE(record.fields[2].bitWidth.value(), 3u);
    QCOMPARE(record.fields[3].bitOffset, 45u);
}

void ParserTest::anonymousUnionIsANestedRecordWithoutName()
{
    const auto parsed = parsedC("struct V { int kind; union { int whole; float real; }; struct { int a; } inner; };");
    const CRecord& record = parsed->records.at(0);
    QCOMPARE(record.fields.size(), 3u);
    QCOMPARE(record.fields[1].name, "");
    QVERIFY(record.fields[1].type.record->isUnion);
    QCOMPARE(record.fields[1].type.record->fields.size(), 2u);
    QCOMPARE(record.fields[1].type.spelling, "union");
    QCOMPARE(record.fields[2].name, "inner");
    QCOMPARE(record.fields[2].type.spelling, "struct");
}

void ParserTest::pointersLeaveTheirRecordsOut()
{
    const auto parsed = parsedC("struct Node { struct Node *next; }; struct Table { struct Node (*nodes)[4]; };");
    const CRecord& record = parsed->records.at(0);
    QCOMPARE(record.fields[0].type.kind, CTypeKind::Pointer);
    QCOMPARE(record.fields[0].type.target->spelling, "struct Node");
    QVERIFY(!record.fields[0].type.target->record);
    const CType& array = *parsed->records.at(1).fields[0].type.target;
    QCOMPARE(array.kind, CTypeKind::Array);
    QVERIFY(!array.target->record);
}

void ParserTest::typedefNamesItsRecord()
{
    const auto parsed =
        parsedC("typedef struct { int x; } Point; struct Other { Point p; }; typedef struct Other Alias;");
    QCOMPARE(parsed->records.size(), 3u);
    QCOMPARE(parsed->records[0].name, "Point");
    QCOMPARE(parsed->records[1].name, "struct Other");
    QCOMPARE(parsed->records[1].fields[0].type.record->fields.size(), 1u);
    QCOMPARE(parsed->records[2].name, "Alias");
}

void ParserTest::prototypeGivesTypedParameters()
{
    const auto parsed = parsedC("void quick(int height, int width, double *c, const char *name, ...);");
    const CSignature& signature = parsed->functions.at(0);
    QCOMPARE(signature.declaration, "void quick(int height, int width, double *c, const char *name, ...)");
    QCOMPARE(signature.origin, SignatureOrigin::Typed);
    QVERIFY(signature.isVariadic);
    QCOMPARE(signature.parameters.size(), 4u);
    QCOMPARE(signature.parameters[0].name, "height");
    QVERIFY(signature.parameters[0].type.isSigned);
    QCOMPARE(signature.parameters[2].type.target->size, 8u);
    QVERIFY(!signature.parameters[2].type.target->isConst);
    QVERIFY(signature.parameters[3].type.target->isConst);
    QCOMPARE(signature.parameters[3].type.target->kind, CTypeKind::Character);
}

void ParserTest::functionPointersAndArraysArePointersAsParameters()
{
    const auto parsed = parsedC(
        "void (*signal(int number, void (*handler)(int)))(int); long sum(int numbers[], int count); int none(void);");
    QCOMPARE(firstError(*parsed), "");
    QCOMPARE(parsed->functions.at(0).parameters[1].type.kind, CTypeKind::Pointer);
    QCOMPARE(parsed->functions[0].result.kind, CTypeKind::Pointer);
    QCOMPARE(parsed->functions.at(1).parameters[0].type.kind, CTypeKind::Pointer);
    QCOMPARE(parsed->functions[1].parameters[0].type.size, 8u);
    QCOMPARE(parsed->functions[1].declaration, "long sum(int *numbers, int count)");
    QCOMPARE(parsed->functions.at(2).declaration, "int none(void)");
}

void ParserTest::standardIntegersAreKnownWithoutIncludes()
{
    const auto parsed = parsedC("uint64_t f(size_t a, ssize_t b, bool c);");
    QCOMPARE(firstError(*parsed), "");
    const CSignature& signature = parsed->functions.at(0);
    QCOMPARE(signature.result.spelling, "uint64_t");
    QCOMPARE(signature.result.kind, CTypeKind::UnsignedInteger);
    QCOMPARE(signature.parameters[0].type.size, 8u);
    QCOMPARE(signature.parameters[1].type.kind, CTypeKind::SignedInteger);
    QCOMPARE(signature.parameters[2].type.kind, CTypeKind::Boolean);
}

void ParserTest::errorRefusesEverythingAtItsLine()
{
    const auto parsed = parsedC("int good(int a);\n\nint bad(nosuch a);\n");
    QVERIFY(parsed->functions.empty());
    QCOMPARE(firstError(*parsed), "3: unknown type name 'nosuch'");
    QCOMPARE(parsed->diagnostics[0].column, 9);
}

void ParserTest::unknownTypeIsNotGuessed()
{
    const auto parsed = parsedC("struct S { wrong_t a; int b; };");
    QVERIFY(parsed->records.empty());
    QVERIFY(!firstError(*parsed).empty());
}

void ParserTest::notebooksStructIsMended()
{
    const auto parsed =
        parsedC("struct PyObject {\n    size_t ob_refcnt;\n    PyObject* ob_type;\n    // there's more\n}");
    QVERIFY(parsed->records.empty());
    QVERIFY(!firstError(*parsed).empty());
    QCOMPARE(parsed->suggestion,
             "struct PyObject {\n    size_t ob_refcnt;\n    struct PyObject* ob_type;\n    // there's more\n};");
    const auto again = parsedC(parsed->suggestion);
    QCOMPARE(again->records.at(0).size, 16u);
    QCOMPARE(again->records[0].fields[1].name, "ob_type");
}

void ParserTest::externCFunctionsOfCppTextAreFound()
{
    const auto parsed =
        parseDeclarations("int mangled(int a) { return a; }\n"
                          "extern \"C\" { int plain(int a) { return a; } static int hidden() { return 1; } }\n"
                          "namespace n { extern \"C\" double inside(double x); }\n",
                          SourceLanguage::Cpp, options());
    QCOMPARE(firstError(*parsed), "");
    QCOMPARE(parsed->functions.size(), 2u);
    QCOMPARE(parsed->functions[0].name, "plain");
    QCOMPARE(parsed->functions[1].name, "inside");
}

void ParserTest::complexHeaderParsesAsCpp()
{
    const auto parsed = parseDeclarations("#include <complex>\n#include <vector>\nextern \"C\" void k(int n, double* "
                                          "c) { std::complex<double> z(c[0], c[1]); }",
                                          SourceLanguage::Cpp, options());
    QCOMPARE(firstError(*parsed), "");
    QCOMPARE(parsed->functions.at(0).declaration, "void k(int n, double *c)");
}

void ParserTest::headersGiveTheirFunctions()
{
    const auto parsed = parseHeaders({"math.h", "stdlib.h", "string.h", "no/such/header.h", "sys/mman.h"}, options());
    QVERIFY(parsed);
    QCOMPARE(firstError(*parsed), "");
    QVERIFY(parsed->functions.size() > 300);
    std::map<std::string, CSignature> byName;
    for (const CSignature& function : parsed->functions)
        byName[function.name] = function;
    QCOMPARE(byName.at("cos").declaration, "double cos(double x)");
    QCOMPARE(byName.at("cos").header, "math.h");
    QCOMPARE(byName.at("cos").origin, SignatureOrigin::Header);
    QCOMPARE(byName.at("malloc").declaration, "void *malloc(size_t size)");
    QCOMPARE(byName.at("malloc").header, "stdlib.h");
    QCOMPARE(byName.at("mmap").header, "sys/mman.h");
    QCOMPARE(byName.at("strlen").declaration, "size_t strlen(const char *s)");
    QCOMPARE(byName.at("strlen").parameters[0].type.spelling, "const char *");
}

void ParserTest::aHeaderThatEveryTextIncludesGivesItsFunctionsToo()
{
    const auto parsed = parseHeaders({"sys/select.h"}, options());
    const auto found = std::ranges::find(parsed->functions, "select", &CSignature::name);
    QVERIFY(found != parsed->functions.end());
    QCOMPARE(found->header, "sys/select.h");
    QCOMPARE(found->parameters.size(), 5u);
}

void ParserTest::aBusyTextRunsOutOfProcessorTime()
{
    std::string text = "#define M0 int a;\n";
    for (int i = 1; i < 40; ++i)
        text += "#define M" + std::to_string(i) + " M" + std::to_string(i - 1) + " M" + std::to_string(i - 1) + "\n";
    ParserOptions limited = options();
    limited.timeout = std::chrono::seconds(1);
    const auto parsed = parseDeclarations(text + "M39\n", SourceLanguage::C, limited);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::TimedOut);
    QVERIFY2(parsed.error().detail.find("processor time") != std::string::npos, parsed.error().detail.c_str());
}

void ParserTest::headerNamesThatAreNoneAreRefused()
{
    QVERIFY(!parseHeaders({"math.h>\n#include </etc/passwd"}, options()));
}

void ParserTest::overflowingItsStackIsACrashOfTheParserOnly()
{
    std::string text = "int x = 1";
    while (text.size() < 200'000)
        text += "+1";
    const auto parsed = parsedC(text + ";");
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::Crashed);
    QVERIFY(parsedC("int f(void);"));
}

void ParserTest::endlessIncludeEndsInTime_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("zeroes without end") << QStringLiteral("#include \"/dev/zero\"");
    QTest::addRow("macros that double") << [] {
        QString text = QStringLiteral("#define M0 int a;\n");
        for (int i = 1; i < 40; ++i)
            text += QStringLiteral("#define M%1 M%2 M%2\n").arg(i).arg(i - 1);
        return QString(text + QStringLiteral("M39\n"));
    }();
    QTest::addRow("deep braces") << QString(QStringLiteral("struct { ").repeated(5000));
}

void ParserTest::endlessIncludeEndsInTime()
{
    QFETCH(QString, text);
    ParserOptions limited = options();
    limited.timeout = std::chrono::seconds(2);
    limited.memoryLimit = 512u << 20;
    const auto parsed = parseDeclarations(text.toStdString(), SourceLanguage::C, limited);
    QVERIFY(!parsed || !firstError(*parsed).empty());
}

void ParserTest::missingProgramIsNotFound()
{
    QCOMPARE(parseDeclarations("int a;", SourceLanguage::C, {.program = "/nowhere/parser"}).error().code,
             ErrorCode::NotFound);
}

void ParserTest::programThatSaysNonsenseIsABadMessage()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("parser"));
    QFile script(path);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\nprintf 'I am no parser, but I do like to talk a lot.' >&0\nsleep 1\n");
    script.close();
    script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QCOMPARE(parseDeclarations("int a;", SourceLanguage::C, {.program = path.toStdString()}).error().code,
             ErrorCode::BadMessage);
}

void ParserTest::noDescriptorsAreLeftOpen()
{
    const std::size_t before = openDescriptors();
    for (int i = 0; i < 3; ++i)
        QVERIFY(parsedC("int f(void);"));
    QCOMPARE(openDescriptors(), before);
}

QTEST_GUILESS_MAIN(ParserTest)
#include "tst_parser.moc"
