// Records from the debugging information of a built library, against what its compiler laid out.
#include "real_parser.h"

#include <QFile>
#include <QTemporaryFile>
#include <QtTest>

#include <random>

using namespace memdelbrot;
using namespace memdelbrot::testing;

class ParserDwarfTest : public QObject {
    Q_OBJECT

private slots:
    void dwarfHasTheFieldsWhereTheCompilerPutThem();
    void dwarfNamesAreFoundAsTheyAreWritten_data();
    void dwarfNamesAreFoundAsTheyAreWritten();
    void dwarfBasesAreFieldsAndStaticMembersAreNot();
    void damagedDwarfIsAnErrorAtMost();
    void dwarfThatIsNotThereIsSaid_data();
    void dwarfThatIsNotThereIsSaid();
};

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

void ParserDwarfTest::dwarfHasTheFieldsWhereTheCompilerPutThem()
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

void ParserDwarfTest::dwarfNamesAreFoundAsTheyAreWritten_data()
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

void ParserDwarfTest::dwarfNamesAreFoundAsTheyAreWritten()
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

void ParserDwarfTest::dwarfBasesAreFieldsAndStaticMembersAreNot()
{
    const auto circle = parseDwarf(records, "shapes::Circle", options());
    QCOMPARE(fieldsText(circle->records.front()), "0 Base: struct Base; 12 radius: float");
    const auto tagged = parseDwarf(records, "shapes::Tagged", options());
    QCOMPARE(fieldsText(tagged->records.front()), "0 kind: enum Kind; 2 isOpen: bool; 8 draw: void (*)()");
    QVERIFY(tagged->records.front().fields[0].type.isSigned);
}

void ParserDwarfTest::damagedDwarfIsAnErrorAtMost()
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

void ParserDwarfTest::dwarfThatIsNotThereIsSaid_data()
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

void ParserDwarfTest::dwarfThatIsNotThereIsSaid()
{
    QFETCH(QString, file);
    QFETCH(QString, name);
    QFETCH(QString, words);
    const auto parsed = parseDwarf(file.toStdString(), name.toStdString(), options());
    QVERIFY(parsed);
    QVERIFY(parsed->records.empty());
    QVERIFY2(QString::fromStdString(firstError(*parsed)).contains(words), firstError(*parsed).c_str());
}

QTEST_GUILESS_MAIN(ParserDwarfTest)
#include "tst_parser_dwarf.moc"
