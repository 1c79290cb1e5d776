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

QString whereText(const SearchResult& result, Address address)
{
    const Region* const region = result.regionOf(address);
    if (!region)
        return {};
    const std::string name = region->path.empty() ? regionKindText(region->kind) : region->path;
    return toQt(permissionsText(region->permissions)) + QLatin1Char(' ') + toQt(name) + QLatin1Char('+')
        + addressText(Address(address.value() - region->range.begin().value()));
}

}  // namespace

void MatchListModel::setResult(SearchResult result)
{
    beginResetModel();
    m_result = std::move(result);
    endResetModel();
}

int MatchListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_result.matches.size());
}

QVariant MatchListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const Address address = addressAt(index.row());
    return index.column() == AddressColumn ? addressText(address) : whereText(m_result, address);
}

QVariant MatchListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    return section == AddressColumn ? tr("Address") : tr("Where");
}

QString searchText(const SearchResult& result)
{
    const QString found = result.matches.size() == 1 ? MatchListModel::tr("1 match")
                                                     : MatchListModel::tr("%1 matches").arg(result.matches.size());
    QString text =
        MatchListModel::tr("%1 in %2, %3").arg(found, sizeText(result.searchedBytes), durationText(result.seconds));
    if (result.limited)
        text += MatchListModel::tr("; there may be more");
    if (const std::uint64_t unreadable = result.unreadableBytes + result.closedBytes; unreadable != 0)
        text += MatchListModel::tr("; %1 could not be read").arg(sizeText(unreadable));
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
