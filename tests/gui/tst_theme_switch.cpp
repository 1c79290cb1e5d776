// The colours of a window whose theme was switched, against those of one that was made in that theme.
#include "support/window_fixture.h"

#include "gui/panels/crash_panel.h"
#include "gui/widgets/code_editor.h"
#include "gui/widgets/elided_label.h"
#include "gui/widgets/fractal_view.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QTreeView>

using namespace memdelbrot;

namespace {

// Where a widget stands in its window, by names where it has some.
QString pathOf(const QWidget& widget)
{
    QStringList names;
    for (const QWidget* at = &widget; at && !at->isWindow(); at = at->parentWidget())
        names.prepend(at->objectName().isEmpty() ? QString::fromLatin1(at->metaObject()->className())
                                                 : at->objectName());
    return names.join(QLatin1Char('/'));
}

QString writtenIn(const QWidget& widget)
{
    if (const auto* const box = qobject_cast<const QComboBox*>(&widget))
        return box->currentText();
    for (const char* property : {"text", "plainText", "title"}) {
        if (const QVariant text = widget.property(property); text.isValid())
            return text.toString();
    }
    return {};
}

QStringList inksOf(const QPlainTextEdit& page)
{
    QStringList inks;
    for (QTextBlock block = page.document()->begin(); block.isValid(); block = block.next()) {
        for (auto piece = block.begin(); !piece.atEnd(); ++piece)
            inks.append(piece.fragment().charFormat().foreground().color().name());
    }
    return inks;
}

QStringList inksOf(const QAbstractItemModel& model)
{
    QStringList inks;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QVariant ink = model.index(row, column).data(Qt::ForegroundRole);
            if (ink.isValid())
                inks.append(ink.value<QBrush>().color().name());
        }
    }
    return inks;
}

// What a widget is coloured with, whatever is written in it.
QString coloursOf(const QWidget& widget)
{
    QStringList colours;
    for (int role = 0; role < QPalette::NColorRoles; ++role)
        colours.append(widget.palette().color(QPalette::Active, static_cast<QPalette::ColorRole>(role)).name());
    if (const auto* const view = qobject_cast<const QAbstractItemView*>(&widget); view && view->model())
        colours.append(inksOf(*view->model()));
    return colours.join(QLatin1Char(' '));
}

// Leaves that show a text and little else: alike where the text is the same.
bool isPlainPicture(const QWidget& widget)
{
    return qobject_cast<const QLabel*>(&widget) || qobject_cast<const ElidedLabel*>(&widget)
        || qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QComboBox*>(&widget);
}

struct Look {
    QMap<QString, QString> colours;
    QMap<QString, QImage> pictures;   // by path and text
};

Look lookOf(MainWindow& window)
{
    Look look;
    for (QWidget* const widget : window.findChildren<QWidget*>()) {
        const QString path = pathOf(*widget);
        look.colours[path] = coloursOf(*widget);
        if (const auto* const page = qobject_cast<const QPlainTextEdit*>(widget))
            look.colours[path + QLatin1String(": ") + page->toPlainText()] = inksOf(*page).join(QLatin1Char(' '));
        if (isPlainPicture(*widget) && widget->isVisible())
            look.pictures[path + QLatin1String(": ") + writtenIn(*widget)] = widget->grab().toImage();
    }
    return look;
}

bool isOther(const QString& now, const QString& wanted)
{
    return now != wanted;
}

// Layouts may have given them other sizes.
bool isOther(const QImage& now, const QImage& wanted)
{
    return now.size() == wanted.size() && now != wanted;
}

// Names what is in both and differs.
template <typename Value>
QStringList differing(const QMap<QString, Value>& now, const QMap<QString, Value>& wanted)
{
    QStringList names;
    for (auto entry = wanted.begin(); entry != wanted.end(); ++entry) {
        if (now.contains(entry.key()) && isOther(now[entry.key()], entry.value()))
            names.append(entry.key());
    }
    return names;
}

}  // namespace

class ThemeSwitchTest : public QObject {
    Q_OBJECT

private slots:
    void everyPanelLooksAsIfItWereMadeInTheNewTheme_data() { addThemes(); }
    void everyPanelLooksAsIfItWereMadeInTheNewTheme();
    void whatWasSaidBeforeTakesTheNewThemesColours_data() { addThemes(); }
    void whatWasSaidBeforeTakesTheNewThemesColours();

private:
    static void addThemes();
};

