#include "gui/panels/search_panel.h"

#include "gui/models/hex_typed.h"
#include "gui/models/target_text.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/target_chooser.h"
#include "gui/widgets/text_colour.h"
#include "ui_search_panel.h"
#include "workbench/error_text.h"

#include <QFontDatabase>

#include <array>

namespace memdelbrot {

namespace {

constexpr int kNewsMilliseconds = 100;
constexpr int kProgressSteps = 1000;
constexpr std::array kEncodings{TextEncoding::Utf8, TextEncoding::Utf16Le, TextEncoding::Utf16Be, TextEncoding::Latin1};

struct KindOfSearch {
    const char* queryHint;    // nullptr: nothing is typed
    const char* secondHint;   // nullptr: there is no second field
    const char* secondName;
    bool hasDtype;
};

// In the order of SearchKind.
constexpr std::array kKinds{
    KindOfSearch{"Hello", nullptr, nullptr, false},
    KindOfSearch{"48 65 ?? 6c", nullptr, nullptr, false},
    KindOfSearch{"[A-Za-z]+@\\w+\\.com", nullptr, nullptr, false},
    KindOfSearch{"12345", "± 0", "How far from it a number may be", true},
    KindOfSearch{"from", "to", "The high end of the range", true},
    KindOfSearch{nullptr, nullptr, nullptr, true},
    KindOfSearch{nullptr, nullptr, nullptr, true},
    KindOfSearch{"0x7f…, py:name or alloc:name", "bytes", "Size of what is pointed into, in bytes", false},
};

bool isAlignable(SearchKind kind)
{
    return kKinds[static_cast<std::size_t>(kind)].hasDtype || kind == SearchKind::Pointers;
}

}  // namespace

SearchPanel::SearchPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_ui(std::make_unique<Ui::SearchPanel>()),
      m_target(new TargetChooser(context, this))
{
    m_ui->setupUi(this);
    m_target->setObjectName(QStringLiteral("searchTarget"));
    m_target->setTarget(context.navigator.lastTarget().value_or(context.workbench.targets().self()));
    m_ui->queryRow->insertWidget(0, m_target);
    for (const Dtype& dtype : scalarDtypes())
        m_ui->searchDtype->addItem(toQt(dtype.name()));
    m_ui->searchDtype->setCurrentText(QStringLiteral("int32"));
    m_ui->searchResults->setModel(&m_matches);
    m_ui->searchResults->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    m_ui->searchResults->setColumnWidth(MatchListModel::AddressColumn, digit * 22);
    m_ui->searchResults->setColumnWidth(MatchListModel::SizeColumn, digit * 10);
    m_ui->searchResults->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 5);
    m_ui->searchProgress->setRange(0, kProgressSteps);
    m_ui->searchProgress->hide();
    m_newsTimer.setInterval(kNewsMilliseconds);
    connectControls();
    showKind();
}

SearchPanel::~SearchPanel()
{
    m_stop.request_stop();
}

void SearchPanel::connectControls()
{
    connect(m_ui->searchKind, &QComboBox::currentIndexChanged, this, &SearchPanel::showKind);
    connect(m_ui->searchQuery, &QLineEdit::returnPressed, this, &SearchPanel::start);
    connect(m_ui->searchSecond, &QLineEdit::returnPressed, this, &SearchPanel::start);
    connect(m_ui->searchButton, &QPushButton::clicked, this, &SearchPanel::start);
    connect(m_ui->searchCancel, &QPushButton::clicked, this, &SearchPanel::cancel);
    connect(m_ui->searchResults, &QTableView::activated, this, &SearchPanel::openMatch);
    connect(&m_newsTimer, &QTimer::timeout, this, &SearchPanel::showNews);
    connect(&m_context.navigator, &Navigator::targetSelected, m_target,
            [this](TargetId target) { m_target->setTarget(target); });
    connect(&m_context.navigator, &Navigator::memoryRequested, m_target,
            [this](const Place& place) { m_target->setTarget(place.target); });
}

void SearchPanel::showKind()
{
    const auto kind = static_cast<SearchKind>(m_ui->searchKind->currentIndex());
    const KindOfSearch& fields = kKinds[static_cast<std::size_t>(kind)];
    m_ui->searchEncoding->setVisible(kind == SearchKind::Text);
    m_ui->searchMatchCase->setVisible(kind == SearchKind::Text || kind == SearchKind::Expression);
    m_ui->searchDtype->setVisible(fields.hasDtype);
    m_ui->searchAligned->setVisible(isAlignable(kind));
    m_ui->searchQuery->setEnabled(fields.queryHint);
    m_ui->searchQuery->setPlaceholderText(QString::fromUtf8(fields.queryHint));
    m_ui->searchSecond->setVisible(fields.secondHint);
    m_ui->searchSecond->setPlaceholderText(QString::fromUtf8(fields.secondHint));
    if (!fields.secondHint)
        return;
    m_ui->searchSecond->setAccessibleName(QString::fromUtf8(fields.secondName));
    m_ui->searchSecond->setToolTip(QString::fromUtf8(fields.secondName));
}

