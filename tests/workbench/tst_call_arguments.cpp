#include "workbench/call_arguments.h"

#include "decode/npy.h"

#include <QtTest>

using namespace memdelbrot;

class CallArgumentsTest : public QObject {
    Q_OBJECT

private slots:
    void integersArePassedInTheirWidth();
    void integersOutOfRangeSayTheRange_data();
    void integersOutOfRangeSayTheRange();
    void integersAreWorkedOut_data();
    void integersAreWorkedOut();
    void pointersAreWorkedOutFromNamesAndNumbers();
    void whatCannotBeWorkedOutSaysWhy_data();
    void whatCannotBeWorkedOutSaysWhy();
    void charactersAndBooleansAreIntegers();
    void floatsRoundOnce();
    void textsGetTheirNul();
    void digitsForACharacterPointerAreText();
    void addressesAndNullArePointers();
    void listsTakeThePointeesType();
    void newArraysAreFilled();
    void npyFilesAreRead();
    void arraysOfAnotherTypeAreRefused();
    void complexArraysStandForTheirParts();
    void constPointeesAreNoOutputs();
    void outParameterHasThePointeesSize();
    void namesStandForTheirValues();
    void variadicArgumentsArePromoted();
    void recordsByValueAreUnsupported();
    void nonsenseIsSyntax_data();
    void nonsenseIsSyntax();
};

namespace {

CType scalar(CTypeKind kind, const char* spelling, std::uint64_t size, bool isSigned = false)
{
    return {.kind = kind, .spelling = spelling, .size = size, .alignment = size, .isSigned = isSigned};
}

CType pointerTo(CType target, bool isConst = false)
{
    target.isConst = isConst;
    const std::string spelling = (isConst ? "const " : "") + target.spelling + " *";
    return {.kind = CTypeKind::Pointer,
            .spelling = spelling,
            .size = 8,
            .alignment = 8,
            .target = std::make_shared<const CType>(target)};
}

const CType intType = scalar(CTypeKind::SignedInteger, "int", 4, true);
const CType byteType = scalar(CTypeKind::Character, "unsigned char", 1);
const CType charType = scalar(CTypeKind::Character, "char", 1, true);
const CType sizeType = scalar(CTypeKind::UnsignedInteger, "size_t", 8);
const CType doubleType = scalar(CTypeKind::Float, "double", 8);
const CType voidType = scalar(CTypeKind::Void, "void", 0);

Result<PlannedArgument> planned(const CType& type, const std::string& text)
{
    return planArgument(type, text, [](const std::string& name) -> Result<std::string> {
        if (name == "a")
            return std::string("0x1000");
        return failure({.code = ErrorCode::NotFound, .detail = "nothing has this name"});
    });
}

std::string bytesText(const PlannedArgument& argument)
{
    return std::string(reinterpret_cast<const char*>(argument.bytes.data()), argument.bytes.size());
}

}  // namespace

void CallArgumentsTest::integersArePassedInTheirWidth()
{
    QCOMPARE(planned(intType, "-1")->value.type, PassedType::Int32);
    QCOMPARE(passedBits(planned(intType, "-1")->value), 0xffffffffu);
    QCOMPARE(passedBits(planned(intType, "-2147483648")->value), 0x80000000u);
    QCOMPARE(passedBits(planned(sizeType, "0xffffffffffffffff")->value), ~std::uint64_t{0});
    QCOMPARE(passedBits(planned(byteType, "255")->value), 255u);
    QCOMPARE(passedText(intType, planned(intType, "-7")->value), "-7");
}

void CallArgumentsTest::integersOutOfRangeSayTheRange_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("range");
    QTest::addRow("int") << 0 << "2147483648" << "does not fit into int: -2147483648 to 2147483647";
    QTest::addRow("int below") << 0 << "-2147483649" << "does not fit into int: -2147483648 to 2147483647";
    QTest::addRow("byte") << 1 << "256" << "does not fit into unsigned char: 0 to 255";
    QTest::addRow("negative size") << 2 << "-1" << "does not fit into size_t: 0 to 18446744073709551615";
}

void CallArgumentsTest::integersOutOfRangeSayTheRange()
{
    QFETCH(int, type);
    QFETCH(QString, text);
    QFETCH(QString, range);
    const auto argument =
        planned(std::array{intType, byteType, sizeType}[static_cast<std::size_t>(type)], text.toStdString());
    QVERIFY(!argument);
    QCOMPARE(argument.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(QString::fromStdString(argument.error().detail), range);
}

void CallArgumentsTest::integersAreWorkedOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* text, const char* value) { QTest::addRow("%s", text) << text << value; };
    row("100*8", "800");
    row("2 + 3*4", "14");
    row("(2+3)*4", "20");
    row("-2*3", "-6");
    row("-(2+3)", "-5");
    row("3-5", "-2");
    row("0x10+$a", "4112");
    row("alloc:a*2", "8192");
    row("5-5", "0");
}

