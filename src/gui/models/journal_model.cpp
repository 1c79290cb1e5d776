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

}  // namespace

void JournalModel::setEntries(const Journal::Entries& entries)
{
    std::vector<JournalRow> rows;
    rows.reserve(entries.size());
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
        rows.push_back({*entry});
    updateRows(std::move(rows), [](const JournalRow& row) { return row.entry->number; });
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
        return toQt(entry.targetName);
    case AddressColumn:
        return addressText(entry.record.address);
    case BeforeColumn:
        return bytesText(entry.record.before);
    case AfterColumn:
        return bytesText(entry.record.after);
    default:
        return entry.isUndo ? tr("undo or redo") : entry.isUndone ? tr("undone") : tr("done");
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
