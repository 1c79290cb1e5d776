#include "gui/panels/search_panel.h"

#include "gui/models/hex_typed.h"
#include "gui/models/target_text.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/target_chooser.h"
#include "gui/widgets/text_colour.h"
#include "ui_search_panel.h"
#include "workbench/error_text.h"

#include <QFontDatabase>

#include <mutex>

namespace memdelbrot {

namespace {

enum Kind { Text, Bytes, Value };   // the combo box's rows
constexpr int kProgressMilliseconds = 100;
constexpr int kProgressSteps = 1000;

}  // namespace

struct SearchPanel::Progress {
    std::mutex mutex;
    SearchProgress now;
};

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
    m_ui->searchResults->setColumnWidth(MatchListModel::AddressColumn,
                                        fontMetrics().horizontalAdvance(QLatin1Char('0')) * 22);
    m_ui->searchResults->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 5);
    m_ui->searchProgress->setRange(0, kProgressSteps);
    m_progressTimer.setInterval(kProgressMilliseconds);
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
    connect(m_ui->searchButton, &QPushButton::clicked, this, &SearchPanel::start);
    connect(m_ui->searchCancel, &QPushButton::clicked, this, &SearchPanel::cancel);
    connect(m_ui->searchResults, &QTableView::activated, this, &SearchPanel::openMatch);
    connect(&m_progressTimer, &QTimer::timeout, this, &SearchPanel::showProgress);
    connect(&m_context.navigator, &Navigator::targetSelected, m_target,
            [this](TargetId target) { m_target->setTarget(target); });
    connect(&m_context.navigator, &Navigator::memoryRequested, m_target,
            [this](const Place& place) { m_target->setTarget(place.target); });
}

void SearchPanel::showKind()
{
    const int kind = m_ui->searchKind->currentIndex();
    m_ui->searchEncoding->setVisible(kind == Text);
    m_ui->searchDtype->setVisible(kind == Value);
    m_ui->searchAligned->setVisible(kind == Value);
    m_ui->searchQuery->setPlaceholderText(kind == Bytes ? tr("48 65 ?? 6c") : kind == Text ? tr("Hello") : tr("12345"));
}

Result<SearchQuery> SearchPanel::query() const
{
    const std::string text = m_ui->searchQuery->text().toStdString();
    if (m_ui->searchKind->currentIndex() == Bytes)
        return SearchQuery::forBytes(text);
    if (m_ui->searchKind->currentIndex() == Text) {
        const auto encoding = parseTextEncoding(m_ui->searchEncoding->currentText().toStdString());
        return encoding ? SearchQuery::forText(text, std::span(&*encoding, 1)) : failure(encoding.error());
    }
    const auto dtype = Dtype::parse(m_ui->searchDtype->currentText().toStdString());
    return dtype ? SearchQuery::forValue(*dtype, text) : failure(dtype.error());
}

void SearchPanel::start()
{
    const auto wanted = query();
    if (!wanted)
        return showProblem(queryProblem(wanted.error()));
    if (!m_target->target())
        return showError({.code = ErrorCode::NotFound, .subject = "a target", .detail = "none is chosen"});
    const auto target = m_context.workbench.targets().target(*m_target->target());
    if (!target)
        return showError(target.error());
    m_stop.request_stop();   // a search that still runs
    m_stop = std::stop_source();
    SearchOptions options;
    Found found{.target = *m_target->target(), .view = std::nullopt};
    if (m_ui->searchKind->currentIndex() == Value) {
        const auto dtype = Dtype::parse(m_ui->searchDtype->currentText().toStdString());
        found.view = ArrayView{.dtype = *dtype, .shape = {1}};
        if (m_ui->searchAligned->isChecked())
            options.alignment = std::min<std::size_t>(dtype->itemSize(), 8);   // as compilers align them
    }
    m_matches.setResult({});   // of another target, maybe
    m_found = std::move(found);
    m_progress = std::make_shared<Progress>();
    m_ui->searchStack->setCurrentIndex(1);
    m_ui->searchCancel->setEnabled(true);
    m_ui->searchProgress->show();
    say(tr("Searching %1…").arg(m_target->currentText()), {});
    m_progressTimer.start();
    m_job.start(
        this,
        [memory = *target, wanted = *wanted, options, stop = m_stop.get_token(),
         progress = m_progress](const std::stop_token&) {
            const auto keep = [&progress](const SearchProgress& now) {
                const std::lock_guard lock(progress->mutex);
                progress->now = now;
            };
            return search(*memory, wanted, options, stop, {.progress = keep});
        },
        [this](Result<SearchResult> result) { finish(std::move(result)); });
}

// What was found until then comes as the result.
void SearchPanel::cancel()
{
    m_stop.request_stop();
    m_ui->searchCancel->setEnabled(false);
}

void SearchPanel::showProgress()
{
    const std::lock_guard lock(m_progress->mutex);
    const SearchProgress& now = m_progress->now;
    if (now.totalBytes != 0)
        m_ui->searchProgress->setValue(static_cast<int>(static_cast<double>(now.doneBytes)
                                                        / static_cast<double>(now.totalBytes) * kProgressSteps));
    m_ui->searchSummary->setText(
        tr("%1 of %2, %3 matches").arg(sizeText(now.doneBytes), sizeText(now.totalBytes)).arg(now.matches));
}

void SearchPanel::finish(Result<SearchResult> result)
{
    m_progressTimer.stop();
    m_ui->searchProgress->hide();
    m_ui->searchCancel->setEnabled(false);
    if (!result)
        return showError(result.error());
    say(searchText(*result), {});
    m_matches.setResult(std::move(*result));
    if (m_matches.rowCount() > 0)
        m_ui->searchResults->setCurrentIndex(m_matches.index(0, 0));
}

QString SearchPanel::queryProblem(const Error& error) const
{
    const QString typed = m_ui->searchQuery->text();
    const bool isWrongHex =
        m_ui->searchKind->currentIndex() == Bytes && error.code == ErrorCode::Syntax && !typed.trimmed().isEmpty();
    return isWrongHex ? notHexText(typed) : toQt(errorText(error));
}

void SearchPanel::showError(const Error& error)
{
    showProblem(toQt(errorText(error)));
}

void SearchPanel::showProblem(const QString& text)
{
    m_ui->searchStack->setCurrentIndex(1);
    m_ui->searchProgress->setVisible(m_progressTimer.isActive());
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
    const Address address = m_matches.addressAt(index.row());
    emit m_context.navigator.memoryRequested({.target = m_found.target,
                                              .address = address,
                                              .view = m_found.view,
                                              .label = addressText(address).toStdString()});
}

}  // namespace memdelbrot
