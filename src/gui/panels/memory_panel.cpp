#include "gui/panels/memory_panel.h"

#include "gui/models/hex_typed.h"
#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "gui/shell/icons.h"
#include "gui/widgets/elided_label.h"
#include "gui/widgets/fill_bar.h"
#include "gui/widgets/hex_view.h"
#include "gui/widgets/inline_notice.h"
#include "gui/widgets/target_chooser.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedLayout>

namespace memdelbrot {

MemoryPanel::MemoryPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_notice(new InlineNotice(this)),
      m_formerNotice(new InlineNotice(this)),
      m_fillBar(new FillBar(this)),
      m_view(new HexView(this)),
      m_footer(new ElidedLabel(this)),
      m_pages(new QStackedLayout),
      m_waiting(context),
      m_movedName(context)
{
    setObjectName(QStringLiteral("memoryPanel"));
    m_notice->setObjectName(QStringLiteral("memoryNotice"));
    m_formerNotice->setObjectName(QStringLiteral("formerPlaceNotice"));
    m_fillBar->setObjectName(QStringLiteral("fillBar"));
    m_footer->setObjectName(QStringLiteral("memoryFooter"));
    m_footer->setContentsMargins(6, 0, 6, 0);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_notice);
    column->addWidget(m_formerNotice);
    column->addWidget(m_fillBar);
    m_pages->addWidget(makeEmptyPage());
    m_pages->addWidget(m_view);
    column->addLayout(m_pages, 1);
    column->addWidget(m_footer);
    setFocusProxy(m_view);
    addViewActions();
    connectView();
    connectNavigator();
}

QWidget* MemoryPanel::makeBar()
{
    auto* const bar = new QWidget(this);
    m_targets = new TargetChooser(m_context, bar);
    m_targets->setObjectName(QStringLiteral("targetChooser"));
    m_targets->setToolTip(tr("Whose memory is shown"));
    m_dtypes = new QComboBox(bar);
    m_dtypes->setObjectName(QStringLiteral("dtypeChooser"));
    m_dtypes->setAccessibleName(tr("View as dtype"));
    m_dtypes->setToolTip(tr("Typed columns beside the bytes: pick a dtype or type one, such as >i4 or S13"));
    m_dtypes->setEditable(true);
    m_dtypes->setInsertPolicy(QComboBox::NoInsert);
    m_dtypes->setCompleter(nullptr);   // it would turn S1 into what was listed
    m_dtypes->addItem(tr("bytes only"));
    for (const Dtype& dtype : typedChoices())
        m_dtypes->addItem(toQt(dtype.name()));
    m_shape = new QLineEdit(bar);
    m_shape->setObjectName(QStringLiteral("shapeEdit"));
    m_shape->setAccessibleName(tr("Shape"));
    m_shape->setPlaceholderText(tr("shape"));
    m_shape->setToolTip(tr("How many elements from here on are one array, such as 100 or 10,10. Empty: no array"));
    m_shape->setMaximumWidth(110);
    m_fillButton = new QPushButton(tr("Fill…"), bar);
    m_fillButton->setObjectName(QStringLiteral("openFillButton"));
    m_fillButton->setToolTip(tr("Fill the selection, or the array, with a value"));
    auto* const label = new QLabel(tr("&as"), bar);
    label->setBuddy(m_dtypes);
    auto* const row = new QHBoxLayout(bar);
    row->setContentsMargins(6, 4, 6, 4);
    row->addWidget(m_targets, 1);
    row->addWidget(label);
    row->addWidget(m_dtypes);
    row->addWidget(m_shape);
    row->addWidget(m_fillButton);
    connect(m_targets, &TargetChooser::closed, this, &MemoryPanel::leaveTarget);
    connect(m_targets, &TargetChooser::chosen, this, [this](TargetId target) {
        showTarget(target);
        emit m_context.navigator.targetSelected(target);
    });
    connect(m_dtypes, &QComboBox::textActivated, this, &MemoryPanel::chooseDtype);
    connect(m_dtypes->lineEdit(), &QLineEdit::returnPressed, this, [this] { chooseDtype(m_dtypes->currentText()); });
    connect(m_shape, &QLineEdit::returnPressed, this, &MemoryPanel::chooseShape);
    connect(m_fillButton, &QPushButton::clicked, this, &MemoryPanel::openFill);
    return bar;
}

QWidget* MemoryPanel::makeEmptyPage()
{
    auto* const page = new QWidget(this);
    auto* const hint = new QLabel(tr("Memory is shown here.\nType an address above (Ctrl+G), pick a target, or look at "
                                     "this program's own memory."),
                                  page);
    hint->setObjectName(QStringLiteral("memoryHint"));
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    auto* const own = new QPushButton(tr("Show this program's memory"), page);
    own->setObjectName(QStringLiteral("showOwnMemory"));
    connect(own, &QPushButton::clicked, this, [this] { showTarget(m_context.workbench.targets().self()); });
    auto* const column = new QVBoxLayout(page);
    column->addStretch();
    column->addWidget(hint);
    column->addWidget(own, 0, Qt::AlignCenter);
    column->addStretch();
    return page;
}

