#include "gui/models/match_list_model.h"

#include "gui/models/target_text.h"

#include <algorithm>
#include <cctype>

namespace memdelbrot {

namespace {

// Characters of bytes in hexadecimal: digits, spaces and "?".
bool isOfBytes(char character)
{
    const auto code = static_cast<unsigned char>(character);
    return std::isxdigit(code) != 0 || std::isspace(code) != 0 || character == '?';
}

QString whereText(const std::vector<Region>& regions, Address address)
{
    const Region* const region = regionAt(regions, address);
    if (!region)
        return {};
    const std::string name = region->path.empty() ? regionKindText(region->kind) : region->path;
    return toQt(permissionsText(region->permissions)) + QLatin1Char(' ') + toQt(name) + QLatin1Char('+')
        + addressText(Address(address.value() - region->range.begin().value()));
}

QString countText(std::size_t matches)
{
    return matches == 1 ? MatchListModel::tr("1 match") : MatchListModel::tr("%L1 matches").arg(matches);
}

}  // namespace

void MatchListModel::clear()
{
    beginResetModel();
    m_matches = {};
    m_regions = {};
    endResetModel();
}

void MatchListModel::append(std::span<const Match> matches)
{
    if (matches.empty())
        return;
    const int row = rowCount();
    beginInsertRows({}, row, row + static_cast<int>(matches.size()) - 1);
    m_matches.insert(m_matches.end(), matches.begin(), matches.end());
    endInsertRows();
}

int MatchListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_matches.size());
}

QVariant MatchListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const Match& match = matchAt(index.row());
    switch (index.column()) {
    case AddressColumn:
        return addressText(match.begin);
    case SizeColumn:
        return role == Qt::DisplayRole ? QVariant(match.size) : QVariant(sizeText(match.size));
    default:
        return whereText(m_regions, match.begin);
    }
}

QVariant MatchListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    return section == AddressColumn ? tr("Address") : section == SizeColumn ? tr("Bytes") : tr("Where");
}

QString progressText(const SearchProgress& progress, double seconds)
{
    QString text = MatchListModel::tr("%1 of %2").arg(sizeText(progress.doneBytes), sizeText(progress.totalBytes));
    if (seconds > 0)
        text += MatchListModel::tr(", %1/s").arg(
            sizeText(static_cast<std::uint64_t>(static_cast<double>(progress.doneBytes) / seconds)));
    text += QLatin1String(", ") + countText(progress.matches);
    if (progress.unreadableBytes != 0)
        text += MatchListModel::tr(", %1 could not be read").arg(sizeText(progress.unreadableBytes));
    return text;
}

QString searchText(const SearchResult& result, std::size_t matches)
{
    QString text = MatchListModel::tr("%1 in %2, %3")
                       .arg(countText(matches), sizeText(result.searchedBytes), durationText(result.seconds));
    if (result.limited)
        text += MatchListModel::tr("; there may be more");
    if (result.unreadableBytes != 0)
        text += MatchListModel::tr("; %1 could not be read").arg(sizeText(result.unreadableBytes));
    if (result.closedBytes != 0)
        text += MatchListModel::tr("; %1 have no read permission").arg(sizeText(result.closedBytes));
    if (result.leftOutBytes != 0)
        text += MatchListModel::tr("; %1 of reservations over 1 TiB were left out").arg(sizeText(result.leftOutBytes));
    return result.cancelled ? text + MatchListModel::tr("; cancelled") : text;
}

QString notHexText(const QString& typed)
{
    constexpr int shownBytes = 16;
    const QByteArray bytes = typed.toUtf8();
    if (std::all_of(bytes.begin(), bytes.end(), isOfBytes))
        return MatchListModel::tr("“%1” has half a byte: write two hexadecimal digits for each, ?? for any")
            .arg(typed.left(40));
    const QString hex = QString::fromLatin1(bytes.left(shownBytes).toHex(' '));
    return MatchListModel::tr("“%1” is not hexadecimal: choose text, or write %2")
        .arg(typed.left(40), bytes.size() > shownBytes ? hex + QStringLiteral(" …") : hex);
}

}  // namespace memdelbrot
