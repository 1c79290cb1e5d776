#include "gui/panels/array_tabs.h"

#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "gui/panels/table_setup.h"
#include "gui/widgets/text_colour.h"
#include "ui_library_panel.h"
#include "workbench/error_text.h"

#include <utility>

namespace memdelbrot {

ArrayTabs::ArrayTabs(const PanelContext& context, Ui::LibraryPanel& ui, QObject* parent)
    : QObject(parent), m_context(context), m_ui(ui)
{
    m_ui.arrayTable->setModel(&m_arrays);
    useFixedFont(*m_ui.arrayTable);
    m_ui.arrayTable->setTextElideMode(Qt::ElideMiddle);
    m_ui.arrayProblem->hide();
    m_ui.arrayHint->setText(tr("No arrays yet: <a href=\"malloc\">call malloc</a>, or <a href=\"new\">make one</a>."));
    keepLinksColoured(*m_ui.arrayHint);
    connectControls();
    showFill();
    listArrays();
}

void ArrayTabs::connectControls()
{
    connect(&m_context.events, &WorkbenchEvents::allocationsChanged, this, &ArrayTabs::listArrays);
    connect(&m_context.events, &WorkbenchEvents::targetsChanged, this,
            &ArrayTabs::listArrays);   // the lock is one of the flags
    connect(m_ui.arrayFill, &QComboBox::currentIndexChanged, this, &ArrayTabs::showFill);
    connect(m_ui.createArray, &QPushButton::clicked, this, &ArrayTabs::createArray);
    for (QLineEdit* field : {m_ui.arrayName, m_ui.arrayShape, m_ui.arrayValue})
        connect(field, &QLineEdit::returnPressed, m_ui.createArray, &QPushButton::click);
    for (QLineEdit* field : {m_ui.arrayName, m_ui.arrayShape, m_ui.arrayValue, m_ui.realLow, m_ui.realHigh,
                             m_ui.imagLow, m_ui.imagHigh, m_ui.arrayDtype->lineEdit()})
        connect(field, &QLineEdit::textChanged, m_ui.arrayProblem, &QWidget::hide);   // it was about another text
    connect(m_ui.arrayFill, &QComboBox::currentIndexChanged, m_ui.arrayProblem, &QWidget::hide);
    connect(m_ui.arrayTable, &QTreeView::activated, this, &ArrayTabs::showCurrent);
    connect(m_ui.arrayTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ArrayTabs::updateButtons);
    connect(m_ui.arrayHint, &QLabel::linkActivated, this, &ArrayTabs::followHint);
    connect(m_ui.openArray, &QPushButton::clicked, this, &ArrayTabs::showCurrent);
    connect(m_ui.passArray, &QPushButton::clicked, this, &ArrayTabs::passCurrent);
    connect(m_ui.freeArray, &QPushButton::clicked, this, &ArrayTabs::freeCurrent);
}

void ArrayTabs::followHint(const QString& link)
{
    if (link == QLatin1String("new"))
        m_ui.resultTabs->setCurrentWidget(m_ui.newArrayTab);
    else
        emit m_context.navigator.symbolRequested(QStringLiteral("libc.so.6"), link);
}

void ArrayTabs::listArrays()
{
    const int before = m_arrays.rowCount();
    std::vector<AllocationRow> rows;
    for (Allocation& allocation : m_context.workbench.allocations().list()) {
        const bool isWritable =
            m_context.workbench.targets().checkWritable(allocation.target, allocation.range).has_value();
        rows.push_back({std::move(allocation), isWritable});
    }
    m_arrays.setAllocations(std::move(rows));
    m_ui.arrayHint->setVisible(m_arrays.rowCount() == 0);
    fitColumns(*m_ui.arrayTable);   // an array of another shape or owner needs another width
    if (before == 0 && m_arrays.rowCount() > 0)
        m_ui.arrayTable->setCurrentIndex(m_arrays.index(0, 0));
    updateButtons();
}

const Allocation* ArrayTabs::current() const
{
    const QModelIndex index = m_ui.arrayTable->currentIndex();
    return index.isValid() ? &m_arrays.row(index.row()).allocation : nullptr;
}

void ArrayTabs::updateButtons()
{
    const Allocation* const array = current();
    m_ui.arrayFlags->setVisible(array != nullptr);
    if (array)
        m_ui.arrayFlags->setText(
            m_arrays.index(m_ui.arrayTable->currentIndex().row(), 0).data(AllocationListModel::SummaryRole).toString());
    m_ui.openArray->setEnabled(array && array->state != AllocationState::Gone);
    m_ui.passArray->setEnabled(array && array->isInUse());
    m_ui.freeArray->setEnabled(array && array->isInUse() && array->owner == AllocationOwner::Worker);
}

void ArrayTabs::showFill()
{
    m_ui.fillStack->setCurrentIndex(m_ui.arrayFill->currentIndex());
    const QString gridsDtype = QStringLiteral("complex128");   // the only one that it fills
    const bool isGrid = entry().fill == LibraryCalls::Fill::ComplexGrid;
    if (!isGrid) {
        const QString before = std::exchange(m_dtypeBefore, {});
        if (m_ui.arrayDtype->currentText() == gridsDtype && !before.isEmpty())
            m_ui.arrayDtype->setCurrentText(before);
        return;
    }
    if (m_ui.arrayDtype->currentText() != gridsDtype)
        m_dtypeBefore = m_ui.arrayDtype->currentText();
    m_ui.arrayDtype->setCurrentText(gridsDtype);
    if (!m_ui.arrayShape->text().contains(QLatin1Char(',')))
        m_ui.arrayShape->setText(QStringLiteral("800,1200"));
    if (m_ui.arrayName->text().isEmpty())
        m_ui.arrayName->setText(QStringLiteral("c"));
}

ArrayEntry ArrayTabs::entry() const
{
    constexpr LibraryCalls::Fill fills[] = {LibraryCalls::Fill::Zeros, LibraryCalls::Fill::Value,
                                            LibraryCalls::Fill::ComplexGrid};
    return {.name = m_ui.arrayName->text(),
            .dtype = m_ui.arrayDtype->currentText(),
            .shape = m_ui.arrayShape->text(),
            .fill = fills[std::clamp(m_ui.arrayFill->currentIndex(), 0, 2)],
            .value = m_ui.arrayValue->text(),
            .realLow = m_ui.realLow->text(),
            .realHigh = m_ui.realHigh->text(),
            .imagLow = m_ui.imagLow->text(),
            .imagHigh = m_ui.imagHigh->text()};
}

void ArrayTabs::createArray()
{
    const auto array = newArrayOf(entry());
    m_ui.arrayProblem->setVisible(!array);
    if (!array) {
        m_ui.arrayProblem->setText(toQt(errorText(array.error())));
        return;
    }
    m_ui.createArray->setEnabled(false);
    m_createJob.start(
        this,
        [&workbench = m_context.workbench, wanted = *array](std::stop_token) {
            return workbench.calls().newArray(wanted);
        },
        [this](const Result<Allocation>& made) {
            m_ui.createArray->setEnabled(true);
            m_ui.arrayProblem->setVisible(!made);
            if (!made) {
                m_ui.arrayProblem->setText(toQt(errorText(made.error())));
                return;
            }
            emit m_context.navigator.statusMessage(tr("%1 is made: $%1 stands for it in a call").arg(toQt(made->name)));
            emit m_context.navigator.memoryRequested(placeOf(*made));
        });
}

void ArrayTabs::showCurrent()
{
    if (const Allocation* const array = current())
        emit m_context.navigator.memoryRequested(placeOf(*array));
}

void ArrayTabs::passCurrent()
{
    if (const Allocation* const array = current())
        emit m_context.navigator.callRequested(QLatin1Char('$') + toQt(array->name));
}

void ArrayTabs::freeCurrent()
{
    const Allocation* const array = current();
    if (!array)
        return;
    m_freeJob.start(
        this,
        [&workbench = m_context.workbench, name = array->name](std::stop_token) {
            return workbench.calls().freeArray(name);
        },
        [this](const Result<void>& freed) {
            if (!freed)
                emit m_context.navigator.failed(toQt(errorText(freed.error())));
        });
}

}  // namespace memdelbrot
