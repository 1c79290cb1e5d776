// The memory that memdelbrot-worker and its client share. README.md beside this file describes it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace memdelbrot::workerprotocol {

constexpr std::uint64_t magic = 0x314b'5257'4244'4d45;   // "EMDBWRK1" in memory
constexpr std::uint32_t version = 1;
constexpr int controlDescriptor = 3;         // under this number the worker finds the block
constexpr int parkSignal = 63;               // asks a worker without ptrace to park
constexpr const char* parkOption = "--park";

constexpr std::size_t requestLimit = 256 * 1024;   // bytes of payload
constexpr std::size_t replyLimit = 16 * 1024;
constexpr std::size_t argumentLimit = 64;

enum class RequestKind : std::uint32_t { Hello, Load, Symbol, Call, Allocate, Release, StoreScratch };
enum class ReplyStatus : std::uint32_t { Done, BadRequest, NotFound, LoaderError, SystemError, Thrown };

// `reply` while the worker is at it; a bit in it says that something else than a reply wants to be looked at.
constexpr std::uint32_t noReply = 0;
constexpr std::uint32_t attention = 0x8000'0000;

enum class ParkReason : std::uint32_t { None, Signal, Exit, Asked };

// Filled in by a worker without ptrace before it parks; `reason` last.
struct ParkRecord {
    std::atomic<std::uint32_t> reason;
    std::int32_t signal;
    std::int32_t signalCode;
    std::int32_t exitStatus;
    std::uint64_t faultAddress;
    std::uint64_t registers[17];   // in DWARF's order: symbols/unwind.h
};

struct ControlBlock {
    std::uint64_t magic;
    std::uint32_t version;
    std::uint32_t size;                    // of the whole block, bytes
    std::atomic<std::uint32_t> request;    // futex: number of the newest request
    std::atomic<std::uint32_t> reply;      // futex: noReply, or the number of the request that is answered
    RequestKind requestKind;
    std::uint32_t requestLength;           // bytes of `requestPayload` in use
    ReplyStatus replyStatus;
    std::int32_t replyErrno;
    std::uint32_t replyLength;
    std::uint32_t unused;
    ParkRecord park;
    alignas(64) std::byte requestPayload[requestLimit];
    alignas(64) std::byte replyPayload[replyLimit];
};

static_assert(std::is_standard_layout_v<ControlBlock>);
static_assert(offsetof(ControlBlock, request) == 16 && offsetof(ControlBlock, park) == 48);
static_assert(offsetof(ControlBlock, requestPayload) == 256);

// Payloads. Text is UTF-8 as the system has it and ends with the payload, without a NUL.
struct HelloReply {
    std::uint32_t version;
    std::int32_t pid;
};

struct SymbolRequest {   // followed by the name
    std::uint64_t handle;
};

struct LoadReply {   // followed by the resolved path
    std::uint64_t handle;
};

struct PassedWords {
    std::uint32_t type;   // of PassedType
    std::uint32_t unused;
    std::byte bytes[16];
};

struct CallRequestHead {   // followed by argumentCount PassedWords
    std::uint64_t function;
    std::uint32_t resultType;
    std::uint32_t argumentCount;
    std::int32_t fixedArguments;   // -1: not variadic
    std::uint32_t unused;
};

struct CallReply {   // errno is in replyErrno
    std::byte result[16];
    std::uint64_t nanoseconds;
};

struct AllocateRequest {
    std::uint32_t kind;   // of AllocationKind
    std::uint32_t unused;
    std::uint64_t size;
};

struct ReleaseRequest {
    std::uint32_t kind;
    std::uint32_t unused;
    std::uint64_t address;
    std::uint64_t size;
};

struct StoreScratchRequest {   // followed by the bytes of this part
    std::uint64_t address;     // 0: begins a block of `total` bytes
    std::uint64_t total;
    std::uint64_t offset;
};

struct AddressReply {
    std::uint64_t address;
};

}  // namespace memdelbrot::workerprotocol
