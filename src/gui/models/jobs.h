#pragma once

#include <QMetaObject>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <utility>

namespace memdelbrot {

// A pool for blocking work (calls that wait for a worker, for Python), apart from the one that computes.
[[nodiscard]] QThreadPool& blockingPool();

// Runs `work(std::stop_token)` in the pool and hands its result to `done(result)` on the context's thread. Only the
// newest request of a Job counts: start() asks the one before to stop and drops its result. The context must outlive
// the Job; destroying the Job cancels and drops. Use one Job for each question that a panel asks.
class Job final {
public:
    Job() = default;
    ~Job() { cancel(); }
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;

    template <typename Work, typename Done>
    void start(QObject* context, Work work, Done done)
    {
        cancel();
        m_state = std::make_shared<State>();
        blockingPool().start([state = m_state, context = QPointer<QObject>(context), work = std::move(work),
                              done = std::move(done)]() mutable {
            if (state->source.stop_requested())
                return;
            auto result = std::make_shared<decltype(work(std::stop_token{}))>(work(state->source.get_token()));
            const std::lock_guard lock(state->mutex);  // holds off cancel(), and so the context's end, while posting
            if (state->source.stop_requested() || !context)
                return;
            QMetaObject::invokeMethod(
                context.data(),
                [state, done = std::move(done), result]() mutable {
                    if (!state->source.stop_requested()) {
                        state->isRunning = false;
                        done(std::move(*result));
                    }
                },
                Qt::QueuedConnection);
        });
    }

    void cancel()
    {
        if (!m_state)
            return;
        const std::lock_guard lock(m_state->mutex);
        m_state->source.request_stop();
        m_state->isRunning = false;
    }

    [[nodiscard]] bool isRunning() const { return m_state && m_state->isRunning; }

private:
    struct State {
        std::stop_source source;
        std::mutex mutex;
        bool isRunning = true;  // the GUI thread's own
    };
    std::shared_ptr<State> m_state;
};

}  // namespace memdelbrot
