#include "gui/panels/search_panel.h"
#include "gui/shell/palettes.h"
#include "support/live_process.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QtTest>

using namespace memdelbrot;
using memdelbrot::test::LiveProcess;
using memdelbrot::test::MappedPages;

class SearchPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void bytesAreFoundAndOpened();
    void textIsFound();
    void valueOpensWithItsDtype();
    void textIsLookedForAtFirst();
    void brokenQuerySaysWhy();
    void wordsAmongBytesSayHowToWriteThem();
    void matchesOpenInTheTargetThatWasSearched();
    void aRefusalIsNotTalkedOverByASearchThatStillRuns();
    void cancelledSearchSaysSo();
    void millionsOfMatchesAreListedAsTheyAreFound();
    void expressionsShowHowMuchTheyMatched();
    void aRangeTakesBothItsEnds();
    void onlyTheSelectionIsSearched();
    void onlyTheFieldsOfTheKindAreShown();

private:
    template <typename Widget>
    Widget* find(const char* name) const
    {
        return m_panel->findChild<Widget*>(QLatin1String(name));
    }
    void search(const char* kind, const QString& query);
    [[nodiscard]] QString summary() const { return find<QLabel>("searchSummary")->text(); }
    [[nodiscard]] QAbstractItemModel* matches() const { return find<QTableView>("searchResults")->model(); }
    [[nodiscard]] bool lists(Address address) const
    {
        return !matches()
                    ->match(matches()->index(0, 0), Qt::DisplayRole, QStringLiteral("0x%1").arg(address.value(), 0, 16),
                            1, Qt::MatchExactly)
                    .isEmpty();
    }

    std::unique_ptr<LiveProcess> m_live;
    std::unique_ptr<SearchPanel> m_panel;
    TargetId m_target;
};

void SearchPanelTest::init()
{
    m_live = std::make_unique<LiveProcess>(1, [](MappedPages& pages) {
        for (unsigned at = 0; at < 16; ++at)   // made here, so that the query's own text is not among the matches
            pages.data()[100 + at] = static_cast<std::byte>(0xe0 + at);
    });
    m_target = m_live->target();
    m_panel = std::make_unique<SearchPanel>(m_live->context());
    m_panel->resize(900, 300);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    emit m_live->navigator().targetSelected(m_target);
}

void SearchPanelTest::cleanup()
{
    m_panel.reset();
    m_live.reset();
}

void SearchPanelTest::search(const char* kind, const QString& query)
{
    find<QComboBox>("searchKind")->setCurrentText(QLatin1String(kind));
    auto* const line = find<QLineEdit>("searchQuery");
    line->clear();
    QTest::keyClicks(line, query);
    QTest::keyClick(line, Qt::Key_Return);
}

void SearchPanelTest::bytesAreFoundAndOpened()
{
    const QAbstractItemModelTester tester(matches());
    QSignalSpy requested(&m_live->navigator(), &Navigator::memoryRequested);
    search("bytes", QStringLiteral("e0 e1 e2 e3 e4 e5 e6 e7 e8 e9 ?? eb ec ed ee ef"));
    QTRY_VERIFY(summary().contains(QStringLiteral("match")) && matches()->rowCount() > 0);
    const Address wanted(m_live->pages().address().value() + 100);
    QVERIFY(lists(wanted));
    auto* const table = find<QTableView>("searchResults");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_COMPARE(requested.size(), 1);
    QCOMPARE(requested.front().front().value<Place>().target, m_target);
}

void SearchPanelTest::textIsFound()
{
    search("text", QStringLiteral("wholly unheard-of text"));
    QTRY_VERIFY(summary().contains(QStringLiteral("match")) && !summary().contains(QStringLiteral(" of ")));
    search("text", QStringLiteral("LC_ALL"));   // in the environment
    QTRY_VERIFY(matches()->rowCount() > 0);
}

void SearchPanelTest::valueOpensWithItsDtype()
{
    QSignalSpy requested(&m_live->navigator(), &Navigator::memoryRequested);
    find<QComboBox>("searchDtype")->setCurrentText(QStringLiteral("uint32"));
    search("value", QStringLiteral("0xe3e2e1e0"));
    QTRY_VERIFY(lists(Address(m_live->pages().address().value() + 100)));
    auto* const table = find<QTableView>("searchResults");
    emit table->activated(matches()->index(0, 0));
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.front().front().value<Place>().view->dtype.name(), "uint32");
}

void SearchPanelTest::brokenQuerySaysWhy()
{
    search("bytes", QStringLiteral("4"));
    QTRY_VERIFY(summary().contains(QStringLiteral("half a byte")));
    search("bytes", QString());
    QTRY_VERIFY(summary().startsWith(QStringLiteral("cannot")));
    search("value", QStringLiteral("twelve"));
    QTRY_VERIFY(summary().contains(QStringLiteral("twelve")));
    search("expression", QStringLiteral("a(b"));
    QTRY_VERIFY(summary().contains(QStringLiteral("a(b")));
}

void SearchPanelTest::textIsLookedForAtFirst()
{
    QCOMPARE(find<QComboBox>("searchKind")->currentText(), QStringLiteral("text"));
}

void SearchPanelTest::wordsAmongBytesSayHowToWriteThem()
{
    search("bytes", QStringLiteral("sleep"));
    QTRY_COMPARE(summary(), QStringLiteral("“sleep” is not hexadecimal: choose text, or write 73 6c 65 65 70"));
    const auto ink = [this] { return find<QLabel>("searchSummary")->palette().color(QPalette::WindowText); };
    QCOMPARE(ink(), errorColour(m_panel->palette()));
    QVERIFY(!find<QWidget>("searchProgress")->isVisible());
    search("text", QStringLiteral("sleep"));
    QTRY_VERIFY(summary().contains(QStringLiteral("match")));
    QCOMPARE(ink(), m_panel->palette().color(QPalette::WindowText));
}

