#include "gui/models/journal_text.h"
#include "gui/models/target_text.h"

#include <QtTest>

using namespace memdelbrot;

namespace {

std::vector<std::byte> bytes(const QByteArray& text)
{
    const auto* const begin = reinterpret_cast<const std::byte*>(text.constData());
    return {begin, begin + text.size()};
}

}  // namespace

class TestJournalText final : public QObject {
    Q_OBJECT

private slots:
    void printableBytesAreShownAsTextToo()
    {
        QCOMPARE(bytesText(bytes("EVIL")), QStringLiteral("45 56 49 4c “EVIL”"));
        QCOMPARE(bytesText(bytes(QByteArray("\0x", 2))), QStringLiteral("00 78"));
        QCOMPARE(bytesText({}), QString());
    }

    void longBytesAreCut()
    {
        const QString text = bytesText(bytes(QByteArray(100, 'a')));
        QVERIFY(text.endsWith(QStringLiteral("61 …")));
        QVERIFY(text.size() < 60);
    }

    void aChangeSaysWhatAndWhere()
    {
        const JournalEntry entry{
            .target = TargetId(1),
            .targetName = "python 3.11",
            .record = {.address = Address(0x7f00), .before = bytes("o, w"), .after = bytes("EVIL"), .time = {}}};
        QCOMPARE(changeText(entry),
                 QStringLiteral("4 bytes at 0x7f00 in python 3.11: 6f 2c 20 77 “o, w” became 45 56 49 4c “EVIL”"));
    }

    void whatIsNoLongerKeptIsSaid()
    {
        QCOMPARE(droppedText(0), QString());
        QVERIFY(droppedText(1).startsWith(QStringLiteral("The oldest change is")));
        QVERIFY(droppedText(12).startsWith(QStringLiteral("The 12 oldest changes are")));
    }

    void sizesAreExactBelowTenKibibytes_data()
    {
        QTest::addColumn<quint64>("size");
        QTest::addColumn<QString>("text");
        QTest::addRow("one") << quint64{1} << QStringLiteral("1 byte");
        QTest::addRow("exact") << quint64{10'239} << QStringLiteral("10239 bytes");
        QTest::addRow("KiB") << quint64{10'240} << QStringLiteral("10.0 KiB");
        QTest::addRow("all") << ~quint64{0} << QStringLiteral("16.0 EiB");
    }
    void sizesAreExactBelowTenKibibytes()
    {
        QFETCH(quint64, size);
        QTEST(sizeText(size), "text");
    }
};

QTEST_GUILESS_MAIN(TestJournalText)
#include "tst_journal_text.moc"
