#include "process/output_drain.h"

#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace memdelbrot {

namespace {

constexpr std::size_t chunkSize = 64 * 1024;
constexpr std::size_t drainLimit = 4 * 1024 * 1024;

}  // namespace

OutputDrain::OutputDrain(UniqueFd standardOutput, UniqueFd standardError, Receiver receiver)
    : m_receiver(std::move(receiver)),
      m_pipes{std::move(standardOutput), std::move(standardError)},
      m_quit(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      m_thread([this] { run(); })
{
}

OutputDrain::~OutputDrain()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_quit.get(), &one, sizeof one);
    m_thread.join();
}

void OutputDrain::drainNow()
{
    for (std::size_t index = 0; index < m_pipes.size(); ++index)
        readSome(index, drainLimit);
}

// False at the end of the stream.
bool OutputDrain::readSome(std::size_t index, std::size_t limit)
{
    const std::scoped_lock lock(m_mutex);
    std::array<char, chunkSize> chunk;
    for (std::size_t total = 0; total < limit;) {
        const ssize_t count = ::read(m_pipes[index].get(), chunk.data(), chunk.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count < 0 && errno == EAGAIN;
        if (m_receiver)
            m_receiver(static_cast<OutputStream>(index), {chunk.data(), static_cast<std::size_t>(count)});
        total += static_cast<std::size_t>(count);
    }
    return true;
}

void OutputDrain::run()
{
    std::array<pollfd, 3> polled{
        {{m_pipes[0].get(), POLLIN, 0}, {m_pipes[1].get(), POLLIN, 0}, {m_quit.get(), POLLIN, 0}}};
    while (true) {
        if (::poll(polled.data(), polled.size(), -1) < 0 && errno != EINTR)
            return;
        if (polled[2].revents != 0)
            return;
        for (std::size_t index = 0; index < m_pipes.size(); ++index) {
            if (polled[index].revents != 0 && !readSome(index, chunkSize))
                polled[index].fd = -1;   // poll passes over it
        }
    }
}

}  // namespace memdelbrot
