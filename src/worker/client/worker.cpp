#include "worker/client/worker.h"

#include "worker/client/call_message.h"
#include "worker/client/reply_message.h"
#include "worker/client/worker_connection.h"

#include <map>
#include <mutex>

namespace memdelbrot {

using workerprotocol::ReplyStatus;
using workerprotocol::RequestKind;

namespace {

template <typename Head>
std::vector<std::byte> message(const Head& head, std::span<const std::byte> rest = {})
{
    const auto headBytes = std::as_bytes(std::span(&head, 1));
    std::vector<std::byte> bytes(headBytes.begin(), headBytes.end());
    bytes.insert(bytes.end(), rest.begin(), rest.end());
    return bytes;
}

std::span<const std::byte> bytesOf(const std::string& text)
{
    return std::as_bytes(std::span(text));
}

}  // namespace

class Worker::Private {
public:
    explicit Private(std::unique_ptr<WorkerConnection> opened) : connection(std::move(opened)) {}

    // The answer to a request, with every refusal as an error.
    Result<Exchange> ask(RequestKind kind, std::span<const std::byte> payload, const std::string& subject,
                         const std::stop_token& stop = {})
    {
        using namespace std::chrono_literals;
        auto exchange = connection->request(kind, payload, 10s, stop);
        if (!exchange && stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled, .subject = subject});
        return checked(std::move(exchange), subject);
    }
    static Result<Exchange> checked(Result<Exchange> exchange, const std::string& subject)
    {
        if (exchange && exchange->status != ReplyStatus::Done)
            return failure(refusal(*exchange, subject));
        return exchange;
    }
    Result<Address> askForAddress(RequestKind kind, std::span<const std::byte> payload, const std::string& subject,
                                  const std::stop_token& stop = {})
    {
        return ask(kind, payload, subject, stop)
            .and_then([](const Exchange& exchange) { return headOf<workerprotocol::AddressReply>(exchange.payload); })
            .map([](const workerprotocol::AddressReply& reply) { return Address(reply.address); });
    }

    void rememberName(Address function, const std::string& name)
    {
        const std::lock_guard lock(namesMutex);
        names[function] = name;
    }
    std::optional<CalledFunction> nameOf(Address function)
    {
        const std::lock_guard lock(namesMutex);
        const auto found = names.find(function);
        return found == names.end() ? std::nullopt : std::optional(CalledFunction{function, found->second});
    }

    std::unique_ptr<WorkerConnection> connection;
    std::mutex namesMutex;
    std::map<Address, std::string> names;   // of the functions that were asked for
};

Worker::Worker(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
Worker::~Worker() = default;

Result<std::unique_ptr<Worker>> Worker::start(const WorkerOptions& options, const std::stop_token& stop)
{
    return WorkerConnection::open(options, stop).map([](std::unique_ptr<WorkerConnection> connection) {
        return std::unique_ptr<Worker>(new Worker(std::make_unique<Private>(std::move(connection))));
    });
}

ProcessId Worker::pid() const
{
    return d->connection->pid();
}

bool Worker::isTraced() const
{
    return d->connection->isTraced();
}

Result<std::vector<ThreadState>> Worker::threadStates() const
{
    return d->connection->threadStates();
}

std::optional<CrashReport> Worker::report() const
{
    return d->connection->report();
}

Result<LoadedLibrary> Worker::load(const std::string& path, const std::stop_token& stop)
{
    const auto exchange = d->ask(RequestKind::Load, bytesOf(path), path, stop);
    if (!exchange)
        return failure(exchange.error());
    const auto head = headOf<workerprotocol::LoadReply>(exchange->payload);
    if (!head)
        return failure(head.error());
    return LoadedLibrary{head->handle, textOf(std::span(exchange->payload).subspan(sizeof *head))};
}

Result<Address> Worker::symbol(const LoadedLibrary& library, const std::string& name, const std::stop_token& stop)
{
    const auto address = d->askForAddress(
        RequestKind::Symbol, message(workerprotocol::SymbolRequest{library.handle}, bytesOf(name)), name, stop);
    if (address)
        d->rememberName(*address, name);
    return address;
}

Result<CallResult> Worker::call(const CallRequest& request, std::stop_token stop)
{
    const auto bytes = callMessage(request);
    if (!bytes)
        return failure(bytes.error());
    std::string output;
    std::string errors;
    d->connection->setCalled(d->nameOf(request.function));
    auto exchange = d->connection->request(RequestKind::Call, *bytes, request.timeout, stop, &output, &errors);
    d->connection->setCalled(std::nullopt);
    const auto answer = Private::checked(std::move(exchange), "call");
    if (!answer)
        return failure(answer.error());
    auto result = callResult(answer->payload, answer->errnoValue, request.result);
    if (result) {
        result->standardOutput = std::move(output);
        result->standardError = std::move(errors);
    }
    return result;
}

Result<WorkerAllocation> Worker::allocate(AllocationKind kind, std::uint64_t size)
{
    if (size == 0)
        return failure({.code = ErrorCode::InvalidArgument, .subject = "size"});
    const workerprotocol::AllocateRequest request{.kind = static_cast<std::uint32_t>(kind), .size = size};
    return d->askForAddress(RequestKind::Allocate, message(request), std::to_string(size) + " bytes")
        .map([&](Address address) { return WorkerAllocation{address, size, kind}; });
}

Result<void> Worker::release(const WorkerAllocation& allocation)
{
    const workerprotocol::ReleaseRequest request{.kind = static_cast<std::uint32_t>(allocation.kind),
                                                 .address = allocation.address.value(),
                                                 .size = allocation.size};
    return d->ask(RequestKind::Release, message(request), "allocation").map([](const Exchange&) {});
}

Result<Address> Worker::storeScratch(std::span<const std::byte> bytes)
{
    constexpr std::size_t partLimit = workerprotocol::requestLimit - sizeof(workerprotocol::StoreScratchRequest);
    workerprotocol::StoreScratchRequest request{.total = bytes.size()};
    do {
        const auto part =
            bytes.subspan(request.offset, std::min<std::size_t>(partLimit, bytes.size() - request.offset));
        const auto address = d->askForAddress(RequestKind::StoreScratch, message(request, part), "argument");
        if (!address)
            return failure(address.error());
        request.address = address->value();
        request.offset += part.size();
    } while (request.offset < bytes.size());
    return Address(request.address);
}

std::string lostByFallback()
{
    return "The worker is not traced: ptrace is refused here. After _exit(), SIGKILL or a fault whose handler the "
           "called "
           "code removed, the memory of the dead process cannot be read and there is no stack; a loop that masks all "
           "signals is stopped with its innermost frame alone.";
}

}  // namespace memdelbrot
