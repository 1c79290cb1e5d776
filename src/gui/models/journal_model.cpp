#include "gui/models/journal_model.h"

#include "gui/models/journal_text.h"
#include "gui/models/target_text.h"

#include <QDateTime>

namespace memdelbrot {

namespace {

QString timeText(std::chrono::system_clock::time_point time)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString nameOf(const JournalEntry& entry, const std::map<TargetId, QString>& names)
{
    const auto found = names.find(entry.target);
    return found == names.end() ? toQt(entry.targetName) : found->second;
}

}  // namespace

void JournalModel::setEntries(const Journal::Entries& entries, const std::map<TargetId, QString>& names)
{
    std::vector<JournalRow> rows;
    rows.reserve(entries.size());
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
        rows.push_back({*entry, nameOf(**entry, names)});
    m_standings.erase(m_standings.begin(), m_standings.lower_bound(entries.empty() ? 0 : entries.front()->number));
    updateRows(std::move(rows), [](const JournalRow& row) { return row.entry->number; });
}

void JournalModel::setStandings(const std::map<std::uint64_t, PokeStanding>& standings)
{
    for (const auto& [number, standing] : standings)
        m_standings[number] = standing;
    if (rowCount() > 0)
        emit dataChanged(index(0, StateColumn), index(rowCount() - 1, StateColumn));
}

QString JournalModel::stateText(const JournalEntry& entry) const
{
    if (entry.kind != JournalEntry::Kind::Poke)
        return entry.kind == JournalEntry::Kind::Undo ? tr("an undo") : tr("a redo");
    if (entry.isUndone)
        return tr("undone");
    const auto known = m_standings.find(entry.number);
    return standingText(known == m_standings.end() ? PokeStanding::InPlace : known->second);
}

QVariant JournalModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const JournalEntry& entry = *row(index.row()).entry;
    if (role == Qt::ToolTipRole)
        return changeText(entry);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return timeText(entry.record.time);
    case TargetColumn:
        return row(index.row()).target;
    case AddressColumn:
        return addressText(entry.record.address);
    case BeforeColumn:
        return bytesText(entry.record.before);
    case AfterColumn:
        return bytesText(entry.record.after);
    default:
        return stateText(entry);
    }
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case TargetColumn:
        return tr("Target");
    case AddressColumn:
        return tr("Address");
    case BeforeColumn:
        return tr("Before");
    case AfterColumn:
        return tr("After");
    default:
        return tr("State");
    }
}

}  // namespace memdelbrot
