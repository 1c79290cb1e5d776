#include "foreign_call.h"

#include "worker/protocol/passed_value.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <cxxabi.h>
#include <exception>
#include <ffi.h>
#include <typeinfo>
#include <unistd.h>

namespace memdelbrot {

using workerprotocol::argumentLimit;
using workerprotocol::ReplyStatus;

namespace {

ffi_type* ffiType(std::uint32_t type)
{
    // In the order of PassedType.
    static const std::array<ffi_type*, 13> types{
        &ffi_type_void,   &ffi_type_sint8,      &ffi_type_uint8,  &ffi_type_sint16, &ffi_type_uint16,
        &ffi_type_sint32, &ffi_type_uint32,     &ffi_type_sint64, &ffi_type_uint64, &ffi_type_float,
        &ffi_type_double, &ffi_type_longdouble, &ffi_type_pointer};
    return type < types.size() ? types[type] : nullptr;
}

struct PreparedCall {
    ffi_cif interface = {};
    std::array<ffi_type*, argumentLimit> types{};
    std::array<void*, argumentLimit> values{};

    bool prepare(const workerprotocol::CallRequestHead& head, std::span<workerprotocol::PassedWords> arguments);
};

bool PreparedCall::prepare(const workerprotocol::CallRequestHead& head,
                           std::span<workerprotocol::PassedWords> arguments)
{
    ffi_type* result = ffiType(head.resultType);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        types[i] = ffiType(arguments[i].type);
        values[i] = arguments[i].bytes;
        if (!types[i] || types[i] == &ffi_type_void)
            return false;
    }
    const auto count = static_cast<unsigned>(arguments.size());
    if (!result || head.fixedArguments > static_cast<int>(count))
        return false;
    if (head.fixedArguments < 0)
        return ::ffi_prep_cif(&interface, FFI_DEFAULT_ABI, count, result, types.data()) == FFI_OK;
    return ::ffi_prep_cif_var(&interface, FFI_DEFAULT_ABI, static_cast<unsigned>(head.fixedArguments), count, result,
                              types.data())
        == FFI_OK;
}

std::uint64_t now()
{
    timespec time = {};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(time.tv_nsec);
}

// Runs inside a handler: the exception's type is the one in flight.
void addThrown(const char* what, Reply& reply)
{
    const std::type_info* type = abi::__cxa_current_exception_type();
    reply.setStatus(ReplyStatus::Thrown);
    reply.addText(type ? type->name() : "");
    reply.addText(std::string_view("\0", 1));
    reply.addText(what);
}

}  // namespace

void prepareForExceptions()
{
    try {
        throw 0;
    } catch (int) {
        return;
    }
}

void callFunction(const workerprotocol::CallRequestHead& head, std::span<workerprotocol::PassedWords> arguments,
                  Reply& reply)
{
    static const pid_t worker = ::getpid();
    PreparedCall call;
    if (!call.prepare(head, arguments)) {
        reply.setStatus(ReplyStatus::BadRequest);
        return;
    }
    alignas(16) std::array<std::byte, 32> result{};   // libffi widens small integers to a register
    try {
        errno = 0;
        const std::uint64_t begin = now();
        ::ffi_call(&call.interface, reinterpret_cast<void (*)()>(head.function), result.data(), call.values.data());
        const int errnoValue = errno;
        const std::uint64_t end = now();
        workerprotocol::CallReply answer{{}, end - begin};
        std::memcpy(answer.result, result.data(), sizeOf(static_cast<PassedType>(head.resultType)));
        reply.setStatus(ReplyStatus::Done, errnoValue);
        reply.add(answer);
    } catch (const abi::__forced_unwind&) {
        throw;   // pthread_exit: the C library insists
    } catch (const std::exception& exception) {
        addThrown(exception.what(), reply);
    } catch (...) {
        addThrown("", reply);
    }
    if (::getpid() != worker)
        ::_exit(0);   // the callee forked: its child must not take our requests, nor write our buffers once more
    std::fflush(nullptr);
}

}  // namespace memdelbrot
