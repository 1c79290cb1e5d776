#include "gui/panels/object_section.h"

#include "gui/models/holders_text.h"
#include "gui/models/target_text.h"
#include "gui/models/variable_place.h"
#include "gui/models/workbench_events.h"
#include "gui/panels/table_setup.h"
#include "gui/widgets/elided_label.h"
#include "ui_object_section.h"
#include "workbench/error_text.h"

#include <QHeaderView>
#include <QScrollBar>

#include <chrono>

namespace memdelbrot {

namespace {

constexpr std::chrono::milliseconds liveInterval{500};
constexpr int fewFields = 5;   // a bytes object's
constexpr int roomyFields = 6;   // with so many in sight, the evidence may be read in full

QString referencesText(const Inspection& inspection)
{
    if (inspection.isImmortal)
        return QObject::tr("immortal: its references are not counted");
    if (!inspection.referenceCount)
        return {};
    return *inspection.referenceCount == 1 ? QObject::tr("1 reference")
                                           : QObject::tr("%1 references").arg(*inspection.referenceCount);
}

}  // namespace

ObjectSection::ObjectSection(const PanelContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_ui(std::make_unique<Ui::ObjectSection>())
{
    m_ui->setupUi(this);
    m_ui->objectFields->setModel(&m_fields);
    useFixedFont(*m_ui->objectFields);
    m_columns = new FittedColumns(*m_ui->objectFields, widthOfNumbers(*m_ui->objectFields));
    m_ui->objectValue->setFont(m_ui->objectFields->font());
    QFont bold = m_ui->objectTitle->font();
    bold.setBold(true);
    m_ui->objectTitle->setFont(bold);
    m_ui->objectReferences->setFont(bold);
    m_timer.setInterval(liveInterval);
    connectControls();
}

ObjectSection::~ObjectSection() = default;

void ObjectSection::connectControls()
{
    Navigator& navigator = m_context.navigator;
    connect(&navigator, &Navigator::inspectionRequested, this, &ObjectSection::inspect);
    connect(&navigator, &Navigator::selectionChanged, this, [this](TargetId target, const AddressRange& range) {
        m_selectedTarget = target;
        m_selected = range.begin();
        m_ui->inspectSelection->setEnabled(true);
        m_ui->inspectSelectionHere->setEnabled(true);
    });
    const auto inspectSelected = [this] {
        if (m_selected)
            inspect(m_selectedTarget, *m_selected);
    };
    connect(m_ui->inspectSelection, &QPushButton::clicked, this, inspectSelected);
    connect(m_ui->inspectSelectionHere, &QPushButton::clicked, this, inspectSelected);
    connect(m_ui->openInspectedObject, &QPushButton::clicked, this, &ObjectSection::openObject);
    connect(m_ui->openInspectedContents, &QPushButton::clicked, this, &ObjectSection::openContents);
    connect(m_ui->objectFields, &QTreeView::clicked, this, &ObjectSection::follow);
    connect(m_ui->objectFields, &QTreeView::activated, this, &ObjectSection::follow);
    connect(m_ui->objectFields, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
        if (const InspectedField* field = m_fields.field(index); field && field->pointsTo)
            inspect(m_target, *field->pointsTo);
    });
    connect(&m_timer, &QTimer::timeout, this, &ObjectSection::inspectAgain);
    connect(&m_context.events, &WorkbenchEvents::journalChanged, this, &ObjectSection::inspectAgain);
}

void ObjectSection::inspect(TargetId target, Address address)
{
    m_target = target;
    m_address = address;
    m_job.cancel();
    inspectAgain();
}

void ObjectSection::inspectAgain()
{
    if (!m_address || m_job.isRunning())
        return;
    m_job.start(
        this,
        [&workbench = m_context.workbench, target = m_target, address = *m_address](std::stop_token) {
            return workbench.inspect(target, address);
        },
        [this](const Result<Inspection>& inspection) { show(inspection); });
}

void ObjectSection::show(const Result<Inspection>& inspection)
{
    m_ui->objectStack->setCurrentIndex(inspection ? 1 : 0);
    if (inspection) {
        showInspection(*inspection);
        return;
    }
    m_inspection.reset();
    m_fields.setFields({});
    m_ui->objectHint->setText(toQt(errorText(inspection.error())));
}

void ObjectSection::showInspection(const Inspection& inspection)
{
    const bool isNew = !m_inspection || m_inspection->range.begin() != inspection.range.begin()
        || m_inspection->type != inspection.type;
    m_inspection = inspection;
    m_ui->objectTitle->setText(tr("%1 at %2").arg(toQt(inspection.type), addressText(inspection.range.begin())));
    m_ui->objectReferences->setText(referencesText(inspection));
    const QString names = holdersText(inspection.names, inspection.containers);
    m_ui->objectNames->setText(names);
    m_ui->objectNames->setVisible(!names.isEmpty());
    m_ui->objectSize->setText(inspection.size ? tr("· %1").arg(sizeText(*inspection.size)) : QString());
    if (const QString value = toQt(inspection.value); m_ui->objectValue->text() != value) {
        m_ui->objectValue->setText(value);
        m_ui->objectValue->setCursorPosition(0);
    }
    const auto target = m_context.workbench.targets().lastInfo(m_target);
    const QString evidence = tr("In %1: %2").arg(target ? uniqueName(*target) : QString(), toQt(inspection.evidence));
    m_ui->objectEvidence->setText(evidence);
    m_ui->objectEvidenceLine->setText(evidence);
    foldEvidence();
    m_ui->openInspectedContents->setEnabled(inspection.contents && !inspection.contents->isEmpty());
    m_fields.setFields(inspection.fields);
    if (isNew)
        m_columns->fit();
}

// Of the object's page, its evidence in one line.
int ObjectSection::heightFor(int fields) const
{
    const QTreeView& table = *m_ui->objectFields;
    const int rows = fields * table.fontMetrics().lineSpacing() + table.horizontalScrollBar()->sizeHint().height();
    int height = m_ui->objectLayout->contentsMargins().top() + 2 * table.frameWidth()
        + table.header()->sizeHint().height() + rows + m_ui->objectEvidenceLine->sizeHint().height();
    const QVBoxLayout& page = *m_ui->objectPageLayout;
    for (int i = 0; i < page.count(); ++i) {
        const QWidget* const widget = page.itemAt(i)->widget();
        const bool isCounted = widget == &table || widget == m_ui->objectEvidence || widget == m_ui->objectEvidenceLine;
        height += isCounted ? 0 : page.itemAt(i)->sizeHint().height();
    }
    return height + (page.count() - 2) * page.spacing();   // one of the evidence's two widgets is hidden
}

int ObjectSection::usefulHeight() const
{
    return heightFor(fewFields) + fontMetrics().lineSpacing();   // the names take a second line
}

// Where it is low, the fields are what is looked at: the evidence keeps a line, and its tool tip.
void ObjectSection::foldEvidence()
{
    const QLabel& whole = *m_ui->objectEvidence;
    const int more = whole.heightForWidth(width()) - m_ui->objectEvidenceLine->sizeHint().height();
    const bool isLow = height() < heightFor(roomyFields) + more;
    m_ui->objectEvidence->setHidden(isLow);
    m_ui->objectEvidenceLine->setHidden(!isLow);
}

void ObjectSection::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    foldEvidence();
}

void ObjectSection::openObject()
{
    if (m_inspection)
        emit m_context.navigator.memoryRequested(bytesPlace(m_target, m_inspection->range, m_inspection->type));
}

void ObjectSection::openContents()
{
    if (!m_inspection || !m_inspection->contents)
        return;
    Place place = bytesPlace(m_target, *m_inspection->contents, m_inspection->type + " contents");
    const auto dtype = Dtype::parse(m_inspection->contentsDtype);
    if (dtype && !m_inspection->contentsShape.empty())
        place.view = ArrayView{.dtype = *dtype, .shape = m_inspection->contentsShape, .strides = {}};
    emit m_context.navigator.memoryRequested(place);
}

void ObjectSection::follow(const QModelIndex& index)
{
    if (const InspectedField* field = m_fields.field(index); field && !field->range.isEmpty())
        emit m_context.navigator.memoryRequested(bytesPlace(m_target, field->range, field->name));
}

void ObjectSection::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    inspectAgain();
    m_timer.start();
}

void ObjectSection::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

}  // namespace memdelbrot
