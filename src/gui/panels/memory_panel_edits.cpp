// What the memory panel says and offers when a write is held up or refused.
#include "gui/models/target_text.h"
#include "gui/panels/memory_panel.h"
#include "gui/widgets/fill_bar.h"
#include "gui/widgets/hex_view.h"
#include "gui/widgets/inline_notice.h"
#include "workbench/error_text.h"

#include <QKeyEvent>

namespace memdelbrot {

void MemoryPanel::showHeld(const Error& error)
{
    const auto info = m_target ? m_context.workbench.targets().info(*m_target)
                               : Result<TargetInfo>(failure({.code = ErrorCode::NotFound}));
    if (canGoOn(m_view->document().pokes(), info))
        return release();   // it was unlocked while the write was on its way
    const QString name = info ? toQt(info->name) : tr("this target");
    m_noticeAction = NoticeAction::Look;
    m_isRefusal = false;
    QString text = toQt(errorText(error));
    QString action = tr("Look again");
    if (error.code == ErrorCode::Locked && info && unlockRule(info->kind) != UnlockRule::Never) {
        m_noticeAction = NoticeAction::Unlock;
        text = tr("%1 is locked. What you typed waits and is not written yet.").arg(name);
        action = tr("Unlock %1").arg(name);
    } else if (error.code == ErrorCode::ReadOnly) {
        m_noticeAction = NoticeAction::Force;
        text = tr("These pages are read-only for %1 itself. What you typed waits and is not written yet.").arg(name);
        action = tr("Write all the same");
    }
    m_notice->showText(text, action);
}

void MemoryPanel::release()
{
    HexPokeQueue& pokes = m_view->document().pokes();
    if (!m_target || !canGoOn(pokes, m_context.workbench.targets().info(*m_target)))
        return;
    if (std::exchange(m_noticeAction, NoticeAction::None) != NoticeAction::None)
        m_notice->hide();
    pokes.resume();
}

void MemoryPanel::markOwnWrites()
{
    if (m_target)
        m_view->document().setOwnWrites(OwnWrites(m_context.workbench.journal().entries(), *m_target));
}

void MemoryPanel::dismissNotice()
{
    HexPokeQueue& pokes = m_view->document().pokes();
    if (std::exchange(m_isRefusal, false)) {
        if (pokes.heldBy())
            showHeld(*pokes.heldBy());
        return;
    }
    if (pokes.isEmpty())
        return;
    emit m_context.navigator.statusMessage(
        tr("%1 that waited to be written are dropped").arg(sizeText(pokes.bytesWaiting())));
    pokes.discard();
}

void MemoryPanel::showRefused(const Error& error)
{
    m_noticeAction = NoticeAction::None;
    m_isRefusal = true;
    m_notice->showText(toQt(errorText(error)));
}

void MemoryPanel::forgetRefusal()
{
    if (!std::exchange(m_isRefusal, false))
        return;
    m_notice->hide();
    if (const auto& held = m_view->document().pokes().heldBy())
        showHeld(*held);   // the refusal had taken its place
}

void MemoryPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape || m_notice->isHidden())
        return QWidget::keyPressEvent(event);
    m_isRefusal = false;
    m_notice->hide();
}

void MemoryPanel::act()
{
    m_notice->hide();
    HexPokeQueue& pokes = m_view->document().pokes();
    if (!m_target)
        return;
    switch (m_noticeAction) {
    case NoticeAction::Unlock:
        if (const auto done = m_context.workbench.targets().unlock(*m_target); !done)
            return showHeld(done.error());
        release();
        break;
    case NoticeAction::Force:
        m_forced.insert(*m_target);
        pokes.setForce(WriteForce::Yes);
        pokes.resume();
        break;
    case NoticeAction::Look:
    case NoticeAction::None:
        pokes.discard();
        m_view->document().refresh();
        break;
    }
    m_view->setFocus();
}

void MemoryPanel::showState()
{
    if (m_target && m_view->document().isOpen() && m_view->document().state() == TargetState::Ended) {
        m_noticeAction = NoticeAction::None;
        m_isRefusal = false;
        m_notice->showText(
            tr("The target has ended. What had been read before is kept, in another colour; nothing can be written."));
    }
}

void MemoryPanel::openFill()
{
    if (!m_target)
        return;
    const AddressRange selection = m_view->cursor().selection();
    const auto uint8 = Dtype::fromKind(DtypeKind::UnsignedInteger, 1);
    const bool isOne = !m_view->cursor().isExtended();
    m_fillBar->open(isOne && !m_view->array().isEmpty() ? m_view->array() : selection, m_view->typed().value_or(uint8));
}

void MemoryPanel::fill(Address address, const std::shared_ptr<std::vector<std::byte>>& bytes)
{
    HexDocument& document = m_view->document();
    if (document.shown(AddressRange::fromSize(address, bytes->size()))) {
        if (const auto done = document.poke(address, std::move(*bytes)); !done)
            return showRefused(done.error());
    } else {
        document.pokeUnseen(address, std::move(*bytes));
    }
    m_view->setFocus();
}

void MemoryPanel::countReads()
{
    const HexDocument& document = m_view->document();
    if (document.reads() == m_readsTold)
        return;
    m_readsTold = document.reads();
    emit m_context.navigator.readsCounted(document.reads(), document.faults());
}

}  // namespace memdelbrot
