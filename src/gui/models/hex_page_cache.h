#pragma once

#include "memory/memory_target.h"

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace memdelbrot {

enum class HexState : std::uint8_t { Unknown, Readable, Unreadable };   // Unknown: not read yet

// A byte as it is shown.
struct HexByte {
    std::byte value{};
    HexState state = HexState::Unknown;
    bool isStale = false;      // the target ended; this is what was read before
    bool isWritten = false;    // by a poke of ours, and not overwritten since
    std::uint8_t heat = 0;     // 255 as it changes, fading to 0
};

// What was read of the rows in sight. It notices what changed since the reading before, and keeps what a target held
// when it ended.
class HexPageCache final {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds kFade{1600};

    void clear() { m_chunks.clear(); }
    // Replaces what is held; `hasEnded`: bytes that were readable before stay, as stale. REQUIRES: sorted, disjoint.
    void update(std::vector<ReadResult> read, bool hasEnded, Clock::time_point now);
    // What a write of ours has left there.
    void patch(Address address, std::span<const std::byte> bytes, Clock::time_point now);

    // One entry for each byte of the range. REQUIRES: out.size() == range.size().
    void copy(const AddressRange& range, Clock::time_point now, std::span<HexByte> out) const;
    [[nodiscard]] HexByte byteAt(Address address, Clock::time_point now) const;
    // errno where a byte is unreadable, else 0.
    [[nodiscard]] int errnoAt(Address address) const;
    // The bytes of a range; nullopt unless all of them are readable.
    [[nodiscard]] std::optional<std::vector<std::byte>> readable(const AddressRange& range) const;

    [[nodiscard]] bool isHot(Clock::time_point now) const;  // something is fading
    [[nodiscard]] bool isStale() const;
    [[nodiscard]] bool covers(const std::vector<AddressRange>& ranges) const;

private:
    struct Chunk {
        ReadResult read;
        std::vector<HexState> states;
        std::vector<Clock::time_point> changes;  // empty: none; else one for each byte, the epoch for "never"
        bool isStale = false;
        Clock::time_point lastChange;

        void noteChange(std::size_t index, Clock::time_point when);
    };
    [[nodiscard]] static Chunk chunkOf(ReadResult read);
    void carryOver(Chunk& chunk, bool hasEnded, Clock::time_point now) const;
    [[nodiscard]] const Chunk* chunkAt(Address address) const;

    std::vector<Chunk> m_chunks;  // sorted by address
};

}  // namespace memdelbrot
