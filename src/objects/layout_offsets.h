#pragma once

#include "base/result.h"
#include "layout/c_type.h"

#include <span>
#include <string_view>

namespace memdelbrot {

// Where a field of a record lies. A bit-field's bits are counted from the lowest bit of the byte at `offset`.
struct FieldPlace {
    std::uint64_t offset = 0;      // bytes from the record's begin
    std::uint32_t shift = 0;       // bits
    std::uint32_t width = 0;       // bits; 0: a whole field

    // The bit-field's value in the little-endian word that begins at `offset`.
    [[nodiscard]] std::uint64_t of(std::uint64_t word) const
    {
        return width == 0 || width >= 64 ? word : word >> shift & ((std::uint64_t{1} << width) - 1);
    }
};

// Looks fields up by name in the records of one layout file. A field of a record that begins with another one
// ("ob_base") is found in it too. The first miss is kept: ask all, then ask error().
class LayoutOffsets final {
public:
    explicit LayoutOffsets(std::span<const CRecord> records) : m_records(records) {}

    [[nodiscard]] FieldPlace place(std::string_view record, std::string_view field);
    [[nodiscard]] std::uint64_t offset(std::string_view record, std::string_view field)
    {
        return place(record, field).offset;
    }
    [[nodiscard]] std::uint64_t size(std::string_view record);
    [[nodiscard]] bool has(std::string_view record, std::string_view field) const;

    // NotFound with the missing name as its subject; nullopt where everything asked for was there.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    [[nodiscard]] const CRecord* find(std::string_view record) const;
    void miss(std::string name);

    std::span<const CRecord> m_records;
    std::optional<Error> m_error;
};

}  // namespace memdelbrot
