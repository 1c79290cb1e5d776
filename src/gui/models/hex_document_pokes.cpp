// What is typed into a document: poked in order, each run once its bytes have been read.
#include "gui/models/hex_document.h"

#include <algorithm>
#include <cerrno>

namespace memdelbrot {

void HexDocument::setPokes(std::unique_ptr<HexPokeQueue> pokes)
{
    m_pokes = std::move(pokes);
    connect(m_pokes.get(), &HexPokeQueue::changed, this, &HexDocument::bytesChanged);
    connect(m_pokes.get(), &HexPokeQueue::changed, this, &HexDocument::pokesChanged);
    connect(m_pokes.get(), &HexPokeQueue::held, this, &HexDocument::pokeHeld);
    connect(m_pokes.get(), &HexPokeQueue::written, this, [this](const PokeRecord& record) {
        m_cache.patch(record.address, record.after, HexPageCache::Clock::now());
        emit bytesChanged();
        emit pokeWritten(record);
    });
}

std::unique_ptr<HexPokeQueue> HexDocument::takePokes()
{
    for (HexPoke& unread : m_unread)
        m_pokes->add(std::move(unread));   // compares with what it meets: nobody has seen anything there
    m_unread.clear();
    auto taken = std::move(m_pokes);
    taken->disconnect(this);
    setPokes(std::make_unique<HexPokeQueue>());
    return taken;
}

void HexDocument::setOwnWrites(OwnWrites writes)
{
    m_ownWrites = std::move(writes);
    emit bytesChanged();
}

bool HexDocument::isWrittenHere(Address address) const
{
    HexByte byte = m_cache.byteAt(address, HexPageCache::Clock::time_point());
    m_ownWrites.mark(AddressRange::fromSize(address, 1), std::span(&byte, 1));
    return byte.isWritten;
}

std::optional<std::vector<std::byte>> HexDocument::shown(const AddressRange& range) const
{
    auto bytes = m_cache.readable(range);
    for (std::size_t index = 0; bytes && index < bytes->size(); ++index) {
        if (const auto pending = m_pokes->pendingAt(Address(range.begin().value() + index)))
            (*bytes)[index] = *pending;
    }
    return bytes;
}

Result<void> HexDocument::poke(Address address, std::vector<std::byte> bytes, TypedRunId run)
{
    if (m_state == TargetState::Ended)
        return failure({.code = ErrorCode::Ended,
                        .address = address.value(),
                        .subject = m_target ? m_target->name() : std::string()});
    const AddressRange range = AddressRange::fromSize(address, bytes.size());
    if (range.size() != bytes.size())   // beyond the last address
        return failure({.code = ErrorCode::Unreadable, .errnoValue = EFAULT, .address = range.last().value()});
    if (const auto unreadable = unreadableIn(range))
        return failure(*unreadable);
    auto expected = m_unread.empty() ? shown(range) : std::nullopt;
    if (expected) {
        m_pokes->add({address, std::move(*expected), std::move(bytes), run});
        return {};
    }
    m_unread.push_back({address, {}, std::move(bytes), run});
    refresh();
    return {};
}

std::optional<Error> HexDocument::unreadableIn(const AddressRange& range) const
{
    std::vector<HexByte> bytes(static_cast<std::size_t>(range.size()));
    copyShown(range, bytes);
    const auto found = std::find_if(bytes.begin(), bytes.end(),
                                    [](const HexByte& byte) { return byte.state == HexState::Unreadable; });
    if (found == bytes.end())
        return std::nullopt;
    const Address address(range.begin().value() + static_cast<std::uint64_t>(found - bytes.begin()));
    return Error{.code = ErrorCode::Unreadable, .errnoValue = m_cache.errnoAt(address), .address = address.value()};
}

// What was typed before its bytes were read, now that some are: in the order of typing.
void HexDocument::pokeUnread()
{
    while (!m_unread.empty()) {
        const auto unreadable = unreadableIn(m_unread.front().range());
        if (unreadable || m_state == TargetState::Ended) {
            m_unread.clear();
            emit refused(unreadable.value_or(Error{.code = ErrorCode::Ended, .subject = m_target->name()}));
            return;
        }
        auto expected = shown(m_unread.front().range());
        if (!expected)
            return;   // the next reading has it
        m_unread.front().expected = std::move(*expected);
        m_pokes->add(std::move(m_unread.front()));
        m_unread.pop_front();
    }
}

void HexDocument::pokeUnseen(Address address, std::vector<std::byte> bytes)
{
    m_pokes->add({address, {}, std::move(bytes), {}});
}

}  // namespace memdelbrot
