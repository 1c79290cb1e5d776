#include "objects/cpython_value.h"
#include "objects/numpy_array.h"
#include "objects/target_words.h"

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr std::uint64_t LengthLimit = std::uint64_t{1} << 47;   // a process has no more bytes
constexpr std::uint64_t DigitLimit = 1'000;
constexpr std::uint64_t EntryScanLimit = 65'536;                // table slots that are looked at

tl::unexpected<Error> nonsense(const PythonObject& object, std::string detail)
{
    return failure({.code = ErrorCode::BadMessage,
                    .address = object.address.value(),
                    .subject = object.type.name,
                    .detail = std::move(detail)});
}

Result<Address> readPointer(CPythonReader& reader, Address at)
{
    return readWord(reader.target(), at).map([](std::uint64_t word) { return Address(word); });
}

}  // namespace

Result<PythonText> readText(CPythonReader& reader, const PythonObject& object, std::uint64_t limit)
{
    const CPythonLayout& layout = reader.layout();
    const auto head = readBytes(reader.target(), object.address, layout.asciiValue);
    if (!head)
        return failure(head.error());
    const std::uint64_t state = numberIn(*head, layout.textState, 4);
    PythonText text{.length = numberIn(*head, layout.textLength, 8), .kind = layout.textKind.of(state)};
    text.isAscii = layout.textAscii.of(state) != 0;
    text.isCompact = layout.textCompact.of(state) != 0;
    if (text.length > LengthLimit || (text.kind != 1 && text.kind != 2 && text.kind != 4))
        return nonsense(object,
                        text.kind == 0 ? "a str of the old kind that is not ready" : "no str has this length and kind");
    text.begin = object.at(text.isAscii ? layout.asciiValue : layout.compactValue);
    if (!text.isCompact) {
        const auto data = readPointer(reader, object.at(layout.looseValue));
        if (!data)
            return failure(data.error());
        text.begin = *data;
    }
    const std::uint64_t shown = std::min(text.length, limit);
    const auto bytes = readBytes(reader.target(), text.begin, shown * text.kind);
    if (!bytes)
        return failure(bytes.error());
    for (std::uint64_t i = 0; i < shown; ++i)
        text.codePoints.push_back(static_cast<std::uint32_t>(numberIn(*bytes, i * text.kind, text.kind)));
    return text;
}

Result<PythonInt> readInt(CPythonReader& reader, const PythonObject& object)
{
    const CPythonLayout& layout = reader.layout();
    const auto word = readWord(reader.target(), object.at(layout.intTag.value_or(layout.itemCount)));
    if (!word)
        return failure(word.error());
    PythonInt number;
    if (layout.intTag) {   // Include/cpython/longintrepr.h, 3.12: _PyLong_SIGN_MASK, _PyLong_NON_SIZE_BITS
        number.isNegative = (*word & 3) == 2;
        number.digitCount = *word >> 3;
    } else {
        const auto count = static_cast<std::int64_t>(*word);
        number.isNegative = count < 0;
        number.digitCount = count < 0 ? std::uint64_t{0} - *word : *word;
    }
    if (number.digitCount > LengthLimit)
        return nonsense(object, "no int has so many digits");
    const std::uint64_t shown = std::min(number.digitCount, DigitLimit);
    const auto bytes = readBytes(reader.target(), object.at(layout.intDigits), shown * 4);
    if (!bytes)
        return failure(bytes.error());
    for (std::uint64_t i = 0; i < shown; ++i)
        number.digits.push_back(static_cast<std::uint32_t>(numberIn(*bytes, i * 4, 4)));
    return number;
}

Result<std::uint64_t> readItemCount(CPythonReader& reader, const PythonObject& object)
{
    const auto count = readWord(reader.target(), object.at(reader.layout().itemCount));
    if (count && *count > LengthLimit)
        return nonsense(object, "a length that no memory holds");
    return count;
}

Result<PythonItems> readItems(CPythonReader& reader, const PythonObject& object, std::uint64_t limit)
{
    const auto count = readItemCount(reader, object);
    if (!count)
        return failure(count.error());
    PythonItems items{.begin = object.at(reader.layout().tupleItems), .count = *count};
    if (object.type.kind == PythonKind::List) {
        const auto table = readPointer(reader, object.at(reader.layout().listItems));
        if (!table)
            return failure(table.error());
        items.begin = *table;
    }
    const std::uint64_t shown = std::min(items.count, limit);
    const auto bytes = readBytes(reader.target(), items.begin, shown * 8);
    if (!bytes)
        return failure(bytes.error());
    for (std::uint64_t i = 0; i < shown; ++i)
        items.items.emplace_back(numberIn(*bytes, i * 8, 8));
    return items;
}

