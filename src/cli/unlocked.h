#pragma once

#include "workbench/targets.h"

namespace memdelbrot {

// A target unlocked while this lives, and locked again if it was. This program itself stays as it is, and so does a
// process that is kept as it died: who means to change that says so by `unlock`.
class Unlocked final {
public:
    Unlocked(Targets& targets, TargetId id) : m_targets(targets), m_id(id)
    {
        const auto info = targets.info(id);
        m_wasLocked = info && info->state == TargetState::Running && info->lock == WriteLock::Locked
            && targets.unlock(id).has_value();
    }
    ~Unlocked()
    {
        if (m_wasLocked)
            m_targets.lock(m_id);
    }
    Unlocked(const Unlocked&) = delete;
    Unlocked& operator=(const Unlocked&) = delete;

private:
    Targets& m_targets;
    TargetId m_id;
    bool m_wasLocked = false;
};

}  // namespace memdelbrot
