#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace memdelbrot {

enum class WorkbenchEvent { TargetsChanged, JournalChanged, AllocationsChanged, FrozenChanged, PythonChanged };

// Tells the one listener what changed, from the thread that changed it. Thread-safe.
class Events final {
public:
    using Listener = std::function<void(WorkbenchEvent)>;

    // Returns when no call of the former listener is under way. Not to be called by a listener.
    void setListener(Listener listener);
    void notify(WorkbenchEvent event);

    // While one lives, this thread's events wait, each kind once; they are told when the outermost one goes. Declare it
    // before the locks that the listener must not find held.
    class Hold final {
    public:
        explicit Hold(Events& events);
        ~Hold();
        Hold(const Hold&) = delete;
        Hold& operator=(const Hold&) = delete;

        void add(WorkbenchEvent event);
        [[nodiscard]] bool isOf(const Events& events) const { return &m_events == &events; }

    private:
        Events& m_events;
        Hold* m_outer;
        std::vector<WorkbenchEvent> m_waiting;
    };

private:
    void tell(WorkbenchEvent event);

    std::mutex m_mutex;
    std::condition_variable m_idle;
    std::shared_ptr<const Listener> m_listener;
    int m_underWay = 0;  // calls of listeners
};

}  // namespace memdelbrot
