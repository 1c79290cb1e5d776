#include "fractal/palette.h"

#include <QTest>

using namespace memdelbrot;

class TestPalette : public QObject {
    Q_OBJECT

private slots:
    void viridisIsMatplotlibs();
    void everyPaletteThatIsListedLoads();
    void anUnknownNameListsThoseThereAre();
    void textThatIsNoPaletteIsRefused_data();
    void textThatIsNoPaletteIsRefused();
};

void TestPalette::viridisIsMatplotlibs()
{
    const auto viridis = Palette::load("viridis");
    QVERIFY(viridis);
    // matplotlib.cm.viridis(i, bytes=True), version 3.6.3
    QCOMPARE(viridis->colours()[0], qRgb(68, 1, 84));
    QCOMPARE(viridis->colours()[128], qRgb(32, 144, 140));
    QCOMPARE(viridis->colours()[255], qRgb(253, 231, 36));
}

void TestPalette::everyPaletteThatIsListedLoads()
{
    const std::vector<std::string> names = paletteNames();
    QCOMPARE(names, (std::vector<std::string>{"dusk", "inferno", "magma", "plasma", "viridis"}));
    for (const std::string& name : names) {
        const auto palette = Palette::load(name);
        QVERIFY(palette);
        QCOMPARE(palette->name(), name);
    }
}

void TestPalette::anUnknownNameListsThoseThereAre()
{
    for (const char* name : {"jet", "../palettes/viridis", ""}) {
        const auto palette = Palette::load(name);
        QVERIFY(!palette);
        QCOMPARE(palette.error().code, ErrorCode::NotFound);
        QCOMPARE(palette.error().detail, std::string("there are: dusk, inferno, magma, plasma, viridis"));
    }
}

void TestPalette::textThatIsNoPaletteIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("empty") << QString();
    QTest::addRow("too few") << QStringLiteral("000000 ffffff");
    QTest::addRow("too many") << QStringLiteral("000000 ").repeated(257);
    QTest::addRow("no colour") << QStringLiteral("000000 ").repeated(255) + QStringLiteral("00000g");
    QTest::addRow("too long a colour") << QStringLiteral("000000 ").repeated(255) + QStringLiteral("0000000");
}

void TestPalette::textThatIsNoPaletteIsRefused()
{
    QFETCH(QString, text);
    const auto palette = Palette::parse("mine", text.toStdString());
    QVERIFY(!palette);
    QCOMPARE(palette.error().code, ErrorCode::Syntax);
}

QTEST_GUILESS_MAIN(TestPalette)
#include "tst_palette.moc"
