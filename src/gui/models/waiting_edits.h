#pragma once

#include "gui/models/hex_poke_queue.h"
#include "gui/shell/navigator.h"

#include <map>
#include <memory>

namespace memdelbrot {

// What was typed into targets that are not the shown one and is not written yet, most often because they are locked. It
// is written as soon as its target is unlocked, wherever that is done, and handed back when the target is shown again. Says
// in the status line what becomes of it.
class WaitingEdits final : public QObject {
    Q_OBJECT

public:
    explicit WaitingEdits(const PanelContext& context, QObject* parent = nullptr);

    void keep(TargetId target, std::unique_ptr<HexPokeQueue> pokes);  // nothing to do where it is empty
    [[nodiscard]] std::unique_ptr<HexPokeQueue> take(TargetId target);  // nullptr: nothing waits

private:
    void look();
    void forgetWritten(TargetId target);

    PanelContext m_context;
    std::map<TargetId, std::unique_ptr<HexPokeQueue>> m_queues;
};

// A lock holds the first write up, and the target is unlocked by now: the queue is to be resumed.
[[nodiscard]] bool canGoOn(const HexPokeQueue& pokes, const Result<TargetInfo>& target);

}  // namespace memdelbrot
