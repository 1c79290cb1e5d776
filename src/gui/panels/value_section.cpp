#include "gui/panels/value_section.h"

#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "gui/panels/shared_room_delegate.h"
#include "gui/panels/table_setup.h"
#include "ui_value_section.h"
#include "workbench/error_text.h"

#include <QHeaderView>
#include <QLineEdit>

#include <algorithm>
#include <chrono>

namespace memdelbrot {

namespace {

constexpr std::uint64_t widestValue = 32;   // bytes read beyond a short selection: as wide as the widest dtype
constexpr std::uint64_t selectionLimit = 256;
constexpr std::chrono::milliseconds liveInterval{500};

}  // namespace

ValueSection::ValueSection(const PanelContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_ui(std::make_unique<Ui::ValueSection>())
{
    m_ui->setupUi(this);
    m_ui->valueTable->setModel(&m_model);
    useFixedFont(*m_ui->valueTable);
    m_ui->valueTable->setItemDelegate(new SharedRoomDelegate(ValueTableModel::LittleColumn, this));
    m_ui->valueTable->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_ui->valueTable->setTextElideMode(Qt::ElideMiddle);  // of a number both ends say more; the tool tip has all of it
    QHeaderView* const header = m_ui->valueTable->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(ValueTableModel::TypeColumn, QHeaderView::ResizeToContents);
    connect(header, &QHeaderView::sectionResized, this, [this](int column) {
        if (column == ValueTableModel::TypeColumn)
            shareColumns();
    });
    m_ui->valueTable->viewport()->installEventFilter(this);
    m_timer.setInterval(liveInterval);
    connect(&m_timer, &QTimer::timeout, this, &ValueSection::readAgain);
    connect(m_ui->showRegionsHere, &QPushButton::clicked, &context.navigator, &Navigator::regionsRequested);
    m_ui->showRegionsHere->hide();
    connect(&context.navigator, &Navigator::selectionChanged, this, &ValueSection::show);
    connect(&context.navigator, &Navigator::memoryChanged, this, &ValueSection::read);
    connect(&context.events, &WorkbenchEvents::journalChanged, this, &ValueSection::read);
    connect(&context.events, &WorkbenchEvents::targetsChanged, this, &ValueSection::read);  // unlocked, ended
    connect(&m_model, &ValueTableModel::edited, this, &ValueSection::poke);
    connect(&m_model, &ValueTableModel::refused, this,
            [this](const Error& error) { emit m_context.navigator.failed(toQt(errorText(error))); });
}

ValueSection::~ValueSection() = default;

// What is being typed over a value is not taken away.
void ValueSection::readAgain()
{
    if (!m_readJob.isRunning() && !m_ui->valueTable->viewport()->findChild<QLineEdit*>())
        read();
}

void ValueSection::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    readAgain();
    m_timer.start();
}

void ValueSection::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void ValueSection::show(TargetId target, const AddressRange& range)
{
    m_target = target;
    m_range = range;
    read();
}

void ValueSection::read()
{
    if (m_range.isEmpty())
        return;
    const auto wanted =
        AddressRange::fromSize(m_range.begin(), std::clamp(m_range.size(), widestValue, selectionLimit));
    m_readJob.start(
        this,
        [&workbench = m_context.workbench, target = m_target, wanted](std::stop_token) {
            const auto memory = workbench.targets().target(target);
            return memory ? (*memory)->read(wanted)
                          : ReadResult{.range = wanted, .bytes = {}, .unreadable = {{wanted, ESRCH}}};
        },
        [this](const ReadResult& read) { showBytes(read); });
}

void ValueSection::showBytes(const ReadResult& read)
{
    std::vector<std::byte> bytes = read.bytes;
    if (!read.unreadable.empty())  // what stands before the hole
        bytes.resize(std::min<std::size_t>(bytes.size(),
                                           read.unreadable.front().range.begin().value() - read.range.begin().value()));
    const auto info = m_context.workbench.targets().info(m_target);
    const bool isWritable = m_context.workbench.targets().checkWritable(m_target, m_range).has_value();
    const auto selected = static_cast<std::size_t>(std::min<std::uint64_t>(m_range.size(), bytes.size()));
    m_model.setEditable(isWritable);
    m_ui->valueStack->setCurrentIndex(bytes.empty() ? 0 : 1);
    m_ui->showRegionsHere->show();
    m_ui->valueHint->setText(tr("Nothing can be read at %1: nothing is mapped there, or its pages are closed. The "
                                "target's regions are what can be read.")
                                 .arg(addressText(m_range.begin())));
    m_ui->valueTitle->setText(tr("%1 at %2%3")
                                  .arg(sizeText(m_range.size()), addressText(m_range.begin()),
                                       isWritable ? QString() : tr(" · locked: unlock to type over a value")));
    m_model.setBytes(std::move(bytes), selected);
    shareColumns();
}

// Both byte orders in a narrow dock; this machine's is the one that addresses are read in.
void ValueSection::shareColumns()
{
    const QFontMetrics metrics = m_ui->valueTable->fontMetrics();
    shareLastColumns(*m_ui->valueTable, metrics.horizontalAdvance(QStringLiteral("140737488355327 ")));  // 2^47 - 1
}

bool ValueSection::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::Resize && object == m_ui->valueTable->viewport())
        shareColumns();
    return QWidget::eventFilter(object, event);
}

void ValueSection::poke(const std::vector<std::byte>& shown, const std::vector<std::byte>& bytes)
{
    const auto range = AddressRange::fromSize(m_range.begin(), bytes.size());
    m_pokeJob.start(
        this,
        [&workbench = m_context.workbench, target = m_target, address = range.begin(), shown, bytes](std::stop_token) {
            return workbench.journal().poke(target, address, shown, bytes);
        },
        [this, target = m_target, range](const Result<PokeRecord>& record) {
            if (!record)
                emit m_context.navigator.failed(toQt(errorText(record.error())));
            emit m_context.navigator.memoryChanged(target, range);
        });
}

}  // namespace memdelbrot
