#include "gui/shell/palettes.h"
#include "gui/shell/settings.h"
#include "gui/shell/theme.h"
#include "gui/widgets/hex_colours.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace memdelbrot;

namespace {

// WCAG 2.1, "relative luminance" and "contrast ratio".
double luminance(const QColor& colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& left, const QColor& right)
{
    const double a = luminance(left);
    const double b = luminance(right);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace

class TestSettings final : public QObject {
    Q_OBJECT

private slots:
    void anUnsetValueIsItsDefault()
    {
        const QTemporaryDir folder;
        const Settings settings(folder.filePath(QStringLiteral("s.ini")));
        QCOMPARE(settings.text(Setting::Theme), QStringLiteral("system"));
        QVERIFY(!settings.isOn(Setting::StoryDismissed));
        QVERIFY(settings.bytes(Setting::WindowState).isEmpty());
    }

    void aValueIsThereInTheNextRun()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("s.ini"));
        Settings(file).setValue(Setting::Theme, QStringLiteral("dark"));
        Settings next(file);
        QCOMPARE(next.text(Setting::Theme), QStringLiteral("dark"));
        next.reset(Setting::Theme);
        QCOMPARE(Settings(file).text(Setting::Theme), QStringLiteral("system"));
    }

    void nonsenseInTheFileIsReadAsTheDefault()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("s.ini"));
        QSettings(file, QSettings::IniFormat)
            .setValue(QStringLiteral("window/lastDesktopDark"), QStringList{QStringLiteral("a"), QStringLiteral("b")});
        QVERIFY(!Settings(file).isOn(Setting::LastDesktopDark));
    }

    void theChosenThemeIsAppliedAndRemembered()
    {
        const QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("s.ini")));
        Theme theme(settings);
        const QSignalSpy changes(&theme, &Theme::choiceChanged);
        theme.choose(Theme::Choice::Dark);
        QVERIFY(isDark(QApplication::palette()));
        QCOMPARE(settings.text(Setting::Theme), QStringLiteral("dark"));
        theme.overrideChoice(Theme::Choice::Light);
        QVERIFY(!isDark(QApplication::palette()));
        QCOMPARE(settings.text(Setting::Theme), QStringLiteral("dark"));
        QCOMPARE(changes.count(), 2);
    }

    void everyColourCanBeReadOnItsGround_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addRow("light") << false;
        QTest::addRow("dark") << true;
    }
    void everyColourCanBeReadOnItsGround()
    {
        QFETCH(bool, dark);
        const QPalette palette = dark ? darkPalette() : lightPalette();
        const QColor ground = palette.color(QPalette::Base);
        QVERIFY(contrast(palette.color(QPalette::Text), ground) >= 7);
        QVERIFY(contrast(palette.color(QPalette::WindowText), palette.color(QPalette::Window)) >= 7);
        QVERIFY(contrast(palette.color(QPalette::ButtonText), palette.color(QPalette::Button)) >= 7);
        QVERIFY(contrast(palette.color(QPalette::PlaceholderText), ground) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4);
        for (int i = 0; i < 8; ++i)
            QVERIFY2(contrast(targetColour(i, palette), ground) >= 4.5, qPrintable(QString::number(i)));
        for (const QColor& colour :
             {errorColour(palette), warningColour(palette), goodColour(palette), palette.color(QPalette::Link)})
            QVERIFY2(contrast(colour, ground) >= 4.5, qPrintable(colour.name()));
    }

    void edgesAndZeroBytesCanBeSeen_data() { everyColourCanBeReadOnItsGround_data(); }
    void edgesAndZeroBytesCanBeSeen()
    {
        QFETCH(bool, dark);
        const QPalette palette = dark ? darkPalette() : lightPalette();
        QVERIFY(contrast(edgeColour(palette), palette.color(QPalette::Base)) >= 3);
        QVERIFY(contrast(edgeColour(palette), palette.color(QPalette::Window)) >= 3);
        const HexColours colours(palette);
        const QColor zero = colours.inks[static_cast<std::size_t>(HexInk::Zero)];
        for (const QColor& ground : {colours.ground, colours.currentRow, colours.array})
            QVERIFY2(contrast(zero, ground) >= 3, qPrintable(ground.name()));
    }
};

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
