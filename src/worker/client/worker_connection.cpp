#include "worker/client/worker_connection.h"

#include "worker/client/parked_report.h"

#include <csignal>
#include <cstring>
#include <filesystem>
#include <thread>

namespace memdelbrot {

using namespace std::chrono_literals;
using workerprotocol::RequestKind;

namespace {

std::string programOf(const WorkerOptions& options)
{
    if (!options.program.empty())
        return options.program;
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).replace_filename("memdelbrot-worker").string();
}

Error errorOf(const CrashReport& report)
{
    return {.code = report.kind == EndKind::TimedOut ? ErrorCode::TimedOut : ErrorCode::Crashed,
            .subject = report.what,
            .detail = summary(report)};
}

}  // namespace

Result<std::unique_ptr<WorkerConnection>> WorkerConnection::open(const WorkerOptions& options,
                                                                 const std::stop_token& stop)
{
    auto memory = ControlMemory::create();
    if (!memory)
        return failure(std::move(memory.error()));
    std::unique_ptr<WorkerConnection> connection(new WorkerConnection(std::move(*memory)));
    if (auto started = connection->start(options, stop); !started)
        return failure(std::move(started.error()));
    return connection;
}

Result<void> WorkerConnection::start(const WorkerOptions& options, const std::stop_token& stop)
{
    if (auto spawned = spawn(options, options.usePtrace); !spawned)
        return spawned;
    // Refused, the worker has to be told to park: a fresh one is.
    if (options.usePtrace && !m_supervisor->isTraced()) {
        m_supervisor.reset();
        if (auto spawned = spawn(options, false); !spawned)
            return spawned;
    }
    return greet(stop);
}

Result<void> WorkerConnection::spawn(const WorkerOptions& options, bool usePtrace)
{
    SupervisedProgram program{.what = "worker", .program = programOf(options)};
    m_programName = std::filesystem::path(program.program).filename().string();
    if (!usePtrace)
        program.arguments.emplace_back(workerprotocol::parkOption);
    program.descriptors.push_back({m_memory.descriptor(), workerprotocol::controlDescriptor});
    program.usePtrace = usePtrace;
    auto started =
        Supervisor::start(program,
                          {[this](OutputStream stream, std::string_view text) { m_captured.add(stream, text); },
                           [this](const CrashReport& report) { onEnd(report); }});
    if (!started)
        return failure(std::move(started.error()));
    m_supervisor = std::move(*started);
    return {};
}

Result<void> WorkerConnection::greet(const std::stop_token& stop)
{
    const auto exchange = request(RequestKind::Hello, {}, 20s, stop);
    if (!exchange && stop.stop_requested())
        return failure({.code = ErrorCode::Cancelled, .subject = "worker"});
    if (!exchange)
        return failure(exchange.error());
    workerprotocol::HelloReply reply = {};
    if (exchange->payload.size() != sizeof reply)
        return failure({.code = ErrorCode::BadMessage, .subject = "worker"});
    std::memcpy(&reply, exchange->payload.data(), sizeof reply);
    if (reply.version != workerprotocol::version || reply.pid != pid().value())
        return failure({.code = ErrorCode::BadMessage, .subject = "worker"});
    return {};
}

Result<Exchange> WorkerConnection::request(RequestKind kind, std::span<const std::byte> payload,
                                           std::chrono::milliseconds timeout, const std::stop_token& stop,
                                           std::string* output, std::string* errors)
{
    if (payload.size() > workerprotocol::requestLimit)
        return failure({.code = ErrorCode::TooLarge, .subject = std::to_string(payload.size()) + " bytes"});
    const std::scoped_lock lock(m_requestMutex);
    {
        const std::scoped_lock reportLock(m_reportMutex);
        if (m_report) {
            Error error = errorOf(*m_report);
            error.code = ErrorCode::Crashed;
            return failure(std::move(error));
        }
    }
    Exchange exchange =
        m_channel.isParked() ? Exchange{.end = ExchangeEnd::Parked} : m_channel.exchange(kind, payload, timeout, stop);
    if (exchange.end != ExchangeEnd::Replied) {
        Error error = errorOf(endBy(exchange.end));
        if (exchange.end == ExchangeEnd::Damaged)
            error.code = ErrorCode::BadMessage;
        return failure(std::move(error));
    }
    if (output && errors) {
        m_supervisor->drainOutput();
        *output = m_captured.take(OutputStream::StandardOutput);
        *errors = m_captured.take(OutputStream::StandardError);
    }
    return exchange;
}

CrashReport WorkerConnection::endBy(ExchangeEnd end)
{
    if (end != ExchangeEnd::Over) {
        if (isTraced())
            m_supervisor->stop();
        else
            stopUntraced();
    }
    return waitForReport();
}

void WorkerConnection::stopUntraced()
{
    if (!m_channel.isParked() && m_supervisor->sendSignal(workerprotocol::parkSignal))
        m_channel.waitForPark(500ms);
    if (m_channel.isParked()) {
        m_supervisor->concludeWith(parkedReport(m_memory.block().park, pid()));
        return;
    }
    if (m_supervisor->sendSignal(SIGSTOP))
        m_supervisor->concludeWith(stoppedReport(pid()));
}

void WorkerConnection::onEnd(CrashReport report)
{
    report.standardOutput = m_captured.take(OutputStream::StandardOutput);
    report.standardError = m_captured.take(OutputStream::StandardError);
    {
        const std::scoped_lock lock(m_reportMutex);
        m_report = withCalledFramesOnly(std::move(report), m_programName, m_called);
    }
    m_reported.notify_all();
    m_channel.setOver();
}

void WorkerConnection::setCalled(std::optional<CalledFunction> called)
{
    const std::scoped_lock lock(m_reportMutex);
    m_called = std::move(called);
}

CrashReport WorkerConnection::waitForReport()
{
    std::unique_lock lock(m_reportMutex);
    m_reported.wait(lock, [this] { return m_report.has_value(); });
    return *m_report;
}

// Without ptrace, a thread of the worker's own that parks between two calls is found when somebody looks.
std::optional<CrashReport> WorkerConnection::report()
{
    if (!isTraced() && m_channel.isParked()) {
        const std::unique_lock lock(m_requestMutex, std::try_to_lock);
        if (lock)
            stopUntraced();
    }
    const std::scoped_lock lock(m_reportMutex);
    return m_report;
}

}  // namespace memdelbrot
