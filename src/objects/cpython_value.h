#pragma once

#include "objects/cpython_reader.h"

namespace memdelbrot {

// Payload of an object: the bytes of its value, as an array.
struct PythonPayload {
    AddressRange range;
    std::string dtype;                    // "uint8", "pointer", …
    std::vector<std::uint64_t> shape;
};

// Errors of all: Unreadable; BadMessage where a length or a state word is one that no such object has.

// A str's characters, cut at `limit`; also how they are stored.
struct PythonText {
    std::uint64_t length = 0;             // characters
    std::uint64_t kind = 1;               // bytes a character
    Address begin;
    bool isAscii = false;
    bool isCompact = true;
    std::vector<std::uint32_t> codePoints;
};
[[nodiscard]] Result<PythonText> readText(CPythonReader& reader, const PythonObject& object, std::uint64_t limit);

struct PythonInt {
    bool isNegative = false;
    std::uint64_t digitCount = 0;
    std::vector<std::uint32_t> digits;    // cut at 1,000
};
[[nodiscard]] Result<PythonInt> readInt(CPythonReader& reader, const PythonObject& object);

// ob_size of an object that has items. Errors also where it is negative.
[[nodiscard]] Result<std::uint64_t> readItemCount(CPythonReader& reader, const PythonObject& object);

struct PythonItems {
    Address begin;                        // of the pointer table
    std::uint64_t count = 0;
    std::vector<Address> items;           // cut at `limit`
};
[[nodiscard]] Result<PythonItems> readItems(CPythonReader& reader, const PythonObject& object,
                                            std::uint64_t limit);   // list, tuple

struct PythonEntry {
    Address at;                           // of the entry in its table
    std::uint64_t size = 0;               // bytes
    Address key;
    Address value;
};
struct PythonEntries {
    std::uint64_t used = 0;
    std::vector<PythonEntry> entries;     // cut at `limit`
    AddressRange table;
    bool isTableShared = false;           // a split dict's or an empty one's: not counted as its own
};
[[nodiscard]] Result<PythonEntries> readDict(CPythonReader& reader, const PythonObject& object, std::uint64_t limit);
[[nodiscard]] Result<PythonEntries> readSet(CPythonReader& reader, const PythonObject& object, std::uint64_t limit);

// nullopt: an object without a payload, or whose payload cannot be told.
[[nodiscard]] std::optional<PythonPayload> payloadOf(CPythonReader& reader, const PythonObject& object);

// repr() from outside, cut at about `limit` bytes; a cycle is "[...]", a bad pointer "<unreadable at 0x…>".
[[nodiscard]] std::string pythonValue(CPythonReader& reader, const PythonObject& object, std::size_t limit);

}  // namespace memdelbrot
