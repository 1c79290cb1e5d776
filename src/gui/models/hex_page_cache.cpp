#include "gui/models/hex_page_cache.h"

namespace memdelbrot {

namespace {

std::uint8_t heatOf(HexPageCache::Clock::time_point change, HexPageCache::Clock::time_point now)
{
    if (change == HexPageCache::Clock::time_point() || now - change >= HexPageCache::kFade)
        return 0;
    const auto left = HexPageCache::kFade - std::max(now - change, HexPageCache::Clock::duration::zero());
    return static_cast<std::uint8_t>(255 * left / HexPageCache::Clock::duration(HexPageCache::kFade));
}

std::size_t offsetIn(const AddressRange& range, Address address)
{
    return static_cast<std::size_t>(address.value() - range.begin().value());
}

}  // namespace

void HexPageCache::Chunk::noteChange(std::size_t index, Clock::time_point when)
{
    changes.resize(read.bytes.size());
    changes[index] = when;
    lastChange = std::max(lastChange, when);
}

HexPageCache::Chunk HexPageCache::chunkOf(ReadResult read)
{
    Chunk chunk;
    read.bytes.resize(static_cast<std::size_t>(read.range.size()));
    chunk.states.assign(read.bytes.size(), HexState::Readable);
    for (const UnreadableRange& hole : read.unreadable) {
        const AddressRange part = hole.range.intersected(read.range);
        const auto begin = chunk.states.begin() + static_cast<std::ptrdiff_t>(offsetIn(read.range, part.begin()));
        std::fill_n(begin, part.size(), HexState::Unreadable);
    }
    chunk.isStale = read.stale;
    chunk.read = std::move(read);
    return chunk;
}

void HexPageCache::carryOver(Chunk& chunk, bool hasEnded, Clock::time_point now) const
{
    for (const Chunk& old : m_chunks) {
        const AddressRange common = old.read.range.intersected(chunk.read.range);
        for (std::uint64_t step = 0; step < common.size(); ++step) {
            const Address address(common.begin().value() + step);
            const std::size_t from = offsetIn(old.read.range, address);
            const std::size_t to = offsetIn(chunk.read.range, address);
            if (old.states[from] != HexState::Readable)
                continue;
            if (hasEnded) {
                chunk.read.bytes[to] = old.read.bytes[from];
                chunk.states[to] = HexState::Readable;
            } else if (chunk.states[to] == HexState::Readable && chunk.read.bytes[to] != old.read.bytes[from]) {
                chunk.noteChange(to, now);
                continue;
            }
            if (!old.changes.empty() && old.changes[from] != Clock::time_point())
                chunk.noteChange(to, old.changes[from]);
        }
    }
}

void HexPageCache::update(std::vector<ReadResult> read, bool hasEnded, Clock::time_point now)
{
    std::vector<Chunk> chunks;
    chunks.reserve(read.size());
    for (ReadResult& result : read) {
        if (result.range.isEmpty())
            continue;
        Chunk chunk = chunkOf(std::move(result));
        carryOver(chunk, hasEnded, now);
        chunk.isStale = chunk.isStale || hasEnded;
        chunks.push_back(std::move(chunk));
    }
    m_chunks = std::move(chunks);
}

void HexPageCache::patch(Address address, std::span<const std::byte> bytes, Clock::time_point now)
{
    const AddressRange written = AddressRange::fromSize(address, bytes.size());
    for (Chunk& chunk : m_chunks) {
        const AddressRange common = written.intersected(chunk.read.range);
        for (std::uint64_t step = 0; step < common.size(); ++step) {
            const Address at(common.begin().value() + step);
            const std::size_t index = offsetIn(chunk.read.range, at);
            chunk.read.bytes[index] = bytes[offsetIn(written, at)];
            chunk.states[index] = HexState::Readable;
            chunk.noteChange(index, now);
        }
    }
}

const HexPageCache::Chunk* HexPageCache::chunkAt(Address address) const
{
    for (const Chunk& chunk : m_chunks) {
        if (chunk.read.range.contains(address))
            return &chunk;
    }
    return nullptr;
}

void HexPageCache::copy(const AddressRange& range, Clock::time_point now, std::span<HexByte> out) const
{
    std::fill(out.begin(), out.end(), HexByte());
    for (const Chunk& chunk : m_chunks) {
        const AddressRange common = range.intersected(chunk.read.range);
        for (std::uint64_t step = 0; step < common.size(); ++step) {
            const Address address(common.begin().value() + step);
            const std::size_t index = offsetIn(chunk.read.range, address);
            HexByte& byte = out[offsetIn(range, address)];
            byte.value = chunk.read.bytes[index];
            byte.state = chunk.states[index];
            byte.isStale = chunk.isStale && byte.state == HexState::Readable;
            byte.heat = chunk.changes.empty() ? std::uint8_t{0} : heatOf(chunk.changes[index], now);
        }
    }
}

HexByte HexPageCache::byteAt(Address address, Clock::time_point now) const
{
    HexByte byte;
    copy(AddressRange::fromSize(address, 1), now, std::span(&byte, 1));
    return byte;
}

int HexPageCache::errnoAt(Address address) const
{
    const Chunk* chunk = chunkAt(address);
    if (!chunk || chunk->states[offsetIn(chunk->read.range, address)] != HexState::Unreadable)
        return 0;
    return chunk->read.errnoIn(AddressRange::fromSize(address, 1));
}

std::optional<std::vector<std::byte>> HexPageCache::readable(const AddressRange& range) const
{
    std::uint64_t held = 0;
    for (const Chunk& chunk : m_chunks)
        held += chunk.read.range.intersected(range).size();
    if (held < range.size())
        return std::nullopt;
    std::vector<HexByte> shown(static_cast<std::size_t>(range.size()));
    copy(range, Clock::time_point(), shown);
    std::vector<std::byte> bytes;
    bytes.reserve(shown.size());
    for (const HexByte& byte : shown) {
        if (byte.state != HexState::Readable)
            return std::nullopt;
        bytes.push_back(byte.value);
    }
    return bytes;
}

bool HexPageCache::isHot(Clock::time_point now) const
{
    return std::any_of(m_chunks.begin(), m_chunks.end(),
                       [now](const Chunk& chunk) { return heatOf(chunk.lastChange, now) != 0; });
}

bool HexPageCache::isStale() const
{
    return std::any_of(m_chunks.begin(), m_chunks.end(), [](const Chunk& chunk) { return chunk.isStale; });
}

bool HexPageCache::covers(const std::vector<AddressRange>& ranges) const
{
    return std::all_of(ranges.begin(), ranges.end(), [this](const AddressRange& range) {
        std::uint64_t held = 0;
        for (const Chunk& chunk : m_chunks)
            held += chunk.read.range.intersected(range).size();
        return held == range.size();
    });
}

}  // namespace memdelbrot