void CallArgumentsTest::integersAreWorkedOut()
{
    QFETCH(QString, text);
    QFETCH(QString, value);
    const auto argument = planned(intType, text.toStdString());
    QVERIFY2(argument, qPrintable(text));
    QCOMPARE(QString::fromStdString(passedText(intType, argument->value)), value);
}

void CallArgumentsTest::pointersAreWorkedOutFromNamesAndNumbers()
{
    const CType pointer = pointerTo(voidType);
    QCOMPARE(passedBits(planned(pointer, "$a+16")->value), 0x1010u);
    QCOMPARE(passedBits(planned(pointerTo(intType), "0x2000+4*8")->value), 0x2020u);
    QCOMPARE(passedBits(planned(pointerTo(charType), "$a+1")->value), 0x1001u);
    QCOMPARE(bytesText(*planned(pointerTo(charType), "1+1")).c_str(), "1+1");   // a text, as ever
}

void CallArgumentsTest::whatCannotBeWorkedOutSaysWhy_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ErrorCode>("code");
    QTest::addRow("nothing behind the operator") << "100*" << ErrorCode::Syntax;
    QTest::addRow("a bare name") << "n*8" << ErrorCode::Syntax;
    QTest::addRow("a fraction") << "2.5*2" << ErrorCode::Syntax;
    QTest::addRow("an unknown name") << "$b+1" << ErrorCode::NotFound;
    QTest::addRow("too large on the way") << "0xffffffffffffffff*2" << ErrorCode::TooLarge;
    QTest::addRow("too large for the type") << "0x7fffffff+1" << ErrorCode::InvalidArgument;
    QTest::addRow("nested beyond measure") << QString(100, QLatin1Char('(')) << ErrorCode::Syntax;
}

void CallArgumentsTest::whatCannotBeWorkedOutSaysWhy()
{
    QFETCH(QString, text);
    QFETCH(ErrorCode, code);
    const auto argument = planned(intType, text.toStdString());
    QVERIFY(!argument);
    QCOMPARE(argument.error().code, code);
    QVERIFY(!argument.error().detail.empty());
}

void CallArgumentsTest::charactersAndBooleansAreIntegers()
{
    QCOMPARE(passedBits(planned(intType, "'A'")->value), 65u);
    QCOMPARE(passedBits(planned(charType, "'\\n'")->value), 10u);
    const CType boolean = scalar(CTypeKind::Boolean, "bool", 1);
    QCOMPARE(passedBits(planned(boolean, "true")->value), 1u);
    QVERIFY(!planned(boolean, "2"));
}

void CallArgumentsTest::floatsRoundOnce()
{
    double value = 0;
    std::memcpy(&value, planned(doubleType, "0.1")->value.bytes.data(), sizeof value);
    QCOMPARE(value, 0.1);
    std::memcpy(&value, planned(doubleType, "-inf")->value.bytes.data(), sizeof value);
    QVERIFY(std::isinf(value) && value < 0);
    QCOMPARE(planned(scalar(CTypeKind::Float, "float", 4), "1e39").error().detail, "too large for float");
    QCOMPARE(planned(scalar(CTypeKind::Float, "long double", 16), "2.5")->value.type, PassedType::LongDouble);
    QVERIFY(!planned(doubleType, "1.5x"));
    QVERIFY(!planned(doubleType, ""));
}

void CallArgumentsTest::textsGetTheirNul()
{
    const auto argument = planned(pointerTo(charType, true), R"("Hi\n\x41\"")");
    QVERIFY(argument);
    QCOMPARE(bytesText(*argument), std::string("Hi\nA\"\0", 6));
    QVERIFY(!argument->isOutput);
    QVERIFY(planned(pointerTo(charType), "\"buffer\"")->isOutput);
    QVERIFY(!planned(pointerTo(charType), R"("\x4")"));
}

void CallArgumentsTest::digitsForACharacterPointerAreText()
{
    QCOMPARE(bytesText(*planned(pointerTo(charType, true), "123")), std::string("123\0", 4));
    QCOMPARE(passedBits(planned(pointerTo(charType, true), "0x7f00")->value), 0x7f00u);
}

void CallArgumentsTest::addressesAndNullArePointers()
{
    const CType pointer = pointerTo(voidType);
    QCOMPARE(planned(pointer, "null")->value.type, PassedType::Pointer);
    QCOMPARE(passedBits(planned(pointer, "null")->value), 0u);
    QCOMPARE(passedBits(planned(pointer, "0xdeadbeef")->value), 0xdeadbeefu);
    QVERIFY(!planned(pointer, "-1"));
}

void CallArgumentsTest::listsTakeThePointeesType()
{
    const auto argument = planned(pointerTo(intType), "[1, -2,3]");
    QVERIFY(argument);
    QCOMPARE(argument->view->shape, Shape{3});
    QCOMPARE(argument->view->dtype.name(), "int32");
    const std::array<std::int32_t, 3> expected{1, -2, 3};
    QVERIFY(std::memcmp(argument->bytes.data(), expected.data(), sizeof expected) == 0);
    QVERIFY(argument->isOutput);
    QVERIFY(!planned(pointerTo(intType), "[1, x]"));
    QVERIFY(!planned(pointerTo(intType), "[1, 2"));
    QVERIFY(!planned(pointerTo(voidType), "[1]"));
}

