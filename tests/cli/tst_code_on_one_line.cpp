#include "cli/code_on_one_line.h"

#include <QtTest>

using namespace memdelbrot;

class CodeOnOneLineTest : public QObject {
    Q_OBJECT

private slots:
    void linesBecomeSpaces();
    void aCommentUpToALinesEndEndsByItself();
    void aBlockCommentStaysOne();
    void slashesInALiteralAreNoComment();
    void directivesHaveNoOneLine();
};

void CodeOnOneLineTest::linesBecomeSpaces()
{
    QCOMPARE(codeOnOneLine("struct T {\n    int a;\n\n};\n"), std::string("struct T { int a; };"));
    QCOMPARE(codeOnOneLine(""), std::string());
}

void CodeOnOneLineTest::aCommentUpToALinesEndEndsByItself()
{
    QCOMPARE(codeOnOneLine("struct T {\n    int a; // more\n};"), std::string("struct T { int a; /* more */ };"));
    QCOMPARE(codeOnOneLine("int a; // odd */ one\nint b;"), std::string("int a; /* odd * / one */ int b;"));
}

void CodeOnOneLineTest::aBlockCommentStaysOne()
{
    QCOMPARE(codeOnOneLine("int a; /* of // two\n   # lines */ int b;"),
             std::string("int a; /* of // two # lines */ int b;"));
}

void CodeOnOneLineTest::slashesInALiteralAreNoComment()
{
    QCOMPARE(codeOnOneLine("char a[sizeof \"\\\"//\"];\nint b;"), std::string("char a[sizeof \"\\\"//\"]; int b;"));
}

void CodeOnOneLineTest::directivesHaveNoOneLine()
{
    QCOMPARE(codeOnOneLine("#include <stdint.h>\nstruct T { int a; };"), std::string());
}

QTEST_APPLESS_MAIN(CodeOnOneLineTest)
#include "tst_code_on_one_line.moc"