void ThemeSwitchTest::addThemes()
{
    QTest::addColumn<Theme::Choice>("before");
    QTest::addColumn<Theme::Choice>("after");
    QTest::newRow("to dark") << Theme::Choice::Light << Theme::Choice::Dark;
    QTest::newRow("to light") << Theme::Choice::Dark << Theme::Choice::Light;
}

namespace {

// Qt tells the windows of it by an event.
void switchTo(WindowFixture& fixture, Theme::Choice theme)
{
    fixture.theme().overrideChoice(theme);
    QTRY_COMPARE(fixture.window().palette().color(QPalette::Window), QApplication::palette().color(QPalette::Window));
}

// The panels at rest; without what no two moments have in common: the program's own memory, and the
// time that a picture took.
void takePanels(WindowFixture& fixture, QMap<QString, QImage>& panels)
{
    fixture.makePanels();
    fixture.window().findChild<PanelDockWidget*>(QStringLiteral("callsDock"))->raise();
    QTRY_VERIFY(fixture.find<QTreeView>("exportTable")->model()->rowCount() > 0);
    fixture.click("notebookButton");   // there are margins beside its picture
    QTRY_VERIFY(fixture.find("openCountsButton")->isEnabled());
    const auto* const picture = fixture.find<FractalView>("fractalView");
    QTRY_VERIFY(picture->image().pixelColor(picture->image().rect().center()).alpha() > 0);   // scaled for the view
    for (const char* hidden : {"hexView", "memoryFooter", "timesLabel", "regionTable", "valuePage"})
        fixture.find(hidden)->hide();
    for (PanelDockWidget* const dock : fixture.window().findChildren<PanelDockWidget*>()) {
        dock->raise();
        panels[dock->objectName()] = dock->panel()->grab().toImage();
    }
}

// Everything that is worded in a colour of its own: a crash, an address that is none, a build, a search, a failure.
void sayMuch(WindowFixture& fixture)
{
    QVERIFY(fixture.doStep("crashCall"));
    QVERIFY(fixture.doStep("compileKernel"));
    emit fixture.navigator().outputWritten(QStringLiteral("puts"), QStringLiteral("hello from C"), false);
    emit fixture.navigator().outputWritten(QStringLiteral("puts"), QStringLiteral("wrong"), true);
    auto* const address = fixture.find<QLineEdit>("addressBar");
    address->setText(QStringLiteral("nonsense:"));
    QTest::keyClick(address, Qt::Key_Return);
    QTRY_VERIFY(fixture.find<ElidedLabel>("addressWhere")->text().contains(QStringLiteral("nonsense")));
    fixture.find<QLineEdit>("searchQuery")->setText({});
    fixture.click("searchButton");
    QTRY_VERIFY(fixture.find<QLabel>("searchSummary")->text().startsWith(QStringLiteral("cannot")));
}

}  // namespace

void ThemeSwitchTest::everyPanelLooksAsIfItWereMadeInTheNewTheme()
{
    QFETCH(Theme::Choice, before);
    QFETCH(Theme::Choice, after);
    WindowFixture fixture;
    fixture.theme().overrideChoice(before);
    fixture.reopen();
    QMap<QString, QImage> switched;
    takePanels(fixture, switched);
    switchTo(fixture, after);
    takePanels(fixture, switched);
    fixture.reopen();
    QMap<QString, QImage> made;
    takePanels(fixture, made);
    QCOMPARE(differing(switched, made).join(QLatin1String("; ")), QString());
}

void ThemeSwitchTest::whatWasSaidBeforeTakesTheNewThemesColours()
{
    QFETCH(Theme::Choice, before);
    QFETCH(Theme::Choice, after);
    WindowFixture fixture;
    fixture.theme().overrideChoice(before);
    fixture.reopen();
    fixture.makePanels();
    sayMuch(fixture);
    switchTo(fixture, after);
    const Look switched = lookOf(fixture.window());
    fixture.reopen();
    fixture.makePanels();
    sayMuch(fixture);
    const Look made = lookOf(fixture.window());
    QCOMPARE(differing(switched.colours, made.colours).join(QLatin1String("; ")), QString());
    QCOMPARE(differing(switched.pictures, made.pictures).join(QLatin1String("; ")), QString());
}

QTEST_MAIN(ThemeSwitchTest)
#include "tst_theme_switch.moc"
