// Which target and place the memory panel shows, and seen as what.
#include "gui/models/current_target.h"
#include "gui/models/hex_typed.h"
#include "gui/models/target_text.h"
#include "gui/panels/memory_panel.h"
#include "gui/widgets/elided_label.h"
#include "gui/widgets/fill_bar.h"
#include "gui/widgets/hex_view.h"
#include "gui/widgets/inline_notice.h"
#include "gui/widgets/target_chooser.h"

#include <QComboBox>
#include <QLineEdit>
#include <QStackedLayout>
#include <QToolTip>

namespace memdelbrot {

namespace {

// A look at a process begins at its heap, where it has one that can be read.
std::optional<Address> firstReadable(const std::vector<Region>& regions)
{
    std::optional<Address> found;
    for (const Region& region : regions) {
        if (!region.permissions.read || region.range.isEmpty())
            continue;
        if (region.kind == RegionKind::Heap)
            return region.range.begin();
        found = found ? found : region.range.begin();
    }
    return found;
}

}  // namespace

void MemoryPanel::leaveTarget()
{
    if (m_target) {
        m_lastPlaces.erase(*m_target);
        m_waiting.keep(*m_target, m_view->document().takePokes());   // says that nothing comes of them
    }
    m_target.reset();
    m_followed.reset();
    m_movedName.forget();
    showFormer();
    m_view->document().close();
    m_notice->hide();
    m_footer->setText({});
    m_pages->setCurrentIndex(0);
}

void MemoryPanel::visit(const Place& place)
{
    showPlace(place);
    if (!m_isTravelling)
        m_history.visit(place);
    emit m_context.navigator.historyChanged(m_history.canGoBack(), m_history.canGoForward());
}

void MemoryPanel::travel(const std::optional<Place>& place)
{
    if (!place)
        return;
    m_isTravelling = true;   // everyone follows, and the history stays as it is
    emit m_context.navigator.memoryRequested(upToDate(*place, m_context.workbench.allocations().list()));
    m_isTravelling = false;
}

void MemoryPanel::showPlace(const Place& place)
{
    if (place.target != m_target && !openTarget(place.target))
        return;
    m_lastPlaces[place.target] = place;
    m_followed = FollowedArray::of(place, m_context.workbench.allocations().list());
    m_movedName.watch(place);
    showFormer();
    m_pages->setCurrentWidget(m_view);
    if (place.view)
        applyView(*place.view, place.viewBegin.value_or(place.address));
    else {
        m_viewBegin = place.address;
        m_shape->clear();
        m_view->setArray({});
        m_view->setTyped(m_view->typed(),
                         Address(place.address.value() % (m_view->typed() ? m_view->typed()->itemSize() : 1)));
    }
    showLife();
    m_view->goTo(place.address, m_view->cursor().area());
    emit m_context.navigator.selectionChanged(place.target, m_view->cursor().selection());
    if (isVisible())
        m_view->setFocus();
}

bool MemoryPanel::openTarget(TargetId target)
{
    const auto memory = m_context.workbench.targets().target(target);
    if (!memory) {
        showRefused(memory.error());
        return false;
    }
    if (m_target)
        m_waiting.keep(*m_target, m_view->document().takePokes());
    m_target = target;
    m_fillBar->abandon();
    m_notice->hide();
    m_noticeAction = NoticeAction::None;
    HexPokeQueue::Write write = [&journal = m_context.workbench.journal(), target](const HexPoke& poke,
                                                                                   WriteForce force) {
        return poke.expected.empty() ? journal.pokeUnseen(target, poke.address, poke.bytes, force, poke.run)
                                     : journal.poke(target, poke.address, poke.expected, poke.bytes, force, poke.run);
    };
    if (auto waiting = m_waiting.take(target))
        m_view->document().open(*memory, std::move(waiting));
    else
        m_view->document().open(*memory, std::move(write));
    markOwnWrites();
    HexPokeQueue& pokes = m_view->document().pokes();
    pokes.setForce(m_forced.contains(target) ? WriteForce::Yes : WriteForce::No);
    if (pokes.heldBy())
        showHeld(*pokes.heldBy());
    m_targets->setTarget(target);
    return true;
}

void MemoryPanel::showTarget(TargetId target)
{
    if (const auto last = m_lastPlaces.find(target); last != m_lastPlaces.end()) {
        travel(Place(last->second));
        return;
    }
    const auto memory = m_context.workbench.targets().target(target);
    if (!memory) {
        showRefused(memory.error());
        return;
    }
    m_regionJob.start(
        this, [memory = *memory](const std::stop_token&) { return memory->regions(); },
        [this, target](const Result<std::vector<Region>>& regions) {
            const Address begin = (regions ? firstReadable(*regions) : std::nullopt).value_or(Address());
            emit m_context.navigator.memoryRequested(
                {.target = target, .address = begin, .view = {}, .label = addressText(begin).toStdString()});
            if (!regions)
                showRefused(regions.error());
        });
}

void MemoryPanel::followArray()
{
    const auto place = m_followed ? m_followed->change(m_context.workbench.allocations().list()) : std::nullopt;
    if (!place || place->target != m_target)
        return;
    m_lastPlaces[place->target] = *place;
    const bool isElsewhere = place->address != m_viewBegin;
    applyView(*place->view, place->address);
    if (!isElsewhere)
        return;
    m_view->goTo(place->address, m_view->cursor().area());
    emit m_context.navigator.selectionChanged(place->target, m_view->cursor().selection());
}

void MemoryPanel::applyView(const ArrayView& view, Address begin)
{
    m_viewBegin = begin;
    const bool makesColumns = view.dtype.itemSize() > 0 && view.dtype.itemSize() <= kWidestItem;
    m_view->setTyped(makesColumns ? std::optional(view.dtype) : std::nullopt, begin);
    m_dtypes->setCurrentText(toQt(view.dtype.name()));
    QStringList axes;
    for (const std::uint64_t length : view.shape)
        axes << QString::number(length);
    m_shape->setText(axes.join(QLatin1Char(',')));
    m_view->setArray(AddressRange::fromSize(begin, view.byteSize()));
}

void MemoryPanel::chooseDtype(const QString& name)
{
    const bool isNone = name.trimmed().isEmpty() || name == m_dtypes->itemText(0);
    const auto dtype = isNone ? Result<Dtype>(Dtype::fromKind(DtypeKind::UnsignedInteger, 1))
                              : Dtype::parse(name.trimmed().toStdString());
    if (!dtype)
        return showRefused(dtype.error());
    if (dtype->itemSize() == 0 || dtype->itemSize() > kWidestItem)
        return showRefused({.code = ErrorCode::TooLarge,
                            .subject = dtype->name(),
                            .detail = "columns hold elements of 1 to 64 bytes"});
    m_notice->hide();
    m_followed.reset();
    const Address origin = m_shape->text().isEmpty() ? Address(m_viewBegin.value() % dtype->itemSize()) : m_viewBegin;
    m_view->setTyped(isNone ? std::nullopt : std::optional(*dtype), origin);
    if (!m_shape->text().isEmpty())
        chooseShape();
    m_view->setFocus();
}

// The view stays where it is: only the user goes.
std::optional<TargetInfo> MemoryPanel::nextWorker() const
{
    if (!m_target || m_knownOver.contains(*m_target))
        return std::nullopt;
    return workerAfter(m_context.workbench.targets(), *m_target);
}

void MemoryPanel::showFormer()
{
    const QString name = m_movedName.name();
    if (const auto& now = m_movedName.elsewhere())
        m_formerNotice->showText(tr("%1 now is at %2. This is its former place.").arg(name, addressText(now->address)),
                                 tr("Go there"));
    else if (m_movedName.isUnbound())
        m_formerNotice->showText(tr("%1 stands for nothing now. This is its former place.").arg(name));
    else if (const auto next = nextWorker())
        m_formerNotice->showText(
            tr("This is the memory of a worker that is over. Calls run in %1 now.").arg(uniqueName(*next)),
            tr("Show it"), tr("Show the memory of the worker that calls run in"));
    else
        m_formerNotice->hide();
}

void MemoryPanel::leaveFormer()
{
    if (const auto& now = m_movedName.elsewhere())
        emit m_context.navigator.memoryRequested(Place(*now));
    else if (const auto next = nextWorker())
        emit m_context.navigator.targetSelected(next->id);
}

void MemoryPanel::showLife()
{
    const auto allocations = m_context.workbench.allocations().list();
    m_view->setArrayFreed(std::any_of(allocations.begin(), allocations.end(), [this](const Allocation& known) {
        return !known.isReadable() && known.target == m_target && known.range.contains(m_viewBegin);
    }));
}

void MemoryPanel::chooseShape()
{
    forgetRefusal();
    m_followed.reset();
    if (m_shape->text().trimmed().isEmpty()) {
        m_view->setArray({});
        return;
    }
    const auto shape = parseShape(m_shape->text().toStdString());
    if (!shape)
        return showRefused(shape.error());
    const std::size_t itemSize = m_view->typed() ? m_view->typed()->itemSize() : 1;
    if (m_view->cursor().address() < m_viewBegin)
        m_viewBegin = m_view->cursor().address();
    m_view->setTyped(m_view->typed(), m_viewBegin);
    m_view->setArray(AddressRange::fromSize(m_viewBegin, elementCount(*shape) * itemSize));
    showLife();
}

// What is selected and where it lies.
void MemoryPanel::describe()
{
    if (!m_target)
        return;
    showFooter();
    const Address address = m_view->cursor().selection().begin();
    m_describeJob.start(
        this,
        [&workbench = m_context.workbench, target = *m_target, address](const std::stop_token&) {
            return describeAddress(workbench, target, address).text();
        },
        [this](const std::string& where) {
            m_where = toQt(where);
            showFooter();
        });
}

void MemoryPanel::showFooter()
{
    if (!m_target)
        return;
    const AddressRange selection = m_view->cursor().selection();
    const bool isInSight = !m_view->cellRect(HexArea::Hex, selection.begin()).isEmpty();  // else nothing is read there
    const QString what = selection.size() > 1
        ? tr("%1 selected from %2").arg(sizeText(selection.size()), addressText(selection.begin()))
        : isInSight ? m_view->byteText(selection.begin())
                    : tr("%1: the cursor is out of sight").arg(addressText(selection.begin()));
    const std::size_t itemSize = m_view->typed() ? m_view->typed()->itemSize() : 1;
    const bool isOneElement = itemSize > 1 && selection.size() <= itemSize;  // of one byte all is said
    QStringList parts{what, isInSight && isOneElement ? m_view->elementText(selection.begin()) : QString()};
    parts.insert(m_view->isArrayFreed() ? 0 : 2, m_where);  // that an array is freed must not be what is cut off
    parts.removeAll(QString());
    m_footer->setText(parts.join(QStringLiteral("  ·  ")));
}

void MemoryPanel::showToolTip(Address address, const QPoint& position)
{
    if (!m_target)
        return;
    m_toolTipJob.start(
        this,
        [&workbench = m_context.workbench, target = *m_target, address](const std::stop_token&) {
            return describeAddress(workbench, target, address).text();
        },
        [this, address, position](const std::string& where) {
            QStringList lines{m_view->byteText(address), m_view->elementText(address), toQt(where)};
            lines.removeAll(QString());
            if (m_view->underMouse())
                QToolTip::showText(position, lines.join(QLatin1Char('\n')), m_view);
        });
}

}  // namespace memdelbrot