namespace {

// How a dict's table of keys is made: the old form counts slots, the new one has their logarithm.
struct KeyTable {
    Address entriesAt;
    std::uint64_t entryCount = 0;
    std::uint64_t entrySize = 0;
    std::uint64_t keyOffset = 0;
    std::uint64_t valueOffset = 0;
    std::uint64_t slots = 0;
};

std::uint64_t oldIndexWidth(std::uint64_t slots)   // Objects/dictobject.c, DK_IXSIZE of 3.8 to 3.10
{
    return slots <= 0xFF ? 1 : slots <= 0xFFFF ? 2 : slots <= 0xFFFFFFFF ? 4 : 8;
}

Result<KeyTable> readKeyTable(CPythonReader& reader, const PythonObject& object, Address keys)
{
    const CPythonLayout& layout = reader.layout();
    const auto head = readBytes(reader.target(), keys, layout.keysHeadSize);
    if (!head)
        return failure(head.error());
    KeyTable table{.entryCount = numberIn(*head, layout.keysEntryCount, 8),
                   .entrySize = layout.entrySize,
                   .keyOffset = layout.entryKey,
                   .valueOffset = layout.entryValue};
    std::uint64_t indexBytes = 0;
    if (layout.keysSize) {
        table.slots = numberIn(*head, *layout.keysSize, 8);
        indexBytes = table.slots > LengthLimit ? LengthLimit : table.slots * oldIndexWidth(table.slots);
    } else {
        const std::uint64_t sizeLog2 = numberIn(*head, layout.keysSizeLog2, 1);
        const std::uint64_t bytesLog2 = numberIn(*head, layout.keysIndexBytesLog2, 1);
        if (sizeLog2 > 46 || bytesLog2 > 46)
            return nonsense(object, "a table of keys that no memory holds");
        table.slots = std::uint64_t{1} << sizeLog2;
        indexBytes = std::uint64_t{1} << bytesLog2;
        if (numberIn(*head, layout.keysKind, 1) != 0) {
            table.entrySize = layout.textEntrySize;
            table.keyOffset = layout.textEntryKey;
            table.valueOffset = layout.textEntryValue;
        }
    }
    if (table.entryCount > table.slots || indexBytes >= LengthLimit)
        return nonsense(object, "more keys than its table has slots");
    table.entriesAt = Address(keys.value() + layout.keysIndices + indexBytes);
    return table;
}

}  // namespace

Result<PythonEntries> readDict(CPythonReader& reader, const PythonObject& object, std::uint64_t limit)
{
    const CPythonLayout& layout = reader.layout();
    const auto head = readBytes(reader.target(), object.address, layout.dictValues + 8);
    if (!head)
        return failure(head.error());
    const Address keys(numberIn(*head, layout.dictKeys, 8));
    const Address values(numberIn(*head, layout.dictValues, 8));
    const auto table = readKeyTable(reader, object, keys);
    if (!table)
        return failure(table.error());
    PythonEntries found{.used = numberIn(*head, layout.dictUsed, 8)};
    const std::uint64_t scanned = std::min(table->entryCount, EntryScanLimit);
    const auto bytes = readBytes(reader.target(), table->entriesAt, scanned * table->entrySize);
    if (!bytes)
        return failure(bytes.error());
    const std::uint64_t capacity = table->slots * 2 / 3;   // USABLE_FRACTION, Objects/dictobject.c
    found.isTableShared = readWord(reader.target(), Address(keys.value() + layout.keysRefcount)).value_or(0) != 1;
    found.table = AddressRange::fromSize(keys, table->entriesAt.value() - keys.value() + capacity * table->entrySize);
    for (std::uint64_t i = 0; i < scanned && found.entries.size() < limit; ++i) {
        PythonEntry entry{.at = Address(table->entriesAt.value() + i * table->entrySize), .size = table->entrySize};
        entry.key = Address(numberIn(*bytes, i * table->entrySize + table->keyOffset, 8));
        entry.value = Address(numberIn(*bytes, i * table->entrySize + table->valueOffset, 8));
        if (values.value() != 0)   // a split table: its values stand apart
            entry.value = readPointer(reader, Address(values.value() + layout.firstValue + i * 8)).value_or(Address());
        if (entry.key.value() != 0 && entry.value.value() != 0)
            found.entries.push_back(entry);
    }
    return found;
}

Result<PythonEntries> readSet(CPythonReader& reader, const PythonObject& object, std::uint64_t limit)
{
    const CPythonLayout& layout = reader.layout();
    const auto head = readBytes(reader.target(), object.address, layout.setTable + 8);
    if (!head)
        return failure(head.error());
    const std::uint64_t mask = numberIn(*head, layout.setMask, 8);
    if (mask > LengthLimit / layout.setEntrySize)
        return nonsense(object, "a table that no memory holds");
    PythonEntries found{.used = numberIn(*head, layout.setUsed, 8)};
    const Address table(numberIn(*head, layout.setTable, 8));
    found.table = AddressRange::fromSize(table, (mask + 1) * layout.setEntrySize);
    const std::uint64_t scanned = std::min(mask + 1, EntryScanLimit);
    const auto bytes = readBytes(reader.target(), table, scanned * layout.setEntrySize);
    if (!bytes)
        return failure(bytes.error());
    for (std::uint64_t i = 0; i < scanned && found.entries.size() < std::min(limit, found.used); ++i) {
        const std::uint64_t key = numberIn(*bytes, i * layout.setEntrySize + layout.setEntryKey, 8);
        const std::uint64_t hash = numberIn(*bytes, i * layout.setEntrySize + layout.setEntryHash, 8);
        if (key != 0 && hash != ~std::uint64_t{0})   // -1: a removed entry's placeholder (Objects/setobject.c)
            found.entries.push_back(
                {Address(table.value() + i * layout.setEntrySize), layout.setEntrySize, Address(key), {}});
    }
    return found;
}

}  // namespace memdelbrot
