#pragma once

#include "gui/models/hex_page_cache.h"
#include "gui/models/hex_poke_queue.h"
#include "gui/models/hex_row_map.h"
#include "gui/models/jobs.h"
#include "gui/models/own_writes.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace memdelbrot {

// A target's memory as the view shows it: its rows, the bytes of those in sight, and the writes typed into them. Reads
// and writes run off the GUI thread; a reading is one gather over what is in sight and as much above and below.
class HexDocument final : public QObject {
    Q_OBJECT

public:
    static constexpr int kRefreshMilliseconds = 250;

    explicit HexDocument(QObject* parent = nullptr);

    void open(std::shared_ptr<MemoryTarget> target, HexPokeQueue::Write write);
    void open(std::shared_ptr<MemoryTarget> target, std::unique_ptr<HexPokeQueue> pokes);  // with what waits in it
    void close();
    // The queue, with all that waits in it, and an empty one in its place: what was typed outlives the next open().
    [[nodiscard]] std::unique_ptr<HexPokeQueue> takePokes();
    [[nodiscard]] bool isOpen() const { return m_target != nullptr; }
    [[nodiscard]] const std::shared_ptr<MemoryTarget>& target() const { return m_target; }
    [[nodiscard]] TargetState state() const { return m_state; }  // as of the last reading
    [[nodiscard]] bool hasRegions() const { return m_hasRegions; }

    [[nodiscard]] const HexRowMap& rows() const { return m_rows; }
    [[nodiscard]] const std::vector<Region>& regions() const { return m_regions; }
    [[nodiscard]] const HexPageCache& cache() const { return m_cache; }
    [[nodiscard]] HexPokeQueue& pokes() { return *m_pokes; }  // until the next open(): each target has its own
    [[nodiscard]] const HexPokeQueue& pokes() const { return *m_pokes; }

    void setGeometry(const HexGeometry& geometry);
    // Shows the page of an unmapped address; a few pages at a time.
    void reveal(Address address);
    void setWindow(std::uint64_t firstRow, std::uint64_t rowCount);  // what is in sight
    void setGlance(const AddressRange& range);  // read along with it wherever it is; empty: none
    void setLive(bool isLive);  // reads again every kRefreshMilliseconds
    void refresh();

    void setOwnWrites(OwnWrites writes);  // of this target; until the next open()
    [[nodiscard]] bool isWrittenHere(Address address) const;  // HexByte::isWritten
    // As shown, with what is typed and not written yet.
    void copyShown(const AddressRange& range, std::span<HexByte> out) const;
    [[nodiscard]] std::optional<std::vector<std::byte>> shown(const AddressRange& range) const;
    // Errors: Unreadable (bytes that are shown as such), Ended. Bytes that are not read yet are waited for: someone types
    // faster than a target answers. What the write itself meets comes from pokes().
    Result<void> poke(Address address, std::vector<std::byte> bytes, TypedRunId run = {});
    [[nodiscard]] bool isWriting() const { return !m_pokes->isEmpty() || !m_unread.empty(); }  // what was typed
    // For what is not in sight: compares with whatever stands there when it is written.
    void pokeUnseen(Address address, std::vector<std::byte> bytes);

    [[nodiscard]] quint64 reads() const { return m_reads; }  // readings taken since the target was opened
    [[nodiscard]] quint64 faults() const { return m_faults; }  // unreadable ranges met by them

signals:
    void rowsChanged();  // the map: regions or geometry
    void bytesChanged();
    void stateChanged();
    void refused(const memdelbrot::Error& error);  // the regions cannot be read
    // Of pokes(), whichever it is at the time.
    void pokesChanged();
    void pokeWritten(const memdelbrot::PokeRecord& record);
    void pokeHeld(const memdelbrot::Error& error);

private:
    struct Reading {
        std::vector<ReadResult> read;
        std::optional<Result<std::vector<Region>>> regions;
        TargetState state = TargetState::Running;
    };
    [[nodiscard]] std::vector<AddressRange> wanted() const;
    void take(Reading reading);
    void pokeUnread();
    [[nodiscard]] std::optional<Error> unreadableIn(const AddressRange& range) const;
    void setPokes(std::unique_ptr<HexPokeQueue> pokes);
    void takeRegions(const Result<std::vector<Region>>& regions);
    void rebuildRows();
    void tick();

    std::shared_ptr<MemoryTarget> m_target;
    TargetState m_state = TargetState::Running;
    HexGeometry m_geometry;
    std::vector<Region> m_regions;
    std::vector<AddressRange> m_revealed;
    HexRowMap m_rows;
    HexPageCache m_cache;
    std::unique_ptr<HexPokeQueue> m_pokes;  // never null
    OwnWrites m_ownWrites;
    std::deque<HexPoke> m_unread;  // typed where nothing is read yet
    QTimer m_timer;
    AddressRange m_glance;
    std::uint64_t m_firstRow = 0;
    std::uint64_t m_rowCount = 0;
    unsigned m_ticks = 0;
    quint64 m_reads = 0;
    quint64 m_faults = 0;
    bool m_hasRegions = false;
    bool m_regionsWanted = false;
    bool m_readAgain = false;
    Job m_job;
};

// "nothing is mapped there (EFAULT)": why a byte shows as ??.
[[nodiscard]] QString unreadableText(int errnoValue);

}  // namespace memdelbrot
