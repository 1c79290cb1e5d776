#pragma once

#include "gui/models/jobs.h"

#include <functional>
#include <utility>

namespace memdelbrot {

// A Job whose requests never run side by side: while one runs, only the newest of those that follow waits. For questions
// that are asked with every key and may take long, so that they cannot fill the pool.
class LatestJob final {
public:
    template <typename Work, typename Done>
    void start(QObject* context, Work work, Done done)
    {
        m_isWanted = true;
        auto run = [this, context, work = std::move(work), done = std::move(done)] {
            m_job.start(context, work, [this, done](auto result) {
                if (m_next)
                    std::exchange(m_next, {})();
                else if (m_isWanted)
                    done(std::move(result));
            });
        };
        if (m_job.isRunning())
            m_next = std::move(run);
        else
            run();
    }

    // Nothing is delivered any more; what runs is let run to its end.
    void cancel()
    {
        m_next = {};
        m_isWanted = false;
    }

private:
    Job m_job;
    std::function<void()> m_next;
    bool m_isWanted = false;
};

}  // namespace memdelbrot
