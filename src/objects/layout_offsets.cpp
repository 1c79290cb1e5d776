#include "objects/layout_offsets.h"

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr std::string_view StructPrefix = "struct ";
constexpr int NestingLimit = 8;

std::optional<FieldPlace> placeIn(const CRecord& record, std::string_view name, int nesting)
{
    for (const CField& field : record.fields) {
        if (field.name == name)
            return FieldPlace{field.offset(), static_cast<std::uint32_t>(field.bitOffset % 8),
                              field.bitWidth.value_or(0)};
    }
    if (record.fields.empty() || !record.fields.front().type.record || nesting == 0)
        return std::nullopt;
    return placeIn(*record.fields.front().type.record, name, nesting - 1);
}

}  // namespace

FieldPlace LayoutOffsets::place(std::string_view record, std::string_view field)
{
    const CRecord* found = find(record);
    const auto place = found ? placeIn(*found, field, NestingLimit) : std::nullopt;
    if (!place)
        miss(std::string(record) + "." + std::string(field));
    return place.value_or(FieldPlace{});
}

std::uint64_t LayoutOffsets::size(std::string_view record)
{
    const CRecord* found = find(record);
    if (!found)
        miss(std::string(record));
    return found ? found->size : 0;
}

bool LayoutOffsets::has(std::string_view record, std::string_view field) const
{
    const CRecord* found = find(record);
    return found && placeIn(*found, field, NestingLimit);
}

const CRecord* LayoutOffsets::find(std::string_view record) const
{
    const auto found = std::find_if(m_records.begin(), m_records.end(), [record](const CRecord& candidate) {
        std::string_view name = candidate.name;
        if (name.starts_with(StructPrefix))
            name.remove_prefix(StructPrefix.size());
        return name == record;
    });
    return found == m_records.end() ? nullptr : &*found;
}

void LayoutOffsets::miss(std::string name)
{
    if (!m_error)
        m_error = Error{.code = ErrorCode::NotFound, .subject = std::move(name), .detail = "not in the layout file"};
}

}  // namespace memdelbrot
