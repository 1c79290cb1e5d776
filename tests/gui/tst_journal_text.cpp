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

    void aStepIsNamedByWhatWasTyped_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<quint64>("size");
        QTest::addColumn<QString>("text");
        QTest::addRow("text") << QByteArray("EVIL") << quint64{4} << QStringLiteral("“EVIL” at 0x7f00");
        QTest::addRow("few bytes") << QByteArray("\0\xff", 2) << quint64{2} << QStringLiteral("00 ff at 0x7f00");
        QTest::addRow("many bytes") << QByteArray(8, '\0') << quint64{8} << QStringLiteral("8 bytes at 0x7f00");
        QTest::addRow("much text") << QByteArray(64, 'a') << quint64{800} << QStringLiteral("800 bytes at 0x7f00");
    }
    void aStepIsNamedByWhatWasTyped()
    {
        QFETCH(QByteArray, written);
        QFETCH(quint64, size);
        const JournalStep step{.target = TargetId(1),
                               .targetName = "python 3.11",
                               .address = Address(0x7f00),
                               .size = size,
                               .sample = bytes(written)};
        QTEST(stepText(step), "text");
    }

    void whatWasUndoneAndRedoneSaysWhatStandsThereNow()
    {
        JournalEntry entry{
            .target = TargetId(1),
            .targetName = "python 3.11",
            .record = {.address = Address(0x7f00), .before = bytes("EVIL"), .after = bytes("o, w"), .time = {}}};
        QCOMPARE(steppedText(entry, true), QStringLiteral("“EVIL” at 0x7f00 in python 3.11: “o, w” again"));
        std::swap(entry.record.before, entry.record.after);
        QCOMPARE(steppedText(entry, false), QStringLiteral("“EVIL” at 0x7f00 in python 3.11, over “o, w”"));
        entry.record.before = entry.record.after = bytes(QByteArray(800, '\0'));
        QCOMPARE(steppedText(entry, true), QStringLiteral("800 bytes at 0x7f00 in python 3.11"));
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
