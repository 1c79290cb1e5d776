#include "python/session_messages.h"

#include "memory/buffer_target.h"

#include <QtTest>

using namespace memdelbrot;

class SessionMessagesTest : public QObject {
    Q_OBJECT

private slots:
    void commandsCarryTheirArgumentUnderItsName();
    void aVariableComesWithItsContents();
    void contentsBehindAPointerAreReadFromOutside();
    void contentsBehindAnUnreadablePointerAreLeftOut();
    void nonsenseIsABadMessage_data();
    void nonsenseIsABadMessage();
    void aPokeRequestCarriesAddressAndBytes();
};

void SessionMessagesTest::commandsCarryTheirArgumentUnderItsName()
{
    QCOMPARE(encodeCommand(7, PythonCommand::Run, "x = \"ü\"\n"), R"({"code":"x = \"ü\"\n","do":"run","id":7})");
    QCOMPARE(encodeCommand(8, PythonCommand::Script, "/a.py"), R"({"do":"script","id":8,"path":"/a.py"})");
}

void SessionMessagesTest::aVariableComesWithItsContents()
{
    const auto message =
        decodeMessage(R"({"id": 3, "variables": [{"name": "hello", "type": "bytes", "address": "0x7f00",
        "size": "46", "type_at": "0x9000", "references": "1", "repr": "b'Hello'", "contents": {"begin": "0x7f20", "size": "13", "dtype": "uint8", "shape": [13]}}]})");
    const auto& answer = std::get<AnswerMessage>(message.value());
    QCOMPARE(answer.id, 3u);
    const PythonVariable& hello = answer.variables.at(0);
    QCOMPARE(hello.address, Address(0x7f00));
    QCOMPARE(hello.size, 46u);
    QCOMPARE(*hello.contents, AddressRange::fromSize(Address(0x7f20), 13));
    QCOMPARE(hello.shape, (std::vector<std::uint64_t>{13}));
}

namespace {

AnswerMessage listAnswer()
{
    const auto message =
        decodeMessage(R"({"id": 3, "variable": {"name": "l", "type": "list", "address": "0x1000", "size": "72",
        "type_at": "0x9000", "references": "1", "repr": "[1, 2]", "contents": {"pointer_at": "0x1018", "size": "16", "dtype": "pointer", "shape": [2]}}})");
    return std::get<AnswerMessage>(message.value());
}

}  // namespace

void SessionMessagesTest::contentsBehindAPointerAreReadFromOutside()
{
    std::vector<std::byte> bytes(0x20);
    bytes[0x19] = std::byte{0x50};
    AnswerMessage answer = listAnswer();
    completeContents(answer, BufferTarget("list", Address(0x1000), bytes));
    QCOMPARE(*answer.variables.at(0).contents, AddressRange::fromSize(Address(0x5000), 16));
}

void SessionMessagesTest::contentsBehindAnUnreadablePointerAreLeftOut()
{
    AnswerMessage answer = listAnswer();
    completeContents(answer, BufferTarget("elsewhere", Address(0x9000), std::vector<std::byte>(8)));
    QVERIFY(!answer.variables.at(0).contents);
}

void SessionMessagesTest::nonsenseIsABadMessage_data()
{
    QTest::addColumn<QString>("message");
    QTest::addRow("empty") << QString();
    QTest::addRow("no object") << QStringLiteral("[1, 2]");
    QTest::addRow("cut") << QStringLiteral("{\"id\": 3");
    QTest::addRow("unknown event") << QStringLiteral("{\"event\": \"party\"}");
    QTest::addRow("variable without address") << QStringLiteral("{\"id\": 1, \"variables\": [{\"name\": \"x\"}]}");
    QTest::addRow("negative size") << QStringLiteral(
        "{\"id\": 1, \"variables\": [{\"address\": \"0x1\", \"size\": \"-1\", \"references\": \"1\"}]}");
}

void SessionMessagesTest::nonsenseIsABadMessage()
{
    QFETCH(QString, message);
    const auto decoded = decodeMessage(message.toStdString());
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().code, ErrorCode::BadMessage);
    QCOMPARE(decodeRequest(message.toStdString()).error().code, ErrorCode::BadMessage);
    QCOMPARE(decodeHello(message.toStdString()).error().code, ErrorCode::BadMessage);
}

void SessionMessagesTest::aPokeRequestCarriesAddressAndBytes()
{
    const auto request = decodeRequest(R"({"id": 4, "ask": "poke", "address": "0x7f24", "bytes": "4556494c"})");
    const auto& question = std::get<PokeQuestion>(request.value());
    QCOMPARE(question.id, 4u);
    QCOMPARE(question.poke.address, Address(0x7f24));
    QCOMPARE(question.poke.bytes.size(), 4u);
    QCOMPARE(decodeRequest(R"({"id": 4, "ask": "poke", "address": "0x7f24", "bytes": "4"})").error().code,
             ErrorCode::BadMessage);
}

QTEST_GUILESS_MAIN(SessionMessagesTest)
#include "tst_session_messages.moc"
