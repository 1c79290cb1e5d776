#include "gui/models/field_tree_model.h"
#include "gui/models/value_rows.h"
#include "gui/models/value_table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace memdelbrot;

class InspectorModelsTest : public QObject {
    Q_OBJECT

private slots:
    void bytesAreReadAsEveryTypeInBothOrders();
    void typesThatNeedMoreBytesAreEmpty();
    void textShowsTheSelectionAlone();
    void whatIsTypedBecomesBytes_data();
    void whatIsTypedBecomesBytes();
    void textLongerThanTheSelectionIsRefused();
    void onlyUnlockedValuesCanBeTypedOver();
    void typingSendsWhatWasShownWithIt();
    void fieldsAreATree();
    void changedValuesKeepTheTreesIndexes();
    void anotherShapeIsReset();

private:
    static std::vector<std::byte> bytes(const char* text)
    {
        return {reinterpret_cast<const std::byte*>(text), reinterpret_cast<const std::byte*>(text) + strlen(text)};
    }
    static QString value(const std::vector<ValueRow>& rows, const QString& label, bool isBig = false)
    {
        for (const ValueRow& row : rows) {
            if (row.label == label)
                return isBig ? row.big : row.little;
        }
        return QStringLiteral("no such row");
    }
};

void InspectorModelsTest::bytesAreReadAsEveryTypeInBothOrders()
{
    const auto rows = valueRows(bytes("EVILEVIL"), 4);
    QCOMPARE(value(rows, QStringLiteral("uint8")), QStringLiteral("69"));
    QCOMPARE(value(rows, QStringLiteral("uint32")), QStringLiteral("1279874629"));
    QCOMPARE(value(rows, QStringLiteral("uint32"), true), QStringLiteral("1163282764"));
    QCOMPARE(value(rows, QStringLiteral("int16"), true), QStringLiteral("17750"));
    QVERIFY(value(rows, QStringLiteral("uint8"), true).isEmpty());   // one byte has no order
    for (const Dtype& dtype : scalarDtypes())
        QVERIFY(value(rows, QString::fromStdString(dtype.name())) != QStringLiteral("no such row"));
}

void InspectorModelsTest::typesThatNeedMoreBytesAreEmpty()
{
    const auto rows = valueRows(bytes("abc"), 3);
    QVERIFY(!value(rows, QStringLiteral("int16")).isEmpty());
    QVERIFY(value(rows, QStringLiteral("int32")).isEmpty());
}

void InspectorModelsTest::textShowsTheSelectionAlone()
{
    const auto rows = valueRows(bytes("h\xc3\xa9llo world, and more of it"), 6);
    QCOMPARE(value(rows, QStringLiteral("UTF-8")), QStringLiteral("héllo"));
    QCOMPARE(value(rows, QStringLiteral("Latin-1")), QStringLiteral("hÃ©llo"));
    QCOMPARE(
        value(valueRows({std::byte{'a'}, std::byte{0}, std::byte{'b'}, std::byte{0}}, 4), QStringLiteral("UTF-16")),
        QStringLiteral("ab"));
    QCOMPARE(value(valueRows({std::byte{0}, std::byte{'\n'}}, 2), QStringLiteral("Latin-1")), QStringLiteral("␀␊"));
}

void InspectorModelsTest::whatIsTypedBecomesBytes_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<bool>("isBig");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::addRow("little") << QStringLiteral("uint16") << false << QStringLiteral("258") << QByteArray("\2\1");
    QTest::addRow("big") << QStringLiteral("uint16") << true << QStringLiteral("258") << QByteArray("\1\2");
    QTest::addRow("hex") << QStringLiteral("uint8") << false << QStringLiteral("0x45") << QByteArray("E");
    QTest::addRow("float") << QStringLiteral("float32") << false << QStringLiteral(" 1.0 ")
                           << QByteArray("\0\0\x80\x3f", 4);
    QTest::addRow("text") << QStringLiteral("UTF-8") << false << QStringLiteral("é") << QByteArray("\xc3\xa9");
    QTest::addRow("wide text") << QStringLiteral("UTF-16") << true << QStringLiteral("a") << QByteArray("\0a", 2);
}

