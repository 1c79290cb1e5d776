#include "parser/client/parser.h"

#include <QTemporaryFile>
#include <QtTest>

#include <random>

using namespace memdelbrot;

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
    void headerNamesThatAreNoneAreRefused();
    void dwarfHasTheFieldsWhereTheCompilerPutThem();
    void dwarfNamesAreFoundAsTheyAreWritten_data();
    void dwarfNamesAreFoundAsTheyAreWritten();
    void dwarfBasesAreFieldsAndStaticMembersAreNot();
    void damagedDwarfIsAnErrorAtMost();
    void dwarfThatIsNotThereIsSaid_data();
    void dwarfThatIsNotThereIsSaid();
    void overflowingItsStackIsACrashOfTheParserOnly();
    void endlessIncludeEndsInTime_data();
    void endlessIncludeEndsInTime();
    void missingProgramIsNotFound();
    void programThatSaysNonsenseIsABadMessage();
    void noDescriptorsAreLeftOpen();
};

namespace {

ParserOptions options()
{
    return {.program = BINARY_FOLDER "/memdelbrot-parser", .timeout = std::chrono::seconds(30)};
}

Result<ParsedDeclarations> parsedC(const std::string& text)
{
    return parseDeclarations(text, SourceLanguage::C, options());
}

std::string firstError(const ParsedDeclarations& declarations)
{
    for (const SourceDiagnostic& diagnostic : declarations.diagnostics) {
        if (diagnostic.isError)
            return std::to_string(diagnostic.line) + ": " + diagnostic.message;
    }
    return {};
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
    QCOMPARE(byName.at("strlen").parameters[0].type.spelling, "const char *");
}

void ParserTest::headerNamesThatAreNoneAreRefused()
{
    QVERIFY(!parseHeaders({"math.h>\n#include </etc/passwd"}, options()));
}

namespace {

const std::string records = SUBJECTS_FOLDER "/librecords.so";

std::string fieldsText(const CRecord& record)
{
    std::string text;
    for (const CField& field : record.fields) {
        text +=
            (text.empty() ? "" : "; ") + std::to_string(field.offset()) + " " + field.name + ": " + field.type.spelling;
        if (field.bitWidth)
            text += " bits " + std::to_string(field.bitOffset % 8) + "+" + std::to_string(*field.bitWidth);
    }
    return text;
}

}  // namespace

void ParserTest::dwarfHasTheFieldsWhereTheCompilerPutThem()
{
    const auto parsed = parseDwarf(records, "struct Outer", options());
    QVERIFY2(parsed && parsed->records.size() == 1,
             parsed ? firstError(*parsed).c_str() : parsed.error().detail.c_str());
    const CRecord& outer = parsed->records.front();
    QCOMPARE(outer.size, 80u);
    QCOMPARE(outer.alignment, 8u);
    QCOMPARE(fieldsText(outer),
             "0 name: const char *; 8 inner: struct Inner; 16 matrix: double[2][3]; 64 low: unsigned int bits 0+3; "
             "64 high: unsigned int bits 3+7; 72 next: struct Outer *");
    QCOMPARE(outer.fields[1].type.record->fields[1].offset(), 4u);
    QCOMPARE(outer.fields[2].type.count, 2u);
    QCOMPARE(outer.fields[2].type.target->count, 3u);
    QCOMPARE(outer.fields[2].type.target->target->kind, CTypeKind::Float);
    QVERIFY(!outer.fields[5].type.target->record);   // left out behind the pointer
}

void ParserTest::dwarfNamesAreFoundAsTheyAreWritten_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<quint64>("alignment");
    QTest::addRow("Point") << quint64(16) << quint64(8);
    QTest::addRow("union Either") << quint64(4) << quint64(4);
    QTest::addRow("struct Packed") << quint64(5) << quint64(1);
    QTest::addRow("shapes::Tagged") << quint64(16) << quint64(8);
    QTest::addRow("struct Circle") << quint64(16) << quint64(8);
    QTest::addRow("class shapes::Circle") << quint64(16) << quint64(8);
}

void ParserTest::dwarfNamesAreFoundAsTheyAreWritten()
{
    QFETCH(quint64, size);
    QFETCH(quint64, alignment);
    const auto parsed = parseDwarf(records, QTest::currentDataTag(), options());
    QVERIFY2(parsed && parsed->records.size() == 1,
             parsed ? firstError(*parsed).c_str() : parsed.error().detail.c_str());
    QCOMPARE(parsed->records.front().name, std::string(QTest::currentDataTag()));
    QCOMPARE(parsed->records.front().size, size);
    QCOMPARE(parsed->records.front().alignment, alignment);
}

void ParserTest::dwarfBasesAreFieldsAndStaticMembersAreNot()
{
    const auto circle = parseDwarf(records, "shapes::Circle", options());
    QCOMPARE(fieldsText(circle->records.front()), "0 Base: struct Base; 12 radius: float");
    const auto tagged = parseDwarf(records, "shapes::Tagged", options());
    QCOMPARE(fieldsText(tagged->records.front()), "0 kind: enum Kind; 2 isOpen: bool; 8 draw: void (*)()");
    QVERIFY(tagged->records.front().fields[0].type.isSigned);
}

void ParserTest::damagedDwarfIsAnErrorAtMost()
{
    QFile whole(QString::fromStdString(records));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    std::mt19937 random(7);
    int answered = 0;
    for (int round = 0; round < 40; ++round) {
        QByteArray damaged = bytes;
        for (int flip = 0; flip < 1 << (round % 8); ++flip)   // the debugging information is most of the file
            damaged[static_cast<qsizetype>(64 + random() % static_cast<unsigned>(bytes.size() - 64))] =
                static_cast<char>(random());
        QTemporaryFile file;
        QVERIFY(file.open() && file.write(damaged) == damaged.size() && file.flush());
        ParserOptions brief = options();
        brief.timeout = std::chrono::seconds(5);
        const auto parsed = parseDwarf(file.fileName().toStdString(), "struct Outer", brief);
        answered += parsed ? 1 : 0;
        if (!parsed) {
            const ErrorCode code = parsed.error().code;
            QVERIFY(code == ErrorCode::Crashed || code == ErrorCode::TimedOut || code == ErrorCode::BadMessage);
        }
    }
    QVERIFY(answered > 0);
}

void ParserTest::dwarfThatIsNotThereIsSaid_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    QTest::addRow("no such type") << QString::fromStdString(records) << QStringLiteral("struct Nowhere")
                                  << QStringLiteral("no complete type that is called struct Nowhere");
    QTest::addRow("a struct is no union") << QString::fromStdString(records) << QStringLiteral("union Outer")
                                          << QStringLiteral("no complete type that is called union Outer");
    QTest::addRow("no such file") << QStringLiteral("/nowhere/lib.so") << QStringLiteral("T")
                                  << QStringLiteral("/nowhere/lib.so: No such file or directory");
    QTest::addRow("no ELF file") << QStringLiteral("/etc/passwd") << QStringLiteral("T") << QStringLiteral("ELF");
    QTest::addRow("no debugging information")
        << QStringLiteral("/bin/true") << QStringLiteral("T") << QStringLiteral("DWARF");
}

void ParserTest::dwarfThatIsNotThereIsSaid()
{
    QFETCH(QString, file);
    QFETCH(QString, name);
    QFETCH(QString, words);
    const auto parsed = parseDwarf(file.toStdString(), name.toStdString(), options());
    QVERIFY(parsed);
    QVERIFY(parsed->records.empty());
    QVERIFY2(QString::fromStdString(firstError(*parsed)).contains(words), firstError(*parsed).c_str());
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
