#include "base/resources.h"
#include "python/python_session_private.h"

#include <filesystem>

#include <sys/eventfd.h>

namespace memdelbrot {

namespace {

constexpr std::chrono::milliseconds StartPatience{20'000};
constexpr int TheirCommands = 3;
constexpr int TheirRequests = 4;

// Runs in __main__, in any Python from 2.7 on: an old one says which it is, others go on in session.py, whose names stay
// out of __main__.
constexpr const char* Loader = R"(import sys, os, struct
if sys.version_info < (3, 8):
    text = '{"event": "hello", "old": true, "version": "%d.%d.%d"}' % sys.version_info[:3]
    os.write(int(sys.argv[2]), struct.pack('<I', len(text)) + text.encode('ascii'))
    sys.exit(0)
exec(compile(open(sys.argv[1], 'rb').read(), sys.argv[1], 'exec'), {'__name__': 'memdelbrot_session'})
)";

tl::unexpected<Error> unsupported(const PythonOptions& options, std::string detail)
{
    return failure({.code = ErrorCode::Unsupported, .subject = options.interpreter, .detail = std::move(detail)});
}

}  // namespace

Result<void> PythonSession::Private::start(const PythonOptions& options)
{
    auto commands = channelEnds();
    auto requests = channelEnds();
    if (!commands || !requests)
        return failure(commands ? requests.error() : commands.error());
    m_commands = std::make_unique<MessageChannel>(std::move(commands->first));
    m_requests = std::make_unique<MessageChannel>(std::move(requests->first));
    m_stopEvent = UniqueFd(::eventfd(0, EFD_CLOEXEC));

    const std::string bootstrap =
        options.bootstrap.empty() ? resourcePath("python/session.py").string() : options.bootstrap;
    if (std::error_code error; !std::filesystem::exists(bootstrap, error))
        return failure({.code = ErrorCode::NotFound, .errnoValue = ENOENT, .subject = bootstrap});
    SupervisedProgram program{.what = "python", .program = options.interpreter};
    program.arguments = {"-c", Loader, bootstrap, std::to_string(TheirCommands), std::to_string(TheirRequests)};
    program.descriptors = {{commands->second.get(), TheirCommands}, {requests->second.get(), TheirRequests}};
    program.usePtrace = options.usePtrace;

    auto supervisor = Supervisor::start(program,
                                        {.output =
                                             [this](OutputStream stream, std::string_view bytes) {
                                                 const int index = stream == OutputStream::StandardOutput ? 0 : 1;
                                                 output(index == 0 ? PythonOutputKind::StandardOutput
                                                                   : PythonOutputKind::StandardError,
                                                        m_pieces[index].add(bytes));
                                             },
                                         .ended = [this](const CrashReport& report) { processEnded(report); }});
    if (!supervisor)
        return failure(supervisor.error());
    m_supervisor = std::move(*supervisor);
    m_pid = m_supervisor->pid();
    m_isTraced = m_supervisor->isTraced();
    commands->second.reset();  // or its death would never close the channel
    requests->second.reset();

    auto hello = greeting();
    if (!hello)
        return unsupported(
            options, hello.error().detail.empty() ? "no answer: is it a Python interpreter?" : hello.error().detail);
    if (hello->isTooOld || hello->implementation != "cpython")
        return unsupported(options,
                           "it is " + (hello->isTooOld ? "Python" : hello->implementation) + " " + hello->version
                               + ", and a session needs CPython 3.8 to 3.13");
    m_hello = std::move(*hello);
    if (auto memory = ProcessTarget::open(m_supervisor->pid()))
        m_memory = std::move(*memory);
    m_reader = std::thread([this] { readChannels(); });
    return {};
}

Result<PythonHello> PythonSession::Private::greeting()
{
    auto message = m_commands->receive(StartPatience);
    if (!message && message.error().code == ErrorCode::Ended) {
        if (const auto report = m_supervisor->waitForEnd(StartPatience)) {
            const std::string& words = report->standardError;
            return failure({.code = ErrorCode::Unsupported,
                            .subject = "python",
                            .detail = words.empty() ? summary(*report) : words});
        }
    }
    if (!message)
        return failure(message.error());
    auto hello = decodeHello(*message);
    if (hello) {
        const std::lock_guard lock(m_mutex);
        if (m_report && !hello->isTooOld)  // it ended meanwhile, and nobody was told
            return failure({.code = ErrorCode::Crashed, .subject = "python", .detail = summary(*m_report)});
        m_isGreeted = !hello->isTooOld;
    }
    return hello;
}

}  // namespace memdelbrot