void InspectorModelsTest::whatIsTypedBecomesBytes()
{
    QFETCH(QString, label);
    QFETCH(bool, isBig);
    QFETCH(QString, text);
    QFETCH(QByteArray, expected);
    for (const ValueRow& row : valueRows(bytes("EVILEVIL"), 4)) {
        if (row.label != label)
            continue;
        const auto made = bytesOf(row, isBig, text, 4);
        QVERIFY(made);
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(made->data()), qsizetype(made->size())), expected);
    }
}

void InspectorModelsTest::textLongerThanTheSelectionIsRefused()
{
    const auto rows = valueRows(bytes("EVIL"), 4);
    const auto made = bytesOf(rows.back(), false, QStringLiteral("abc"), 4);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::TooLarge);
}

void InspectorModelsTest::onlyUnlockedValuesCanBeTypedOver()
{
    ValueTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setBytes(bytes("EVIL"), 4);
    const QModelIndex cell = model.index(1, ValueTableModel::LittleColumn);
    QVERIFY(!(cell.flags() & Qt::ItemIsEditable));
    model.setEditable(true);
    QVERIFY(cell.flags() & Qt::ItemIsEditable);
    QVERIFY(!(model.index(1, ValueTableModel::TypeColumn).flags() & Qt::ItemIsEditable));
}

void InspectorModelsTest::typingSendsWhatWasShownWithIt()
{
    ValueTableModel model;
    model.setBytes(bytes("EVIL"), 4);
    QSignalSpy refused(&model, &ValueTableModel::refused);
    std::vector<std::vector<std::byte>> sent;
    connect(&model, &ValueTableModel::edited, &model,
            [&](const auto& shown, const auto& written) { sent = {shown, written}; });
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.row(row).label == QStringLiteral("uint8")) {
            QVERIFY(model.setData(model.index(row, ValueTableModel::LittleColumn), QStringLiteral("72")));
            QVERIFY(!model.setData(model.index(row, ValueTableModel::LittleColumn), QStringLiteral("256")));
        }
    }
    QCOMPARE(sent, (std::vector<std::vector<std::byte>>{bytes("E"), bytes("H")}));
    QCOMPARE(refused.count(), 1);
}

namespace {

std::vector<InspectedField> list(const char* count, const char* first)
{
    InspectedField items{
        .name = "items", .type = "PyObject *[2]", .range = AddressRange::fromSize(Address(0x2000), 16)};
    items.children = {
        {.name = "[0]",
         .type = "int",
         .range = AddressRange::fromSize(Address(0x2000), 8),
         .value = first,
         .pointsTo = Address(0x3000)},
        {.name = "[1]", .type = "int", .range = AddressRange::fromSize(Address(0x2008), 8), .value = "2"}};
    return {{.name = "ob_refcnt",
             .type = "Py_ssize_t",
             .range = AddressRange::fromSize(Address(0x1000), 8),
             .value = count},
            items};
}

}  // namespace

void InspectorModelsTest::fieldsAreATree()
{
    FieldTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setFields(list("1", "7"));
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex items = model.index(1, 0);
    QCOMPARE(model.rowCount(items), 2);
    const QModelIndex first = model.index(0, FieldTreeModel::ValueColumn, items);
    QCOMPARE(first.data().toString(), QStringLiteral("7"));
    QCOMPARE(*model.field(first)->pointsTo, Address(0x3000));
    QCOMPARE(model.index(0, FieldTreeModel::AddressColumn, items).data().toString(), QStringLiteral("0x2000"));
}

void InspectorModelsTest::changedValuesKeepTheTreesIndexes()
{
    FieldTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setFields(list("1", "7"));
    const QPersistentModelIndex first = model.index(0, FieldTreeModel::ValueColumn, model.index(1, 0));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setFields(list("1001", "7"));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.index(0, FieldTreeModel::ValueColumn).data().toString(), QStringLiteral("1001"));
    QVERIFY(first.isValid());
    QCOMPARE(first.data().toString(), QStringLiteral("7"));
}

void InspectorModelsTest::anotherShapeIsReset()
{
    FieldTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setFields(list("1", "7"));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setFields({});
    QCOMPARE(reset.count(), 1);
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(InspectorModelsTest)
#include "tst_inspector_models.moc"
