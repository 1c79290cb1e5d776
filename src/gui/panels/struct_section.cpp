#include "gui/panels/struct_section.h"

#include "gui/models/target_text.h"
#include "gui/models/variable_place.h"
#include "gui/panels/table_setup.h"
#include "gui/shell/palettes.h"
#include "ui_struct_section.h"
#include "workbench/error_text.h"

#include <QEvent>
#include <QFontDatabase>

namespace memdelbrot {

namespace {

struct LaidOver {
    TargetId target;
    Result<Inspection> inspection;
};

}  // namespace

StructSection::StructSection(const PanelContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_ui(std::make_unique<Ui::StructSection>()),
      m_target(context.workbench.targets().self())
{
    m_ui->setupUi(this);
    m_ui->structFields->setModel(&m_fields);
    useFixedFont(*m_ui->structFields);
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
    m_ui->structFields->hide();
    colourErrors();
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
    connect(m_ui->structFields, &QTreeView::clicked, this, &StructSection::follow);
    connect(m_ui->structFields, &QTreeView::activated, this, &StructSection::follow);
}

void StructSection::noteAddress(TargetId target, Address address)
{
    if (!m_fields.field(m_ui->structFields->currentIndex())
        || !m_ui->structFields->hasFocus()) {   // not our own click's
        m_target = target;
        m_ui->structAddress->setText(addressText(address));
    }
}

void StructSection::apply()
{
    m_ui->applyStruct->setEnabled(false);
    m_job.start(
        this,
        [&workbench = m_context.workbench, target = m_target,
         expression = m_ui->structAddress->text().trimmed().toStdString(),
         text = m_ui->structText->toPlainText().toStdString()](std::stop_token) -> LaidOver {
            const auto place = evaluateAddress(workbench, target, expression);
            if (!place)
                return {target, failure(place.error())};
            return {place->target, workbench.inspectAs(place->target, place->address, text, {})};
        },
        [this](const LaidOver& laid) {
            m_laidOver = laid.target;
            show(laid.inspection);
        });
}

void StructSection::show(const Result<Inspection>& inspection)
{
    m_ui->applyStruct->setEnabled(true);
    m_ui->structErrors->setVisible(!inspection);
    m_ui->structHint->hide();
    m_ui->structFields->setVisible(inspection.has_value());  // the text needs the room
    m_suggestion =
        inspection || inspection.error().code != ErrorCode::Diagnostic ? QString() : toQt(inspection.error().subject);
    m_ui->useStructSuggestion->setVisible(!m_suggestion.isEmpty());
    if (!inspection) {
        showErrors(inspection.error());
        return;
    }
    InspectedField root{.name = inspection->type,
                        .type = {},
                        .range = inspection->range,
                        .value = {},
                        .pointsTo = std::nullopt,
                        .children = inspection->fields};
    m_fields.setFields({std::move(root)});
    m_ui->structFields->expandToDepth(0);
    fitColumns(*m_ui->structFields, 140);
}

void StructSection::showErrors(const Error& error)
{
    m_fields.setFields({});
    const bool isDiagnostic = error.code == ErrorCode::Diagnostic;
    m_ui->structErrors->setText(isDiagnostic ? toQt(error.detail) : toQt(errorText(error)));
}

void StructSection::useSuggestion()
{
    m_ui->structText->selectAll();
    m_ui->structText->insertPlainText(m_suggestion);   // one step of undo
    apply();
}

void StructSection::follow(const QModelIndex& index)
{
    if (const InspectedField* field = m_fields.field(index); field && !field->range.isEmpty())
        emit m_context.navigator.memoryRequested(bytesPlace(m_laidOver, field->range, field->name));
}

void StructSection::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_ui)
        colourErrors();
}

void StructSection::colourErrors()
{
    QPalette palette = m_ui->structErrors->palette();
    palette.setColor(QPalette::WindowText, errorColour(this->palette()));
    m_ui->structErrors->setPalette(palette);
}

}  // namespace memdelbrot
