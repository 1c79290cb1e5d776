#include "gui/models/hex_poke_queue.h"

#include <algorithm>
#include <numeric>

namespace memdelbrot {

void HexPokeQueue::setWrite(Write write)
{
    discard();
    m_write = std::move(write);
    m_force = WriteForce::No;
}

void HexPokeQueue::add(HexPoke poke)
{
    if (!m_write || poke.bytes.empty())
        return;
    m_waiting.push_back(std::make_shared<const HexPoke>(std::move(poke)));
    emit changed();
    if (m_waiting.size() == 1)
        startNext();
    else if (m_heldBy)
        emit held(*m_heldBy);   // typed on: say again what it waits for
}

void HexPokeQueue::resume()
{
    if (!m_heldBy)
        return;
    m_heldBy.reset();
    startNext();
}

void HexPokeQueue::discard()
{
    // A write on its way may still happen; its record is in the journal, and the next reading shows it.
    m_job.cancel();
    m_heldBy.reset();
    if (m_waiting.empty())
        return;
    m_waiting.clear();
    emit changed();
}

std::uint64_t HexPokeQueue::bytesWaiting() const
{
    return std::accumulate(
        m_waiting.begin(), m_waiting.end(), std::uint64_t{0},
        [](std::uint64_t sum, const std::shared_ptr<const HexPoke>& poke) { return sum + poke->bytes.size(); });
}

std::optional<std::byte> HexPokeQueue::pendingAt(Address address) const
{
    for (auto poke = m_waiting.rbegin(); poke != m_waiting.rend(); ++poke) {
        if ((*poke)->range().contains(address))
            return (*poke)->bytes[static_cast<std::size_t>(address.value() - (*poke)->address.value())];
    }
    return std::nullopt;
}

bool HexPokeQueue::isPending(const AddressRange& range) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(),
                       [&range](const auto& poke) { return !poke->range().intersected(range).isEmpty(); });
}

void HexPokeQueue::startNext()
{
    if (m_waiting.empty())
        return;
    m_job.start(
        this,
        [write = m_write, poke = m_waiting.front(), force = m_force](const std::stop_token&) {
            return write(*poke, force);
        },
        [this](const Result<PokeRecord>& record) { finish(record); });
}

void HexPokeQueue::finish(const Result<PokeRecord>& record)
{
    if (!record) {
        m_heldBy = record.error();
        emit held(*m_heldBy);
        return;
    }
    m_waiting.pop_front();
    emit written(*record);
    emit changed();
    startNext();
}

}  // namespace memdelbrot
