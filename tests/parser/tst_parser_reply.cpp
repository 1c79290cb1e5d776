#include "parser/protocol/byte_stream.h"
#include "parser/protocol/frame.h"
#include "parser/protocol/reply.h"
#include "parser/protocol/request.h"

#include <QtTest>

using namespace memdelbrot;
using namespace memdelbrot::parser;

class ParserReplyTest : public QObject {
    Q_OBJECT

private slots:
    void replyComesBackFromItsBytes();
    void requestComesBackFromItsBytes();
    void everyTruncationIsABadMessage();
    void trailingBytesAreABadMessage();
    void nodeThatNamesALaterOneIsRefused();
    void nodeOfTheWrongKindIsRefused();
    void nestingTooDeepIsRefused();
    void fieldOutsideItsRecordIsRefused();
    void arraySmallerThanItsElementsIsRefused();
    void declarationsBesideAnErrorAreRefused();
    void hugeCountsDoNotAllocate();
    void framesOfAnotherProtocolAreRefused();
};

namespace {

Reply goodReply()
{
    Reply reply;
    reply.nodes.push_back(
        TypeNode{.kind = CTypeKind::SignedInteger, .flags = signedFlag, .spelling = "int", .size = 4, .alignment = 4});
    reply.nodes.push_back(
        TypeNode{.kind = CTypeKind::Array, .spelling = "int[3]", .size = 12, .alignment = 4, .target = 0, .count = 3});
    reply.nodes.push_back(RecordNode{
        .name = "struct S", .size = 16, .alignment = 4, .fields = {{"a", 0, 0, noWidth}, {"b", 1, 32, noWidth}}});
    reply.records = {2};
    reply.functions.push_back(
        {.name = "f", .result = 0, .declaration = "int f(int a)", .header = "h.h", .parameters = {{"a", 0}}});
    reply.diagnostics.push_back({.line = 1, .column = 2, .message = "a warning"});
    reply.suggestion = "mended";
    return reply;
}

bool isRefused(const Reply& reply)
{
    const auto decoded = decodedReply(encoded(reply));
    return !decoded && decoded.error().code == ErrorCode::BadMessage;
}

}  // namespace

void ParserReplyTest::replyComesBackFromItsBytes()
{
    const auto bytes = encoded(goodReply());
    const auto reply = decodedReply(bytes);
    QVERIFY(reply);
    QCOMPARE(reply->functions[0].declaration, "int f(int a)");
    QCOMPARE(reply->suggestion, "mended");
    QCOMPARE(encoded(*reply), bytes);
}

void ParserReplyTest::requestComesBackFromItsBytes()
{
    const Request request{Question::Headers, Language::Cpp, 1u << 30, 10, "math.h"};
    const auto decoded = decodedRequest(encoded(request));
    QVERIFY(decoded);
    QCOMPARE(encoded(*decoded), encoded(request));
}

void ParserReplyTest::everyTruncationIsABadMessage()
{
    const auto bytes = encoded(goodReply());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        QVERIFY(!decodedReply(std::span(bytes).first(size)));
}

void ParserReplyTest::trailingBytesAreABadMessage()
{
    auto bytes = encoded(goodReply());
    bytes.push_back(std::byte{0});
    QCOMPARE(decodedReply(bytes).error().code, ErrorCode::BadMessage);
}

void ParserReplyTest::nodeThatNamesALaterOneIsRefused()
{
    Reply reply = goodReply();
    std::get<TypeNode>(reply.nodes[1]).target = 1;
    QVERIFY(isRefused(reply));
}

void ParserReplyTest::nodeOfTheWrongKindIsRefused()
{
    Reply reply = goodReply();
    reply.records = {0};
    QVERIFY(isRefused(reply));
    reply = goodReply();
    reply.functions[0].result = 2;
    QVERIFY(isRefused(reply));
    reply = goodReply();
    std::get<TypeNode>(reply.nodes[0]).kind = CTypeKind{cTypeKindCount};
    QVERIFY(isRefused(reply));
}

void ParserReplyTest::nestingTooDeepIsRefused()
{
    Reply reply;
    reply.nodes.push_back(TypeNode{.kind = CTypeKind::SignedInteger, .size = 4});
    for (std::uint32_t i = 0; i < 100'000; ++i)
        reply.nodes.push_back(TypeNode{.kind = CTypeKind::Pointer, .size = 8, .target = i});
    QVERIFY(isRefused(reply));
}

void ParserReplyTest::fieldOutsideItsRecordIsRefused()
{
    Reply reply = goodReply();
    std::get<RecordNode>(reply.nodes[2]).fields[1].bitOffset = 40;
    QVERIFY(isRefused(reply));
    std::get<RecordNode>(reply.nodes[2]).fields[1].bitOffset = ~std::uint64_t{0} - 3;
    QVERIFY(isRefused(reply));
}

void ParserReplyTest::arraySmallerThanItsElementsIsRefused()
{
    Reply reply = goodReply();
    std::get<TypeNode>(reply.nodes[1]).count = 4;
    QVERIFY(isRefused(reply));
}

void ParserReplyTest::declarationsBesideAnErrorAreRefused()
{
    Reply reply = goodReply();
    reply.diagnostics[0].isError = true;
    QVERIFY(isRefused(reply));
}

void ParserReplyTest::hugeCountsDoNotAllocate()
{
    ByteWriter writer;
    writer.number32(0xffffffff);
    QCOMPARE(decodedReply(writer.bytes()).error().code, ErrorCode::BadMessage);
}

void ParserReplyTest::framesOfAnotherProtocolAreRefused()
{
    auto frame = framed(FrameKind::Reply, {});
    QVERIFY(payloadSize(frame, FrameKind::Reply));
    QVERIFY(!payloadSize(frame, FrameKind::Request));
    frame[23] = std::byte{1};   // a length of 2^56
    QCOMPARE(payloadSize(frame, FrameKind::Reply).error().code, ErrorCode::TooLarge);
    frame[0] = std::byte{0};
    QCOMPARE(payloadSize(frame, FrameKind::Reply).error().code, ErrorCode::BadMessage);
}

QTEST_GUILESS_MAIN(ParserReplyTest)
#include "tst_parser_reply.moc"