void MemoryPanel::addViewActions()
{
    auto* const inspect = new QAction(tr("&Inspect"), m_view);
    inspect->setObjectName(QStringLiteral("inspectAction"));
    inspect->setShortcut(QKeySequence(tr("Ctrl+I")));
    inspect->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(inspect, &QAction::triggered, this, [this] {
        if (m_target)
            emit m_context.navigator.inspectionRequested(*m_target, m_view->cursor().selection().begin());
    });
    auto* const fillAction = new QAction(tr("F&ill…"), m_view);
    fillAction->setObjectName(QStringLiteral("fillAction"));
    connect(fillAction, &QAction::triggered, this, &MemoryPanel::openFill);
    m_view->addActions({inspect, fillAction});
}

void MemoryPanel::connectView()
{
    connect(m_view, &HexView::selectionChanged, this, [this](const AddressRange& range) {
        if (m_target)
            emit m_context.navigator.selectionChanged(*m_target, range);
    });
    connect(m_view, &HexView::cursorMoved, this, &MemoryPanel::describe);
    connect(m_view, &HexView::hovered, this, [this](const AddressRange& range) {
        m_isHovering = true;
        if (m_target)
            emit m_context.navigator.memoryHovered(*m_target, range);
        m_isHovering = false;
    });
    connect(m_view, &HexView::pointerFollowed, this, [this](Address address) {
        if (m_target)
            emit m_context.navigator.memoryRequested(
                {.target = *m_target, .address = address, .label = addressText(address).toStdString()});
    });
    connect(m_view, &HexView::describeRequested, this, &MemoryPanel::showToolTip);
    connect(m_view, &HexView::refused, this, &MemoryPanel::showRefused);
    connect(m_view, &HexView::editChanged, this, &MemoryPanel::forgetRefusal);
    connect(m_view, &HexView::edited, this, &MemoryPanel::forgetRefusal);
    connect(m_view, &HexView::told, &m_context.navigator, &Navigator::statusMessage);
    HexDocument& document = m_view->document();
    connect(&document, &HexDocument::refused, this, &MemoryPanel::showRefused);
    connect(&document, &HexDocument::stateChanged, this, &MemoryPanel::showState);
    connect(&document, &HexDocument::bytesChanged, this, &MemoryPanel::countReads);
    connect(&document, &HexDocument::bytesChanged, this, &MemoryPanel::showFooter);
    connect(&document, &HexDocument::pokeHeld, this, &MemoryPanel::showHeld);
    connect(&document, &HexDocument::pokesChanged, this, [this] {
        if (m_view->document().pokes().isEmpty() && m_noticeAction != NoticeAction::None)
            m_notice->hide();
    });
    connect(&document, &HexDocument::pokeWritten, this, [this](const PokeRecord& record) {
        forgetRefusal();
        if (m_target)
            emit m_context.navigator.memoryChanged(*m_target,
                                                   AddressRange::fromSize(record.address, record.after.size()));
    });
    connect(m_notice, &InlineNotice::acted, this, &MemoryPanel::act);
    connect(m_notice, &InlineNotice::dismissed, this, &MemoryPanel::dismissNotice);
    connect(&m_movedName, &MovedName::changed, this, &MemoryPanel::showFormer);
    connect(m_formerNotice, &InlineNotice::acted, this, &MemoryPanel::leaveFormer);
    connect(m_formerNotice, &InlineNotice::dismissed, this, [this] {
        if (nextWorker() && !m_movedName.elsewhere() && !m_movedName.isUnbound())
            m_knownOver.insert(*m_target);
    });
    connect(m_fillBar, &FillBar::filled, this, &MemoryPanel::fill);
    connect(m_fillBar, &FillBar::refused, this, &MemoryPanel::showRefused);
}

void MemoryPanel::connectNavigator()
{
    Navigator& navigator = m_context.navigator;
    connect(&navigator, &Navigator::memoryRequested, this, &MemoryPanel::visit);
    connect(&m_context.events, &WorkbenchEvents::allocationsChanged, this, &MemoryPanel::followArray);
    connect(&m_context.events, &WorkbenchEvents::targetsChanged, this, &MemoryPanel::release);
    connect(&m_context.events, &WorkbenchEvents::journalChanged, this, &MemoryPanel::markOwnWrites);
    connect(&m_context.events, &WorkbenchEvents::targetsChanged, this, &MemoryPanel::showFormer);
    connect(&navigator, &Navigator::backRequested, this, [this] { travel(m_history.back()); });
    connect(&navigator, &Navigator::forwardRequested, this, [this] { travel(m_history.forward()); });
    connect(&navigator, &Navigator::targetSelected, this, [this](TargetId target) {
        if (target != m_target)
            showTarget(target);
    });
    connect(&navigator, &Navigator::memoryHovered, this, [this](TargetId target, const AddressRange& range) {
        if (!m_isHovering)
            m_view->showHovered(target == m_target ? range : AddressRange());
    });
    connect(&navigator, &Navigator::memoryChanged, this, [this](TargetId target) {
        if (target != m_target)
            return;
        forgetRefusal();
        m_view->document().refresh();
    });
    connect(&m_context.events, &WorkbenchEvents::allocationsChanged, this, [this] {
        showLife();
        describe();
    });
}

}  // namespace memdelbrot
