#include "gui/models/hex_document.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace memdelbrot {

namespace {

constexpr std::uint64_t kPage = 4096;
constexpr std::size_t kRevealedLimit = 8;
constexpr unsigned kTicksPerRegions = 4;   // regions change seldom: their list is read with every fourth refresh

AddressRange pageOf(Address address)
{
    return AddressRange::fromSize(Address(address.value() / kPage * kPage), kPage);
}

}  // namespace

HexDocument::HexDocument(QObject* parent) : QObject(parent), m_timer(this)
{
    m_timer.setInterval(kRefreshMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &HexDocument::tick);
    setPokes(std::make_unique<HexPokeQueue>());
}

void HexDocument::open(std::shared_ptr<MemoryTarget> target, HexPokeQueue::Write write)
{
    auto pokes = std::make_unique<HexPokeQueue>();
    pokes->setWrite(std::move(write));
    open(std::move(target), std::move(pokes));
}

void HexDocument::open(std::shared_ptr<MemoryTarget> target, std::unique_ptr<HexPokeQueue> pokes)
{
    m_job.cancel();
    m_target = std::move(target);
    setPokes(std::move(pokes));
    m_unread.clear();
    m_cache.clear();
    m_ownWrites = {};
    m_regions.clear();
    m_revealed.clear();
    m_hasRegions = false;
    m_readAgain = false;
    m_reads = 0;
    m_faults = 0;
    m_regionsWanted = true;
    m_state = TargetState::Running;
    m_firstRow = 0;
    m_glance = {};
    rebuildRows();
    emit stateChanged();
    refresh();
}

void HexDocument::close()
{
    open(nullptr, std::make_unique<HexPokeQueue>());
}

void HexDocument::setGeometry(const HexGeometry& geometry)
{
    if (geometry == m_geometry)
        return;
    m_geometry = geometry;
    rebuildRows();
}

void HexDocument::rebuildRows()
{
    m_rows = HexRowMap(m_geometry, m_regions, m_revealed);
    emit rowsChanged();
}

void HexDocument::reveal(Address address)
{
    if (!m_rows.at(m_rows.rowOf(address)).isGap)
        return;
    m_regionsWanted = true;   // it may have been mapped since they were read
    if (m_revealed.size() == kRevealedLimit)
        m_revealed.erase(m_revealed.begin());
    m_revealed.push_back(pageOf(address));
    rebuildRows();
}

void HexDocument::setWindow(std::uint64_t firstRow, std::uint64_t rowCount)
{
    m_firstRow = firstRow;
    m_rowCount = rowCount;
    if (m_target && m_hasRegions && !m_cache.covers(m_rows.ranges(firstRow, rowCount)))
        refresh();
}

void HexDocument::setGlance(const AddressRange& range)
{
    m_glance = range;
    if (m_target && m_hasRegions && !m_cache.covers({range}))
        refresh();
}

void HexDocument::setLive(bool isLive)
{
    if (isLive == m_timer.isActive())
        return;
    if (!isLive)
        return m_timer.stop();
    m_timer.start();
    refresh();
}

void HexDocument::tick()
{
    if (m_state == TargetState::Ended || !m_target)
        return;   // nothing changes any more
    m_regionsWanted = m_regionsWanted || ++m_ticks % kTicksPerRegions == 0;
    if (!m_job.isRunning())
        refresh();
}

// What is in sight, as many rows above and below it, what is glanced at, and what was typed into unread.
std::vector<AddressRange> HexDocument::wanted() const
{
    const std::uint64_t first = m_firstRow - std::min(m_firstRow, m_rowCount);
    std::vector<AddressRange> ranges = m_rows.ranges(first, m_firstRow - first + 2 * m_rowCount);
    const auto isBeside = [this](const AddressRange& range) { return range.intersected(m_glance).isEmpty(); };
    if (!m_glance.isEmpty() && std::all_of(ranges.begin(), ranges.end(), isBeside))
        ranges.insert(std::find_if(ranges.begin(), ranges.end(),
                                   [this](const AddressRange& range) { return range.begin() > m_glance.begin(); }),
                      m_glance);
    for (const HexPoke& poke : m_unread) {
        const auto holds = [range = poke.range()](const AddressRange& read) {
            return read.intersected(range) == range;
        };
        if (std::none_of(ranges.begin(), ranges.end(), holds))
            ranges.push_back(poke.range());
    }
    return ranges;
}

void HexDocument::refresh()
{
    if (!m_target)
        return;
    if (m_job.isRunning()) {
        m_readAgain = true;
        return;
    }
    m_readAgain = false;
    m_job.start(
        this,
        [target = m_target, ranges = wanted(),
         withRegions = std::exchange(m_regionsWanted, false)](const std::stop_token&) {
            Reading reading;
            if (ranges.size() == 1)
                reading.read.push_back(target->read(ranges.front()));
            else if (!ranges.empty())
                reading.read = target->gather(ranges);
            if (withRegions)
                reading.regions = target->regions();
            reading.state = target->state();   // last: bytes of a target that ended meanwhile are stale
            return reading;
        },
        [this](Reading reading) { take(std::move(reading)); });
}

void HexDocument::take(Reading reading)
{
    const bool changesState = reading.state != m_state;
    m_reads += reading.read.empty() ? 0 : 1;
    for (const ReadResult& read : reading.read)
        m_faults += read.unreadable.size();
    m_state = reading.state;
    m_cache.update(std::move(reading.read), m_state == TargetState::Ended, HexPageCache::Clock::now());
    if (reading.regions)
        takeRegions(*reading.regions);
    if (changesState)
        emit stateChanged();
    pokeUnread();
    emit bytesChanged();
    if (m_readAgain)
        refresh();
}

void HexDocument::takeRegions(const Result<std::vector<Region>>& regions)
{
    const bool isFirst = !std::exchange(m_hasRegions, true);
    if (!regions) {
        // An ended target keeps the regions that it had.
        if (isFirst)
            emit refused(regions.error());
    } else if (*regions != m_regions) {
        m_regions = *regions;
        rebuildRows();
        return;
    }
    if (isFirst)
        emit rowsChanged();
}

void HexDocument::copyShown(const AddressRange& range, std::span<HexByte> out) const
{
    m_cache.copy(range, HexPageCache::Clock::now(), out);
    m_ownWrites.mark(range, out);
    if (!m_pokes->isPending(range))
        return;
    for (std::size_t index = 0; index < out.size(); ++index) {
        if (const auto pending = m_pokes->pendingAt(Address(range.begin().value() + index)))
            out[index].value = *pending;
    }
}

QString unreadableText(int errnoValue)
{
    const char* name = strerrorname_np(errnoValue);
    const char* words = strerrordesc_np(errnoValue);
    const QString known = errnoValue == EFAULT || errnoValue == EIO || errnoValue == ENXIO
        ? HexDocument::tr("not mapped, or no access is allowed")
        : words ? QString::fromUtf8(words)
                : HexDocument::tr("unknown error");
    return name ? known + QStringLiteral(" (") + QString::fromLatin1(name) + QLatin1Char(')') : known;
}

}  // namespace memdelbrot
