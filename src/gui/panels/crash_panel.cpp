#include "gui/panels/crash_panel.h"

#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "gui/panels/table_setup.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/text_colour.h"
#include "ui_crash_panel.h"
#include "workbench/error_text.h"

#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace memdelbrot {

namespace {

constexpr qsizetype shownOutput = 2000;   // characters; all of it is in the output panel

}  // namespace

CrashPanel::CrashPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_ui(std::make_unique<Ui::CrashPanel>())
{
    m_ui->setupUi(this);
    m_ui->stackTable->setModel(&m_stack);
    m_ui->registerTable->setModel(&m_registers);
    useFixedFont(*m_ui->stackTable);
    useFixedFont(*m_ui->registerTable);
    QFont large = m_ui->crashSummary->font();
    large.setBold(true);
    m_ui->crashSummary->setFont(large);
    setTextColour(*m_ui->crashSummary, errorColour);
    chooseCoreFile = [](QWidget* over, const QString& suggested) {
        return QFileDialog::getSaveFileName(over, tr("Save the process as a core file"), suggested);
    };
    connectControls();
    listFrozen();
}

CrashPanel::~CrashPanel() = default;

void CrashPanel::connectControls()
{
    Navigator& navigator = m_context.navigator;
    connect(&m_context.events, &WorkbenchEvents::frozenChanged, this, &CrashPanel::listFrozen);
    connect(&navigator, &Navigator::crashRequested, this, &CrashPanel::show);
    connect(m_ui->crashChooser, &QComboBox::currentIndexChanged, this, &CrashPanel::showReport);
    connect(m_ui->closeCrash, &QPushButton::clicked, this, &CrashPanel::closeCurrent);
    connect(m_ui->saveCore, &QPushButton::clicked, this, &CrashPanel::saveCurrent);
    connect(m_ui->openFault, &QPushButton::clicked, this,
            [this] { openAt(current() ? current()->report.faultAddress : std::nullopt); });
    connect(m_ui->openStack, &QPushButton::clicked, this,
            [this] { openAt(current() ? registerValue(current()->report, "rsp") : std::nullopt); });
    connect(m_ui->stackTable, &QTreeView::activated, this, &CrashPanel::openFrame);
    connect(m_ui->registerTable, &QTreeView::activated, this,
            [this](const QModelIndex& index) { openAt(Address(m_registers.row(index.row()).value)); });
    connect(m_ui->crashBack, &QPushButton::clicked, &navigator,
            [&navigator] { emit navigator.symbolRequested(QStringLiteral("libc.so.6"), {}); });
}

void CrashPanel::listFrozen()
{
    const std::optional<TargetId> kept = current() ? std::optional(current()->target) : std::nullopt;
    const std::vector<FrozenProcess> before = std::exchange(m_frozen, m_context.workbench.frozen());
    {
        const QSignalBlocker quiet(m_ui->crashChooser);
        m_ui->crashChooser->clear();
        for (const FrozenProcess& frozen : m_frozen)
            m_ui->crashChooser->addItem(toQt(summary(frozen.report)));
    }
    m_ui->crashStack->setCurrentIndex(m_frozen.empty() ? 0 : 1);
    m_ui->crashChooser->setVisible(m_frozen.size() > 1);
    const auto isNew = [&](const FrozenProcess& frozen) {
        return std::none_of(before.begin(), before.end(),
                            [&](const FrozenProcess& known) { return known.target == frozen.target; });
    };
    const auto newest = std::find_if(m_frozen.begin(), m_frozen.end(), isNew);
    if (newest != m_frozen.end())
        emit m_context.navigator.crashRequested(newest->target);
    else if (kept)
        show(*kept);
    else
        showReport(0);
}

void CrashPanel::show(TargetId target)
{
    const auto found = std::find_if(m_frozen.begin(), m_frozen.end(),
                                    [&](const FrozenProcess& frozen) { return frozen.target == target; });
    const int index = found == m_frozen.end() ? 0 : static_cast<int>(found - m_frozen.begin());
    const QSignalBlocker quiet(m_ui->crashChooser);
    m_ui->crashChooser->setCurrentIndex(index);
    showReport(index);
}

