#pragma once

#include "base/result.h"
#include "memory/address_range.h"
#include "memory/region.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace memdelbrot {

// A run of bytes that could not be read, and the errno that said so.
struct UnreadableRange {
    AddressRange range;
    int errnoValue = 0;

    friend bool operator==(const UnreadableRange&, const UnreadableRange&) = default;
};

// What a read found. `bytes` has one entry for each byte of `range`; those inside `unreadable` (sorted, disjoint) are
// zero and mean nothing. `stale`: the target has ended and the bytes are what was read before.
struct ReadResult {
    AddressRange range;
    std::vector<std::byte> bytes;
    std::vector<UnreadableRange> unreadable;
    bool stale = false;

    [[nodiscard]] bool isComplete() const { return unreadable.empty(); }
    // REQUIRES: range.contains(address).
    [[nodiscard]] bool isReadable(Address address) const;
    // errno of the first unreadable byte in `part`, or 0.
    [[nodiscard]] int errnoIn(const AddressRange& part) const;
};

enum class TargetState { Running, Frozen, Ended };
enum class WriteForce { No, Yes };   // Yes: also pages that the process itself may not write

// Memory that can be looked at: a process, a file, a buffer. Thread-safe: any method from any thread.
class MemoryTarget {
public:
    static constexpr std::uint64_t maximumReadSize = std::uint64_t{1} << 30;   // bytes

    virtual ~MemoryTarget() = default;

    // Reads every byte that can be read, going on behind holes at the next page. Never fails as a whole.
    // A range over 1 GiB is refused by an unreadable range with errno E2BIG, and `bytes` stays empty.
    [[nodiscard]] ReadResult read(const AddressRange& range) const;

    // The same into bytes of the caller's, of whom those that are unreadable keep what they held or get anything.
    // REQUIRES: bytes.size() == range.size().
    [[nodiscard]] virtual std::vector<UnreadableRange> readInto(const AddressRange& range,
                                                                std::span<std::byte> bytes) const = 0;

    // Many small pieces in few system calls; result i is of range i.
    [[nodiscard]] virtual std::vector<ReadResult> gather(std::span<const AddressRange> ranges) const;

    // Writes all bytes or says at which address it stopped. Locks and journals are the caller's (memory/poke.h).
    // Errors: ReadOnly, Unreadable, Refused, Ended.
    [[nodiscard]] virtual Result<void> write(Address begin, std::span<const std::byte> bytes, WriteForce force) = 0;

    // Sorted by address, disjoint. Errors: Refused, Ended (then the last ones seen are kept by the caller).
    [[nodiscard]] virtual Result<std::vector<Region>> regions() const = 0;

    [[nodiscard]] virtual TargetState state() const = 0;

    // "worker 4711", "/etc/passwd": what lists and errors call it.
    [[nodiscard]] virtual std::string name() const = 0;
};

}  // namespace memdelbrot