void SearchPanelTest::matchesOpenInTheTargetThatWasSearched()
{
    QSignalSpy requested(&m_live->navigator(), &Navigator::memoryRequested);
    search("bytes", QStringLiteral("e0 e1 e2 e3 e4 e5 e6 e7 e8 e9 ?? eb ec ed ee ef"));
    QTRY_VERIFY(matches()->rowCount() > 0);
    emit m_live->navigator().targetSelected(m_live->workbench().targets().self());
    search("bytes", QStringLiteral("4"));   // a query that is refused leaves them as they are
    QTRY_VERIFY(summary().contains(QStringLiteral("half a byte")));
    auto* const table = find<QTableView>("searchResults");
    emit table->activated(matches()->index(0, 0));
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.front().front().value<Place>().target, m_target);
    search("bytes", QStringLiteral("e0 e1 e2 e3"));   // one that runs takes them away
    QTRY_COMPARE(matches()->rowCount(), 0);
}

void SearchPanelTest::aRefusalIsNotTalkedOverByASearchThatStillRuns()
{
    search("bytes", QStringLiteral("00"));
    QTRY_VERIFY(find<QWidget>("searchProgress")->isVisible());
    search("bytes", QStringLiteral("4"));
    QTRY_VERIFY(!find<QWidget>("searchProgress")->isVisible());   // it has ended
    QTRY_VERIFY(summary().contains(QStringLiteral("half a byte")));
    search("bytes", QStringLiteral("e0 e1 e2 e3"));
    QTRY_VERIFY(summary().contains(QStringLiteral("match")));
}

void SearchPanelTest::cancelledSearchSaysSo()
{
    search("bytes", QStringLiteral("00"));
    QTRY_VERIFY(find<QPushButton>("searchCancel")->isEnabled());
    QTest::mouseClick(find<QPushButton>("searchCancel"), Qt::LeftButton);
    QTRY_VERIFY(!find<QWidget>("searchProgress")->isVisible());
    QVERIFY(summary().contains(QStringLiteral("match")));
}

void SearchPanelTest::millionsOfMatchesAreListedAsTheyAreFound()
{
    QSignalSpy inserted(matches(), &QAbstractItemModel::rowsInserted);
    search("bytes", QStringLiteral("00"));
    QTRY_VERIFY(summary().contains(QStringLiteral("there may be more")));
    QVERIFY(matches()->rowCount() > 1'000'000);
    QVERIFY(!inserted.isEmpty());
    int listed = 0;
    for (const auto& rows : inserted)
        listed += rows.at(2).toInt() - rows.at(1).toInt() + 1;
    QCOMPARE(listed, matches()->rowCount());   // none twice, none by a reset
}

void SearchPanelTest::expressionsShowHowMuchTheyMatched()
{
    search("expression", QStringLiteral("\\xe0\\xe1.{1,3}\\xe5"));
    QTRY_VERIFY(lists(Address(m_live->pages().address().value() + 100)));
    QCOMPARE(matches()->index(0, 1).data().toInt(), 6);
}

void SearchPanelTest::aRangeTakesBothItsEnds()
{
    find<QComboBox>("searchDtype")->setCurrentText(QStringLiteral("uint32"));
    find<QLineEdit>("searchSecond")->setText(QStringLiteral("0xe3e2e1e0"));
    search("range", QStringLiteral("0xe3e2e1d0"));
    QTRY_VERIFY(lists(Address(m_live->pages().address().value() + 100)));
}

void SearchPanelTest::onlyTheSelectionIsSearched()
{
    const std::uint64_t begin = m_live->pages().address().value();
    find<QComboBox>("searchScope")->setCurrentText(QStringLiteral("selection"));
    search("bytes", QStringLiteral("00"));
    QTRY_VERIFY(summary().contains(QStringLiteral("nothing is selected")));
    emit m_live->navigator().selectionChanged(m_target, AddressRange::fromSize(Address(begin + 98), 5));
    search("bytes", QStringLiteral("00"));
    QTRY_COMPARE(matches()->rowCount(), 2);
    QTRY_VERIFY(summary().startsWith(QStringLiteral("2 matches in 5 bytes")));
}

void SearchPanelTest::onlyTheFieldsOfTheKindAreShown()
{
    const auto shown = [this](const char* kind) {
        find<QComboBox>("searchKind")->setCurrentText(QLatin1String(kind));
        QStringList names;
        for (const char* name : {"searchEncoding", "searchMatchCase", "searchDtype", "searchSecond", "searchAligned"}) {
            if (find<QWidget>(name)->isVisible())
                names << QLatin1String(name);
        }
        return names.join(QLatin1Char(' '));
    };
    QCOMPARE(shown("text"), QStringLiteral("searchEncoding searchMatchCase"));
    QCOMPARE(shown("bytes"), QString());
    QCOMPARE(shown("expression"), QStringLiteral("searchMatchCase"));
    QCOMPARE(shown("range"), QStringLiteral("searchDtype searchSecond searchAligned"));
    QCOMPARE(shown("NaN"), QStringLiteral("searchDtype searchAligned"));
    QVERIFY(!find<QLineEdit>("searchQuery")->isEnabled());
    QCOMPARE(shown("pointers to"), QStringLiteral("searchSecond searchAligned"));
}

QTEST_MAIN(SearchPanelTest)
#include "tst_search_panel.moc"
