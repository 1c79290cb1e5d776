#pragma once

#include "gui/models/jobs.h"
#include "memory/poke.h"
#include "workbench/journal.h"

#include <QObject>

#include <deque>
#include <memory>
#include <optional>

namespace memdelbrot {

// A write that the user typed and that is not done yet.
struct HexPoke {
    Address address;
    std::vector<std::byte> expected;   // what was shown; empty: whatever stands there (a fill of bytes out of sight)
    std::vector<std::byte> bytes;
    TypedRunId run;                    // of what was typed in one go with it

    [[nodiscard]] AddressRange range() const { return AddressRange::fromSize(address, bytes.size()); }
};

// Does writes one after another off the GUI thread. One that fails holds up those behind it, so that typing goes on
// after the user unlocked the target: nothing typed is lost and nothing is written out of order.
class HexPokeQueue final : public QObject {
    Q_OBJECT

public:
    // Called on a thread of the pool.
    using Write = std::function<Result<PokeRecord>(const HexPoke& poke, WriteForce force)>;

    using QObject::QObject;

    void setWrite(Write write);   // discards what waits
    void setForce(WriteForce force) { m_force = force; }
    void add(HexPoke poke);
    void resume();    // tries the held write again
    void discard();   // the held write and all behind it

    [[nodiscard]] bool isEmpty() const { return m_waiting.empty(); }
    [[nodiscard]] std::uint64_t bytesWaiting() const;
    [[nodiscard]] const std::optional<Error>& heldBy() const { return m_heldBy; }
    [[nodiscard]] std::optional<std::byte> pendingAt(Address address) const;
    [[nodiscard]] bool isPending(const AddressRange& range) const;

signals:
    void changed();                                        // what waits
    void written(const memdelbrot::PokeRecord& record);
    void held(const memdelbrot::Error& error);             // until resume() or discard()

private:
    void startNext();
    void finish(const Result<PokeRecord>& record);

    Write m_write;
    WriteForce m_force = WriteForce::No;
    std::deque<std::shared_ptr<const HexPoke>> m_waiting;   // the first one is being written, or held
    std::optional<Error> m_heldBy;
    Job m_job;
};

}  // namespace memdelbrot
