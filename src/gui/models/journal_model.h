#pragma once

#include "gui/models/rows_model.h"
#include "workbench/poke_standing.h"

#include <map>

namespace memdelbrot {

struct JournalRow {
    std::shared_ptr<const JournalEntry> entry;
    QString target;   // what it is called now

    friend bool operator==(const JournalRow&, const JournalRow&) = default;   // an entry that changes is another one
};

// Every poke, the newest first.
class JournalModel final : public RowsModel<JournalRow> {
    Q_OBJECT

public:
    enum Column { TimeColumn, TargetColumn, AddressColumn, BeforeColumn, AfterColumn, StateColumn, ColumnCount };

    using RowsModel::RowsModel;

    // Oldest first, as the journal lists them. `names`: what targets are called now; others as when they were poked.
    void setEntries(const Journal::Entries& entries, const std::map<TargetId, QString>& names = {});
    // What became of some entries, by their numbers. Of others what was said before stays.
    void setStandings(const std::map<std::uint64_t, PokeStanding>& standings);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString stateText(const JournalEntry& entry) const;

    std::map<std::uint64_t, PokeStanding> m_standings;
};

}  // namespace memdelbrot