void CrashPanel::showReport(int index)
{
    if (index < 0 || static_cast<std::size_t>(index) >= m_frozen.size())
        return;
    const CrashReport& report = m_frozen[static_cast<std::size_t>(index)].report;
    m_ui->crashSummary->setText(toQt(summary(report)));
    m_ui->crashText->setText(crashExplanation(report));
    m_ui->openFault->setEnabled(report.faultAddress.has_value());
    m_ui->openStack->setEnabled(report.isReadable && registerValue(report, "rsp"));
    m_ui->saveCore->setEnabled(report.isReadable && !m_saving.isRunning());
    m_registers.setRegisters(report.registers);
    m_stack.setFrames(report.backtrace);
    m_ui->stackTable->setVisible(!report.backtrace.empty());   // an empty list says nothing: the text above does
    m_ui->registerTable->setVisible(!report.registers.values.empty());
    fitColumns(*m_ui->stackTable);
    fitColumns(*m_ui->registerTable);
    const QString printed = toQt(report.standardOutput + report.standardError);
    m_ui->crashOutput->setText(tr("It had printed:\n%1").arg(printed.left(shownOutput)));
    m_ui->crashOutput->setVisible(!printed.isEmpty());
}

const FrozenProcess* CrashPanel::current() const
{
    const int index = m_ui->crashChooser->currentIndex();
    return index >= 0 && static_cast<std::size_t>(index) < m_frozen.size() ? &m_frozen[static_cast<std::size_t>(index)]
                                                                           : nullptr;
}

void CrashPanel::openAt(std::optional<Address> address)
{
    if (const FrozenProcess* const frozen = current(); frozen && address)
        emit m_context.navigator.memoryRequested({.target = frozen->target,
                                                  .address = *address,
                                                  .view = std::nullopt,
                                                  .label = addressText(*address).toStdString()});
}

void CrashPanel::openFrame(const QModelIndex& index)
{
    const StackFrame& frame = m_stack.row(index.row()).frame;
    if (index.column() == StackModel::AddressColumn)
        return openAt(frame.programCounter);
    const AddressSymbol& symbol = frame.symbol;
    const QString file = toQt(symbol.file);
    if (!file.isEmpty() && QFileInfo(file).isFile()) {
        emit m_context.navigator.sourceRequested(file, static_cast<int>(symbol.line));
        return;
    }
    const QString code = tr("A double click on the frame's address shows its code in the memory");
    const QString why = file.isEmpty()
        ? tr("No source is known of frame %1: %2 was built without debug information.")
              .arg(index.row())
              .arg(symbol.module.empty() ? tr("what it runs in") : toQt(symbol.module))
        : tr("The source of frame %1, %2, is not on this machine.").arg(index.row()).arg(file);
    emit m_context.navigator.statusMessage(why + QLatin1Char(' ') + code);
}

void CrashPanel::closeCurrent()
{
    const FrozenProcess* const frozen = current();
    if (!frozen || m_closing.isRunning())
        return;
    m_ui->closeCrash->setEnabled(false);
    m_closing.start(
        this,
        [&workbench = m_context.workbench, target = frozen->target](std::stop_token) {
            workbench.closeFrozen(target);   // kills and reaps the process
            return true;
        },
        [this](bool) { m_ui->closeCrash->setEnabled(true); });
}

void CrashPanel::saveCurrent()
{
    const FrozenProcess* const frozen = current();
    if (!frozen || m_saving.isRunning())
        return;
    const TargetId target = frozen->target;   // the list may change while the dialog is open
    const QString path = chooseCoreFile(this, QStringLiteral("core.%1").arg(frozen->report.pid.value()));
    if (path.isEmpty())
        return;
    m_ui->saveCore->setEnabled(false);
    m_ui->saveCore->setText(tr("Saving …"));
    m_saving.start(
        this,
        [&workbench = m_context.workbench, target, file = path.toStdString()](const std::stop_token& stop) {
            return workbench.saveCore(target, file, stop);
        },
        [this, path](const Result<CoreFileSummary>& saved) { tellSaved(path, saved); });
}

void CrashPanel::tellSaved(const QString& path, const Result<CoreFileSummary>& saved)
{
    m_ui->saveCore->setText(tr("Sa&ve core…"));
    m_ui->saveCore->setEnabled(current() && current()->report.isReadable);
    if (!saved) {
        emit m_context.navigator.failed(tr("Not saved: %1").arg(toQt(errorText(saved.error()))));
        return;
    }
    QString text = tr("Saved %1 of memory as %2").arg(sizeText(saved->savedBytes), path);
    if (const std::uint64_t missing = saved->unreadableBytes + saved->leftOutBytes; missing > 0)
        text += tr("; %1 could not be read or are only reserved").arg(sizeText(missing));
    emit m_context.navigator.statusMessage(text);
}

}  // namespace memdelbrot
