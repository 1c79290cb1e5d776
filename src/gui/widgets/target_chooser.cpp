#include "gui/widgets/target_chooser.h"

#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "gui/shell/palettes.h"

#include <QEvent>
#include <QPainter>

namespace memdelbrot {

namespace {

constexpr int ColourRole = Qt::UserRole + 1;

QIcon dotOf(const QColor& colour)
{
    QPixmap pixmap(12, 12);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(1, 1, 10, 10);
    return QIcon(pixmap);
}

}  // namespace

TargetChooser::TargetChooser(const PanelContext& context, QWidget* parent) : QComboBox(parent), m_context(context)
{
    setAccessibleName(tr("Target"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(9);
    connect(this, &QComboBox::activated, this, [this](int index) {
        m_target = TargetId(itemData(index).value<quint64>());
        emit chosen(*m_target);
    });
    connect(&m_context.events, &WorkbenchEvents::targetsChanged, this, &TargetChooser::list);
    list();
}

void TargetChooser::setTarget(const std::optional<TargetId>& target)
{
    m_target = target;
    list();
}

void TargetChooser::list()
{
    clear();
    int current = -1;
    for (const TargetInfo& info : m_context.workbench.targets().list()) {
        const QString state = info.state == TargetState::Running
            ? QString()
            : QStringLiteral(" (") + stateText(info.state) + QLatin1Char(')');
        addItem(toQt(info.name) + state, QVariant::fromValue<quint64>(info.id.value()));
        setItemData(count() - 1, info.colour, ColourRole);
        if (info.id == m_target)
            current = count() - 1;
    }
    colourDots();
    setCurrentIndex(current);
    if (m_target && current < 0) {
        m_target.reset();
        emit closed();
    }
}

void TargetChooser::colourDots()
{
    for (int index = 0; index < count(); ++index)
        setItemIcon(index, dotOf(targetColour(itemData(index, ColourRole).toInt(), palette())));
}

void TargetChooser::changeEvent(QEvent* event)
{
    QComboBox::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colourDots();
}

}  // namespace memdelbrot
