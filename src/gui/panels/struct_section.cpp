#include "gui/panels/struct_section.h"

#include "gui/models/target_text.h"
#include "gui/models/variable_place.h"
#include "gui/models/workbench_events.h"
#include "gui/panels/table_setup.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/text_colour.h"
#include "gui/widgets/text_undo.h"
#include "ui_struct_section.h"
#include "workbench/error_text.h"

#include <QEvent>
#include <QFontDatabase>

#include <chrono>

namespace memdelbrot {

namespace {

constexpr std::chrono::milliseconds liveInterval{500};

}  // namespace

struct StructSection::Laid {
    QString expression;   // as it was typed
    TargetId typedFor;    // that it was meant in
    Place place;
    QString target;
    CRecord record;
};

struct StructSection::Reading {
    std::optional<Inspection> inspection;   // nullopt: the target is closed
    TargetState state = TargetState::Ended;
};

StructSection::StructSection(const PanelContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_ui(std::make_unique<Ui::StructSection>()),
      m_target(context.workbench.targets().self())
{
    m_ui->setupUi(this);
    m_ui->structFields->setModel(&m_fields);
    useFixedFont(*m_ui->structFields);
    m_columns = new FittedColumns(*m_ui->structFields, widthOfNumbers(*m_ui->structFields));
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_ui->structText->setFont(fixed);
    m_ui->structAddress->setFont(fixed);
    m_ui->structErrors->setFont(fixed);
    m_ui->structText->setPlainText(
        QStringLiteral("struct PyObject {\n    size_t ob_refcnt;\n    struct PyObject *ob_type;\n};\n"));
    m_ui->structSplitter->setStretchFactor(0, 2);
    m_ui->structSplitter->setStretchFactor(1, 3);
    m_ui->structErrors->hide();
    m_ui->useStructSuggestion->hide();
    m_ui->structFieldsPart->hide();
    m_timer.setInterval(liveInterval);
    setTextColour(*m_ui->structErrors, errorColour);
    colour();
    connectControls();
}

StructSection::~StructSection() = default;

void StructSection::connectControls()
{
    connect(&m_context.navigator, &Navigator::selectionChanged, this,
            [this](TargetId target, const AddressRange& range) { noteAddress(target, range.begin()); });
    connect(&m_context.navigator, &Navigator::inspectionRequested, this, &StructSection::noteAddress);
    connect(m_ui->applyStruct, &QPushButton::clicked, this, &StructSection::apply);
    connect(m_ui->structAddress, &QLineEdit::returnPressed, this, &StructSection::apply);
    connect(m_ui->useStructSuggestion, &QPushButton::clicked, this, &StructSection::useSuggestion);
    new TextUndo(
        *m_ui->structTextPart,
        {.undo = [this] { m_ui->structText->undo(); }, .redo = [this] { m_ui->structText->redo(); }, .takesKeys = {}});
    connect(m_ui->structText, &QPlainTextEdit::textChanged, this, &StructSection::forgetErrors);
    connect(m_ui->structAddress, &QLineEdit::textEdited, this, &StructSection::forgetErrors);
    connect(m_ui->structAddress, &QLineEdit::textChanged, this, &StructSection::showPlaces);
    connect(m_ui->structFields, &QTreeView::clicked, this, &StructSection::follow);
    connect(m_ui->structFields, &QTreeView::activated, this, &StructSection::follow);
    connect(&m_timer, &QTimer::timeout, this, &StructSection::readAgain);
    connect(&m_context.events, &WorkbenchEvents::journalChanged, this, &StructSection::readAgain);
    connect(&m_context.events, &WorkbenchEvents::targetsChanged, this, &StructSection::readAgain);
}

void StructSection::noteAddress(TargetId target, Address address)
{
    if (!m_fields.field(m_ui->structFields->currentIndex())
        || !m_ui->structFields->hasFocus()) {   // not our own click's
        m_target = target;
        m_ui->structAddress->setText(addressText(address));
        showPlaces();
    }
}

void StructSection::apply()
{
    m_ui->applyStruct->setEnabled(false);
    m_readJob.cancel();
    m_applyJob.start(
        this,
        [&workbench = m_context.workbench, target = m_target,
         expression = m_ui->structAddress->text().trimmed().toStdString(),
         text = m_ui->structText->toPlainText().toStdString()](std::stop_token) -> Result<Laid> {
            auto place = evaluateAddress(workbench, target, expression);
            if (!place)
                return failure(std::move(place.error()));
            const auto info = workbench.targets().info(place->target);
            if (!info)
                return failure(info.error());
            auto record = workbench.parseStruct(text, {});
            if (!record)
                return failure(std::move(record.error()));
            return Laid{toQt(expression), target, std::move(*place), uniqueName(*info), std::move(*record)};
        },
        [this](Result<Laid> laid) { lay(std::move(laid)); });
}

void StructSection::lay(Result<Laid> laid)
{
    m_ui->applyStruct->setEnabled(true);
    m_laid = laid ? std::make_shared<const Laid>(std::move(*laid)) : nullptr;
    m_ui->structErrors->setVisible(!m_laid);
    m_ui->structHint->hide();
    m_ui->structFieldsPart->setVisible(m_laid != nullptr);   // the text needs the room
    m_suggestion = m_laid || laid.error().code != ErrorCode::Diagnostic ? QString() : toQt(laid.error().subject);
    m_ui->useStructSuggestion->setVisible(!m_suggestion.isEmpty());
    m_fields.setFields({});
    m_state = TargetState::Running;
    if (!m_laid)
        return showErrors(laid.error());
    showTitle();
    readAgain();
}

void StructSection::readAgain()
{
    if (!m_laid || m_applyJob.isRunning() || m_readJob.isRunning())
        return;
    m_readJob.start(
        this,
        [&workbench = m_context.workbench, laid = m_laid](std::stop_token) -> Reading {
            auto inspection = workbench.layOver(laid->place.target, laid->place.address, laid->record);
            if (!inspection)
                return {};
            const auto info =
                workbench.targets().info(laid->place.target);   // last: bytes of one that ended meanwhile are stale
            return {std::move(*inspection), info ? info->state : TargetState::Ended};
        },
        [this](const Reading& reading) { take(reading); });
}

void StructSection::take(const Reading& reading)
{
    m_state = reading.state;
    const bool isFirst = m_fields.rowCount() == 0;
    if (reading.inspection && (isFirst || m_state != TargetState::Ended))
        showFields(*reading.inspection);
    showTitle();
    if (!isFirst)
        return;
    m_ui->structFields->expandToDepth(0);
    m_columns->fit();
}

void StructSection::showFields(const Inspection& inspection)
{
    InspectedField root{.name = inspection.type,
                        .type = {},
                        .range = inspection.range,
                        .value = {},
                        .pointsTo = std::nullopt,
                        .children = inspection.fields};
    m_fields.setFields({std::move(root)});
}

void StructSection::showTitle()
{
    QString text =
        tr("%1 at %2 in %3").arg(toQt(m_laid->record.name), addressText(m_laid->place.address), m_laid->target);
    if (m_state == TargetState::Ended)
        text += tr(" · stale: its target is gone; these values were read before");
    else if (m_state == TargetState::Frozen)
        text += tr(" · frozen as it died");
    m_ui->structTitle->setText(text);
    showPlaces();
    colour();
}

// The address follows the selection; the fields stay where they were laid, until Apply moves them.
void StructSection::showPlaces()
{
    const QString wanted = m_ui->structAddress->text().trimmed();
    const auto info = m_context.workbench.targets().lastInfo(m_target);
    m_ui->applyStruct->setToolTip(
        wanted.isEmpty()
            ? tr("Read the bytes at an address as this struct")
            : tr("Read the bytes at %1 in %2 as this struct").arg(wanted, info ? uniqueName(*info) : QString()));
    const bool isLaidThere = m_laid
        && ((wanted == m_laid->expression && m_target == m_laid->typedFor)
            || (wanted == addressText(m_laid->place.address) && m_target == m_laid->place.target));
    const bool movesIt = m_laid && !isLaidThere && !wanted.isEmpty();
    m_ui->applyStruct->setText(movesIt ? tr("Move it") : tr("&Apply"));
}

void StructSection::showErrors(const Error& error)
{
    const bool isDiagnostic = error.code == ErrorCode::Diagnostic;
    m_ui->structErrors->setText(isDiagnostic ? toQt(error.detail) : toQt(errorText(error)));
}

// They are of the text before.
void StructSection::forgetErrors()
{
    if (m_ui->useStructSuggestion->hasFocus())
        m_ui->structText->setFocus();   // it goes
    m_ui->structErrors->hide();
    m_ui->useStructSuggestion->hide();
    m_suggestion.clear();
}

void StructSection::useSuggestion()
{
    const QString mended = m_suggestion;
    m_ui->structText->selectAll();
    m_ui->structText->insertPlainText(mended);   // one step of undo
    apply();
}

void StructSection::follow(const QModelIndex& index)
{
    if (const InspectedField* field = m_fields.field(index); m_laid && field && !field->range.isEmpty())
        emit m_context.navigator.memoryRequested(bytesPlace(m_laid->place.target, field->range, field->name));
}

void StructSection::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_ui)
        colour();
}

void StructSection::colour()
{
    const bool isEnded = m_state == TargetState::Ended;
    setTextColour(*m_ui->structTitle, isEnded ? ColourOf(warningColour) : ColourOf());
    QPalette fields;
    if (isEnded)
        fields.setColor(QPalette::Text, warningColour(palette()));
    m_ui->structFields->setPalette(fields);
}

void StructSection::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    readAgain();
    m_timer.start();
}

void StructSection::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

}  // namespace memdelbrot
