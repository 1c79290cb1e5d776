#include "workbench/frozen_processes.h"

#include <algorithm>

namespace memdelbrot {

std::vector<FrozenProcesses::Dropped> FrozenProcesses::keep(FrozenProcess frozen, Owner owner)
{
    const std::lock_guard lock(m_mutex);
    m_kept.insert(m_kept.begin(), Kept{std::move(frozen), std::move(owner)});
    std::vector<Dropped> dropped;
    while (m_kept.size() > static_cast<std::size_t>(std::max(m_limit, 1))) {
        dropped.push_back({m_kept.back().frozen.target, std::move(m_kept.back().owner.process)});
        m_kept.pop_back();
    }
    return dropped;
}

std::optional<FrozenProcesses::Dropped> FrozenProcesses::take(TargetId target)
{
    const std::lock_guard lock(m_mutex);
    const auto found =
        std::find_if(m_kept.begin(), m_kept.end(), [&](const Kept& kept) { return kept.frozen.target == target; });
    if (found == m_kept.end())
        return std::nullopt;
    Dropped dropped{target, std::move(found->owner.process)};
    m_kept.erase(found);
    return dropped;
}

std::vector<FrozenProcess> FrozenProcesses::list() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<FrozenProcess> frozen;
    std::transform(m_kept.begin(), m_kept.end(), std::back_inserter(frozen),
                   [](const Kept& kept) { return kept.frozen; });
    return frozen;
}

std::optional<FrozenProcesses::Owner> FrozenProcesses::ownerOf(TargetId target) const
{
    const std::lock_guard lock(m_mutex);
    const auto found =
        std::find_if(m_kept.begin(), m_kept.end(), [&](const Kept& kept) { return kept.frozen.target == target; });
    return found == m_kept.end() ? std::nullopt : std::optional(found->owner);
}

std::optional<FrozenProcess> FrozenProcesses::ownedBy(const void* owner) const
{
    const std::lock_guard lock(m_mutex);
    const auto found =
        std::find_if(m_kept.begin(), m_kept.end(), [&](const Kept& kept) { return kept.owner.process.get() == owner; });
    return found == m_kept.end() ? std::nullopt : std::optional(found->frozen);
}

}  // namespace memdelbrot
