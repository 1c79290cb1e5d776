#include "decode/array_view.h"

#include <QtTest>

using namespace memdelbrot;

class ArrayViewTest : public QObject {
    Q_OBJECT

private slots:
    void shapesAreReadInEverySpelling();
    void brokenShapesAreRefused();
    void shapesThatNothingHoldsAreTooLarge();
    void aShapeIsShownAndReadBack();
    void stridesStepOverTheInnerAxes();
    void aViewsSizeIsThatOfItsElements();
};

void ArrayViewTest::shapesAreReadInEverySpelling()
{
    for (const char* text : {"10,20", "(10, 20)", " 10 x 20 ", "10,20,", "( 10 ,20, )"})
        QCOMPARE(parseShape(text).value(), (Shape{10, 20}));
    QCOMPARE(parseShape("7").value(), Shape{7});
    QCOMPARE(parseShape("(7,)").value(), Shape{7});
    QCOMPARE(parseShape("()").value(), Shape{});
    QCOMPARE(parseShape("0,5").value(), (Shape{0, 5}));
}

void ArrayViewTest::brokenShapesAreRefused()
{
    for (const char* text : {"", " ", ",", "1,,2", "-1", "1 2", "1x", "a", "(1", "1)", "1.5", "0x10"}) {
        const auto shape = parseShape(text);
        QVERIFY2(!shape, text);
        QCOMPARE(shape.error().code, ErrorCode::Syntax);
    }
}

void ArrayViewTest::shapesThatNothingHoldsAreTooLarge()
{
    std::string axes = "1";
    for (int i = 0; i < 70; ++i)
        axes += ",1";
    for (const std::string& text : {std::string("1099511627777"), std::string("1048576,1048577"),
                                    std::string("99999999999999999999"), std::string("0,18446744073709551615"), axes}) {
        QCOMPARE(parseShape(text).error().code, ErrorCode::TooLarge);
    }
    QVERIFY(parseShape("1048576,1048576"));
}

void ArrayViewTest::aShapeIsShownAndReadBack()
{
    QCOMPARE(shapeText({10, 20}), "10 x 20");
    QCOMPARE(shapeText({}), "()");
    for (const Shape& shape : {Shape{10, 20, 3}, Shape{5}, Shape{}})
        QCOMPARE(parseShape(shapeText(shape)).value(), shape);
}

void ArrayViewTest::stridesStepOverTheInnerAxes()
{
    QCOMPARE(cOrderStrides({2, 3, 4}, 8), (Strides{96, 32, 8}));
    QCOMPARE(fortranOrderStrides({2, 3, 4}, 8), (Strides{8, 16, 48}));
    QVERIFY(cOrderStrides({}, 8).empty());
}

void ArrayViewTest::aViewsSizeIsThatOfItsElements()
{
    const ArrayView view{Dtype::parse("float64").value(), {10, 10}, {}};
    QCOMPARE(view.byteSize(), 800u);
    QCOMPARE((ArrayView{Dtype::parse("uint8").value(), {}, {}}).byteSize(), 1u);
    QCOMPARE((ArrayView{Dtype::parse("uint8").value(), {3, 0}, {}}).byteSize(), 0u);
}

QTEST_GUILESS_MAIN(ArrayViewTest)
#include "tst_array_view.moc"
