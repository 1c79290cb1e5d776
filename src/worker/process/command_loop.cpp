#include "command_loop.h"

#include "allocator.h"
#include "foreign_call.h"
#include "loader.h"
#include "parking.h"
#include "worker/protocol/futex.h"

#include <array>
#include <cstring>
#include <unistd.h>

namespace memdelbrot {

using workerprotocol::ReplyStatus;
using workerprotocol::RequestKind;

namespace {

constexpr std::size_t textLimit = 16 * 1024;

// The text at the payload's end with a NUL behind it; nullptr where it does not fit.
const char* textFrom(const workerprotocol::ControlBlock& control, std::size_t offset, std::size_t length)
{
    static std::array<char, textLimit> text;
    if (length < offset || length - offset >= textLimit)
        return nullptr;
    std::memcpy(text.data(), control.requestPayload + offset, length - offset);
    text[length - offset] = '\0';
    return text.data();
}

// False where the payload is shorter than the structure that it begins with.
template <typename Head>
bool take(Head& head, const workerprotocol::ControlBlock& control, std::size_t length)
{
    if (length < sizeof head)
        return false;
    std::memcpy(&head, control.requestPayload, sizeof head);
    return true;
}

}  // namespace

CommandLoop::CommandLoop(workerprotocol::ControlBlock& control) : m_control(control), m_pid(::getpid()) {}

void CommandLoop::run()
{
    std::uint32_t answered = 0;
    while (true) {
        std::uint32_t number = m_control.request.load(std::memory_order_acquire);
        while (number == answered) {
            workerprotocol::waitAwhileThenSleep(m_control.request, answered);
            number = m_control.request.load(std::memory_order_acquire);
        }
        answer();
        answered = number;
        m_control.reply.store(number, std::memory_order_release);
        workerprotocol::wakeAll(m_control.reply);
    }
}

void CommandLoop::answer()
{
    Reply reply(m_control);
    const std::size_t length = m_control.requestLength;
    workerprotocol::AllocateRequest toAllocate = {};
    workerprotocol::ReleaseRequest toRelease = {};
    switch (length <= workerprotocol::requestLimit ? m_control.requestKind : RequestKind{~0U}) {
    case RequestKind::Hello:
        return reply.add(workerprotocol::HelloReply{workerprotocol::version, m_pid});
    case RequestKind::Load:
        return load(length, reply);
    case RequestKind::Symbol:
        return symbol(length, reply);
    case RequestKind::Call:
        return call(length, reply);
    case RequestKind::Allocate:
        if (take(toAllocate, m_control, length))
            return allocate(toAllocate, reply);
        break;
    case RequestKind::Release:
        if (take(toRelease, m_control, length))
            return release(toRelease, reply);
        break;
    case RequestKind::StoreScratch:
        return storeScratch(length, reply);
    }
    reply.setStatus(ReplyStatus::BadRequest);
}

void CommandLoop::load(std::size_t length, Reply& reply)
{
    armParking();
    if (const char* path = textFrom(m_control, 0, length))
        loadLibrary(path, reply);
    else
        reply.setStatus(ReplyStatus::BadRequest);
    if (::getpid() != m_pid)
        ::_exit(0);   // a constructor forked, and this is its child
}

void CommandLoop::symbol(std::size_t length, Reply& reply)
{
    workerprotocol::SymbolRequest head = {};
    const char* name = take(head, m_control, length) ? textFrom(m_control, sizeof head, length) : nullptr;
    if (name)
        findSymbol(head.handle, name, reply);
    else
        reply.setStatus(ReplyStatus::BadRequest);
}

void CommandLoop::call(std::size_t length, Reply& reply)
{
    workerprotocol::CallRequestHead head = {};
    std::array<workerprotocol::PassedWords, workerprotocol::argumentLimit> arguments;
    if (!take(head, m_control, length) || head.argumentCount > arguments.size()
        || length != sizeof head + head.argumentCount * sizeof arguments[0]) {
        reply.setStatus(ReplyStatus::BadRequest);
        return;
    }
    std::memcpy(arguments.data(), m_control.requestPayload + sizeof head, head.argumentCount * sizeof arguments[0]);
    armParking();
    callFunction(head, std::span(arguments).first(head.argumentCount), reply);
    m_scratch.callIsOver();
}

void CommandLoop::storeScratch(std::size_t length, Reply& reply)
{
    workerprotocol::StoreScratchRequest head = {};
    if (take(head, m_control, length))
        m_scratch.store(head, m_control.requestPayload + sizeof head, length - sizeof head, reply);
    else
        reply.setStatus(ReplyStatus::BadRequest);
}

}  // namespace memdelbrot
