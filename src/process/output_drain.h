#pragma once

#include "base/unique_fd.h"
#include "process/supervisor.h"

#include <array>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>

namespace memdelbrot {

// Empties a child's two output pipes as they fill, so that it never blocks on them.
class OutputDrain final {
public:
    using Receiver = std::function<void(OutputStream, std::string_view)>;

    // REQUIRES: non-blocking read ends.
    OutputDrain(UniqueFd standardOutput, UniqueFd standardError, Receiver receiver);
    ~OutputDrain();   // what has not been read by then is lost

    // What is in the pipes now goes to the receiver before this returns; at most 4 MiB of each.
    void drainNow();

private:
    void run();
    bool readSome(std::size_t index, std::size_t limit);

    const Receiver m_receiver;
    std::mutex m_mutex;   // of reading and delivering, so that the order is kept
    std::array<UniqueFd, 2> m_pipes;
    UniqueFd m_quit;
    std::thread m_thread;
};

}  // namespace memdelbrot
