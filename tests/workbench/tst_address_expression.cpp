#include "workbench/address_expression.h"

#include <QtTest>

using namespace memdelbrot;

namespace {

const std::vector<std::string> modules{"libc.so.6", "libstdc++.so.6", "libstdc",
                                       "my-lib.so", "7z.so",          "/opt/a b/lib.so"};

// The tree as a text: (+ 1 [2]).
QString drawn(const AddressNode& node)
{
    const auto part = [&](std::size_t index) { return drawn(node.parts[index]); };
    switch (node.kind) {
    case AddressNode::Kind::Number:
        return QString::number(node.number);
    case AddressNode::Kind::Module:
        return QStringLiteral("module<") + QString::fromStdString(node.module) + QLatin1Char('>');
    case AddressNode::Kind::Symbol:
        return QString::fromStdString("symbol<" + node.module + "," + node.name + ">");
    case AddressNode::Kind::Python:
        return QString::fromStdString("py<" + node.name + ">");
    case AddressNode::Kind::Allocation:
        return QString::fromStdString("alloc<" + node.name + ">");
    case AddressNode::Kind::BareName:
        return QString::fromStdString("name<" + node.name + ">");
    case AddressNode::Kind::Dereference:
        return QLatin1Char('[') + part(0) + QLatin1Char(']');
    case AddressNode::Kind::Index: {
        QStringList indexes;
        for (const std::int64_t index : node.indexes)
            indexes.append(QString::number(index));
        return part(0) + QLatin1Char('[') + indexes.join(QLatin1Char(',')) + QLatin1Char(']');
    }
    case AddressNode::Kind::Add:
        return QStringLiteral("(+ ") + part(0) + QLatin1Char(' ') + part(1) + QLatin1Char(')');
    case AddressNode::Kind::Subtract:
        return QStringLiteral("(- ") + part(0) + QLatin1Char(' ') + part(1) + QLatin1Char(')');
    case AddressNode::Kind::Multiply:
        return QStringLiteral("(* ") + part(0) + QLatin1Char(' ') + part(1) + QLatin1Char(')');
    }
    return {};
}

}  // namespace

class AddressExpressionTest : public QObject {
    Q_OBJECT

private slots:
    void isTakenApart_data();
    void isTakenApart();
    void whatDoesNotParseSaysWhere_data();
    void whatDoesNotParseSaysWhere();
    void deepNestingIsRefused();
};

void AddressExpressionTest::isTakenApart_data()
{
    QTest::addColumn<QString>("tree");
    const auto row = [](const char* text, const char* tree) { QTest::addRow("%s", text) << QString::fromLatin1(tree); };
    row("0x1F", "31");
    row("31", "31");
    row("  18446744073709551615 ", "18446744073709551615");
    row("1+2*3-4", "(- (+ 1 (* 2 3)) 4)");
    row("(1+2)*3", "(* (+ 1 2) 3)");
    row("[py:x + 8]", "[(+ py<x> 8)]");
    row("[[0x10]]", "[[16]]");
    row("counts[3]", "name<counts>[3]");
    row("$counts + 8", "(+ alloc<counts> 8)");
    row("alloc:counts[150,200]", "alloc<counts>[150,200]");
    row("$counts [ 3 , -1 ]+4", "(+ alloc<counts>[3,-1] 4)");
    row("[py:x.contents[2]]", "[py<x.contents>[2]]");
    row("libc.so.6:malloc", "symbol<libc.so.6,malloc>");
    row("libc.so.6+0x10", "(+ module<libc.so.6> 16)");
    row("libstdc++.so.6+0x10", "(+ module<libstdc++.so.6> 16)");
    row("libstdc+1", "(+ module<libstdc> 1)");
    row("my-lib.so-1", "(- module<my-lib.so> 1)");
    row("/opt/a b/lib.so:f", "symbol</opt/a b/lib.so,f>");
    row("7z.so:open", "symbol<7z.so,open>");
    row("libnone.so:open", "symbol<libnone.so,open>");
    row("libc.so.60", "name<libc.so.60>");
    row("libc.so.6:memcpy@GLIBC_2.14", "symbol<libc.so.6,memcpy@GLIBC_2.14>");
    row("py:hello.contents", "py<hello.contents>");
    row("alloc:counts + 4*8", "(+ alloc<counts> (* 4 8))");
    row("_start", "name<_start>");
}

void AddressExpressionTest::isTakenApart()
{
    QFETCH(QString, tree);
    const auto node = parseAddressExpression(QTest::currentDataTag(), modules);
    QVERIFY2(node, node ? "" : node.error().detail.c_str());
    QCOMPARE(drawn(*node), tree);
}

void AddressExpressionTest::whatDoesNotParseSaysWhere_data()
{
    QTest::addColumn<int>("column");
    const auto row = [](const char* text, int column) { QTest::addRow("%s", text) << column; };
    row("", 1);
    row("   ", 4);
    row("1 +", 4);
    row("[1", 3);
    row("(1]", 3);
    row("7ffe", 1);
    row("0x", 1);
    row("0xg", 1);
    row("1 2", 3);
    row("py:", 4);
    row("libc.so.6:", 11);
    row("-1", 1);
    row("/opt", 1);
    row("$", 2);
    row("alloc:a[", 9);
    row("alloc:a[1,x]", 11);
    row("alloc:a[1", 10);
    row("alloc:a[9223372036854775808]", 9);
}

void AddressExpressionTest::whatDoesNotParseSaysWhere()
{
    QFETCH(int, column);
    const auto node = parseAddressExpression(QTest::currentDataTag(), modules);
    QVERIFY(!node);
    QCOMPARE(node.error().code, ErrorCode::Syntax);
    const auto detail = QString::fromStdString(node.error().detail);
    QVERIFY2(detail.startsWith(QStringLiteral("column %1: expected ").arg(column)), qPrintable(detail));
}

void AddressExpressionTest::deepNestingIsRefused()
{
    QCOMPARE(parseAddressExpression(std::string(2000, '['), modules).error().code, ErrorCode::Syntax);
    QCOMPARE(parseAddressExpression(std::string(200'000, '('), modules).error().code, ErrorCode::TooLarge);
    QCOMPARE(parseAddressExpression("18446744073709551616", modules).error().code, ErrorCode::TooLarge);
}

QTEST_GUILESS_MAIN(AddressExpressionTest)
#include "tst_address_expression.moc"