SearchForm SearchPanel::form(TargetId target) const
{
    SearchForm form{.kind = static_cast<SearchKind>(m_ui->searchKind->currentIndex()),
                    .query = m_ui->searchQuery->text().toStdString(),
                    .dtype = m_ui->searchDtype->currentText().toStdString(),
                    .isAligned = m_ui->searchAligned->isChecked(),
                    .scope = static_cast<SearchScope>(m_ui->searchScope->currentIndex()),
                    .selection = m_context.navigator.selectionIn(target)};
    if (kKinds[static_cast<std::size_t>(form.kind)].secondHint)
        form.second = m_ui->searchSecond->text().trimmed().toStdString();
    if (!m_ui->searchMatchCase->isChecked())
        form.letterCase = LetterCase::Insensitive;
    const auto encoding = static_cast<std::size_t>(m_ui->searchEncoding->currentIndex());
    if (encoding < kEncodings.size())
        form.encodings = {kEncodings[encoding]};
    else
        form.encodings.assign(kEncodings.begin(), kEncodings.end());
    return form;
}

void SearchPanel::start()
{
    const auto target = m_target->target();
    if (!target)
        return showError({.code = ErrorCode::NotFound, .subject = "a target", .detail = "none is chosen"});
    m_planning.start(
        this,
        [form = form(*target), &workbench = m_context.workbench, target = *target](const std::stop_token&) {
            return planSearch(form, workbench, target);
        },
        [this, target = *target](const Result<PlannedSearch>& planned) {
            if (planned)
                search(target, *planned);
            else
                showProblem(queryProblem(planned.error()));
        });
}

void SearchPanel::search(TargetId target, const PlannedSearch& planned)
{
    const auto memory = m_context.workbench.targets().target(target);
    if (!memory)
        return showError(memory.error());
    m_stop.request_stop();   // a search that still runs
    m_stop = std::stop_source();
    m_stream = std::make_shared<SearchStream>();
    m_matches.clear();   // of another target, maybe
    m_found = {.target = target, .view = planned.view};
    m_saysProblem = false;
    m_ui->searchStack->setCurrentIndex(1);
    m_ui->searchCancel->setEnabled(true);
    m_ui->searchProgress->setValue(0);
    m_ui->searchProgress->show();
    say(tr("Searching %1…").arg(m_target->currentText()), {});
    m_running.start();
    m_newsTimer.start();
    m_searching.start(
        this,
        [memory = *memory, planned, stop = m_stop.get_token(), stream = m_stream](const std::stop_token&) {
            return memdelbrot::search(*memory, planned.query, planned.options, stop, stream->listener());
        },
        [this](const Result<SearchResult>& result) { finish(result); });
}

// What was found until then stays.
void SearchPanel::cancel()
{
    m_stop.request_stop();
    m_ui->searchCancel->setEnabled(false);
}

void SearchPanel::showNews()
{
    SearchStream::News news = m_stream->take();
    const bool isFirst = m_matches.rowCount() == 0;
    if (news.regions)
        m_matches.setRegions(std::move(*news.regions));
    m_matches.append(news.matches);
    if (isFirst && m_matches.rowCount() > 0)
        m_ui->searchResults->setCurrentIndex(m_matches.index(0, 0));
    const SearchProgress& now = news.progress;
    if (now.totalBytes == 0)
        return;
    m_ui->searchProgress->setValue(
        static_cast<int>(static_cast<double>(now.doneBytes) / static_cast<double>(now.totalBytes) * kProgressSteps));
    if (!m_saysProblem)
        say(progressText(now, static_cast<double>(m_running.elapsed()) / 1e3), {});
}

void SearchPanel::finish(const Result<SearchResult>& result)
{
    m_newsTimer.stop();
    showNews();   // the last ones
    m_ui->searchProgress->hide();
    m_ui->searchCancel->setEnabled(false);
    if (!result)
        return showError(result.error());
    if (!m_saysProblem)
        say(searchText(*result, static_cast<std::size_t>(m_matches.rowCount())), {});
}

QString SearchPanel::queryProblem(const Error& error) const
{
    const QString typed = m_ui->searchQuery->text();
    const bool isWrongHex = m_ui->searchKind->currentIndex() == static_cast<int>(SearchKind::Bytes)
        && error.code == ErrorCode::Syntax && !typed.trimmed().isEmpty();
    return isWrongHex ? notHexText(typed) : toQt(errorText(error));
}

void SearchPanel::showError(const Error& error)
{
    showProblem(toQt(errorText(error)));
}

void SearchPanel::showProblem(const QString& text)
{
    m_ui->searchStack->setCurrentIndex(1);
    m_saysProblem = true;
    say(text, errorColour);
}

void SearchPanel::say(const QString& text, const ColourOf& colour)
{
    setTextColour(*m_ui->searchSummary, colour);
    m_ui->searchSummary->setText(text);
    m_ui->searchSummary->setToolTip(text);
}

void SearchPanel::openMatch(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    const Address address = m_matches.matchAt(index.row()).begin;
    emit m_context.navigator.memoryRequested({.target = m_found.target,
                                              .address = address,
                                              .view = m_found.view,
                                              .label = addressText(address).toStdString()});
}

}  // namespace memdelbrot
