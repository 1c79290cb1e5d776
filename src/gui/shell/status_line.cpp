#include "gui/shell/status_line.h"

#include "base/hex_text.h"
#include "gui/models/status_fields.h"
#include "gui/models/target_text.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/elided_label.h"
#include "gui/widgets/text_colour.h"

#include <QLabel>

#include <algorithm>
#include <array>
#include <chrono>

namespace memdelbrot {

namespace {

constexpr int messageMilliseconds = 8000;
constexpr int failureMilliseconds = 30'000;
constexpr int messageMargin = 40;   // of the message and the size grip
constexpr int fieldMargin = 8;
constexpr std::uint64_t shownBytes = 8;
constexpr std::chrono::milliseconds liveInterval{500};

// "3 bytes at 0x7f..: 48 65 6c"
QString bytesText(Workbench& workbench, TargetId target, const AddressRange& range)
{
    QString text = QObject::tr("%1 at %2").arg(sizeText(range.size()), addressText(range.begin()));
    const auto memory = workbench.targets().target(target);
    if (memory && range.size() <= shownBytes) {
        const ReadResult read = (*memory)->read(range);
        if (read.isComplete())
            text +=
                QLatin1String(": ") + toQt(hexBytes(read.bytes)) + (read.stale ? QObject::tr(" (stale)") : QString());
        else
            text += QObject::tr(": unreadable");
    }
    return text;
}

}  // namespace

StatusLine::StatusLine(const PanelContext& context, const CurrentTarget& current, QWidget* parent)
    : QStatusBar(parent),
      m_context(context),
      m_current(current),
      m_target(addField(QStringLiteral("statusTarget"), tr("Current target"))),
      m_selection(new ElidedLabel(this)),   // may be long, and must not widen the window
      m_render(addField(QStringLiteral("statusRender"), tr("Render time")))
{
    setObjectName(QStringLiteral("statusLine"));
    m_selection->setObjectName(QStringLiteral("statusSelection"));
    m_selection->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    insertPermanentWidget(1, m_selection);
    connect(&current, &CurrentTarget::changed, this, &StatusLine::showTarget);
    connect(&context.navigator, &Navigator::selectionChanged, this, &StatusLine::showSelection);
    connect(&context.navigator, &Navigator::statusMessage, this, &StatusLine::showText);
    connect(this, &QStatusBar::messageChanged, this, &StatusLine::makeRoom);
    connect(&context.navigator, &Navigator::failed, this,
            [this](const QString& text) { showMessage(QStringLiteral("⚠ ") + text, failureMilliseconds); });
    const auto showAgain = [this] { showSelection(m_selectedTarget, m_selected); };
    connect(&context.navigator, &Navigator::memoryChanged, this, showAgain);
    connect(&context.events, &WorkbenchEvents::journalChanged, this, showAgain);
    connect(&context.events, &WorkbenchEvents::allocationsChanged, this, showAgain);
    connect(&context.events, &WorkbenchEvents::targetsChanged, this, showAgain);
    connect(&context.navigator, &Navigator::readsCounted, this, [this](quint64 reads, quint64 faults) {
        m_target->setToolTip(
            tr("The memory view has read it %1 times and met %2 unreadable stretches").arg(reads).arg(faults));
    });
    connect(&context.navigator, &Navigator::renderMeasured, this, [this](double kernel, double whole) {
        m_render->setText(tr("render %1").arg(durationText(kernel)));
        m_render->setToolTip(
            tr("The kernel alone: %1; the whole run: %2").arg(durationText(kernel), durationText(whole)));
    });
    m_timer.setInterval(liveInterval);
    connect(&m_timer, &QTimer::timeout, this, &StatusLine::readAgain);
    showTarget();
}

QLabel* StatusLine::addField(const QString& name, const QString& accessibleName)
{
    auto* label = new QLabel(this);
    label->setObjectName(name);
    label->setAccessibleName(accessibleName);
    label->setTextFormat(Qt::PlainText);
    addPermanentWidget(label);
    return label;
}

void StatusLine::resizeEvent(QResizeEvent* event)
{
    QStatusBar::resizeEvent(event);
    makeRoom();
}

void StatusLine::showEvent(QShowEvent* event)
{
    QStatusBar::showEvent(event);
    m_timer.start();
}

void StatusLine::hideEvent(QHideEvent* event)
{
    QStatusBar::hideEvent(event);
    m_timer.stop();
}

void StatusLine::showText(const QString& text)
{
    showMessage(fontMetrics().elidedText(text, Qt::ElideRight, width() - messageMargin), messageMilliseconds);
    setToolTip(text);
}

void StatusLine::makeRoom()
{
    const QString message = currentMessage();
    const std::array<QWidget*, 3> fields{m_target, m_render, m_selection};
    std::array<int, 3> widths{};
    std::transform(fields.begin(), fields.end(), widths.begin(),
                   [](const QWidget* field) { return field->sizeHint().width() + fieldMargin; });
    const int room = width() - messageMargin - fontMetrics().horizontalAdvance(message);
    const std::size_t shown = message.isEmpty() ? fields.size() : fittingFields(room, widths);
    for (std::size_t index = 0; index < fields.size(); ++index)
        fields[index]->setVisible(index < shown);
    if (message.isEmpty())
        setToolTip({});
}

void StatusLine::showTarget()
{
    const TargetInfo& info = m_current.info();
    m_target->setText(QStringLiteral("● %1: %2, %3").arg(toQt(info.name), stateText(info), lockText(info)));
    setTextColour(*m_target, [colour = info.colour](const QPalette& palette) { return targetColour(colour, palette); });
}

void StatusLine::showSelection(TargetId target, const AddressRange& range)
{
    m_selectedTarget = target;
    m_selected = range;
    if (range.isEmpty())
        return;
    m_reading.cancel();
    m_description.start(
        this,
        [&workbench = m_context.workbench, target, range](std::stop_token) {
            return std::pair(bytesText(workbench, target, range),
                             toQt(describeAddress(workbench, target, range.begin()).text()));
        },
        [this](const std::pair<QString, QString>& words) {
            m_reading.cancel();   // it may be of the selection before
            m_where = words.second;
            showBytes(words.first);
        });
}

// The target writes there too.
void StatusLine::readAgain()
{
    if (m_where.isEmpty() || m_selected.size() > shownBytes || m_reading.isRunning())
        return;
    m_reading.start(
        this,
        [&workbench = m_context.workbench, target = m_selectedTarget, range = m_selected](std::stop_token) {
            return bytesText(workbench, target, range);
        },
        [this](const QString& bytes) { showBytes(bytes); });
}

void StatusLine::showBytes(const QString& bytes)
{
    const QString text = bytes + QStringLiteral(" · ") + m_where;
    if (m_selection->text() == text)
        return;
    m_selection->setText(text);
    makeRoom();
}

}  // namespace memdelbrot