void CallArgumentsTest::newArraysAreFilled()
{
    const auto argument = planned(pointerTo(doubleType), "@new:float64:2,3:1.5");
    QVERIFY(argument);
    QCOMPARE(argument->view->shape, (Shape{2, 3}));
    double last = 0;
    std::memcpy(&last, argument->bytes.data() + 40, sizeof last);
    QCOMPARE(last, 1.5);
    QCOMPARE(planned(pointerTo(doubleType), "@new:float64:1000000000000").error().code, ErrorCode::TooLarge);
    QVERIFY(!planned(pointerTo(doubleType), "@new:nonsense:3"));
    QVERIFY(!planned(pointerTo(doubleType), "@new:float64"));
}

void CallArgumentsTest::npyFilesAreRead()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.npy"));
    QProcess python;
    python.start(QStringLiteral(TEST_PYTHON),
                 {QStringLiteral("-c"),
                  QStringLiteral("import numpy; numpy.save('%1', numpy.arange(6.0).reshape(2, 3))").arg(path)});
    QVERIFY(python.waitForFinished() && python.exitCode() == 0);
    const auto argument = planned(pointerTo(doubleType), "@" + path.toStdString());
    QVERIFY(argument);
    QCOMPARE(argument->view->shape, (Shape{2, 3}));
    double last = 0;
    std::memcpy(&last, argument->bytes.data() + 40, sizeof last);
    QCOMPARE(last, 5.0);
    QCOMPARE(planned(pointerTo(doubleType), "@/nowhere.npy").error().code, ErrorCode::NotFound);
    QVERIFY(!planned(pointerTo(doubleType), "@/etc/passwd"));
}

void CallArgumentsTest::arraysOfAnotherTypeAreRefused()
{
    QCOMPARE(planned(pointerTo(doubleType), "@new:int32:3").error().detail,
             "an array of int32 cannot stand for double *");
    QVERIFY(planned(pointerTo(voidType), "@new:int32:3"));
}

void CallArgumentsTest::complexArraysStandForTheirParts()
{
    QVERIFY(planned(pointerTo(doubleType), "@new:complex128:4,4"));
    QVERIFY(!planned(pointerTo(doubleType), "@new:complex64:4,4"));
}

void CallArgumentsTest::constPointeesAreNoOutputs()
{
    QVERIFY(!planned(pointerTo(doubleType, true), "[1,2]")->isOutput);
}

void CallArgumentsTest::outParameterHasThePointeesSize()
{
    const auto argument = planned(pointerTo(doubleType), "&");
    QCOMPARE(argument->bytes.size(), 8u);
    QVERIFY(argument->isOutput);
    QVERIFY(argument->view->shape.empty());
    QVERIFY(!planned(pointerTo(voidType), "&"));
}

void CallArgumentsTest::namesStandForTheirValues()
{
    QCOMPARE(passedBits(planned(pointerTo(doubleType), "$a")->value), 0x1000u);
    QCOMPARE(passedBits(planned(sizeType, "$a")->value), 0x1000u);
    QCOMPARE(passedBits(planned(pointerTo(doubleType), "alloc:a")->value), 0x1000u);
    QCOMPARE(planned(sizeType, "$b").error().code, ErrorCode::NotFound);
}

void CallArgumentsTest::variadicArgumentsArePromoted()
{
    const NamedValues none = [](const std::string&) -> Result<std::string> {
        return failure({.code = ErrorCode::NotFound});
    };
    QCOMPARE(planVariadicArgument("3", none)->value.type, PassedType::Int32);
    QCOMPARE(planVariadicArgument("-3000000000", none)->value.type, PassedType::Int64);
    QCOMPARE(planVariadicArgument("2.5", none)->value.type, PassedType::Double);
    QCOMPARE(planVariadicArgument("0x10", none)->value.type, PassedType::Pointer);
    QVERIFY(planVariadicArgument("\"text\"", none)->view);
    QVERIFY(!planVariadicArgument("nonsense", none));
}

void CallArgumentsTest::recordsByValueAreUnsupported()
{
    QCOMPARE(planned(scalar(CTypeKind::Record, "struct S", 8), "1").error().code, ErrorCode::Unsupported);
}

void CallArgumentsTest::nonsenseIsSyntax_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "x", "1 2", "0x", "--1", "''", "1e5", "99999999999999999999"})
        QTest::addRow("%s", text) << QString::fromLatin1(text);
}

void CallArgumentsTest::nonsenseIsSyntax()
{
    QFETCH(QString, text);
    QCOMPARE(planned(intType, text.toStdString()).error().code, ErrorCode::Syntax);
}

QTEST_GUILESS_MAIN(CallArgumentsTest)
#include "tst_call_arguments.moc"
