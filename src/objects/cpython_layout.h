// Where CPython keeps what in its objects: one version's offsets, compiled from resources/layouts/cpython-3.X.h.
#pragma once

#include "objects/layout_offsets.h"

#include <optional>
#include <string>

namespace memdelbrot {

// All offsets are bytes from the object's begin.
struct CPythonLayout {
    // Errors: NotFound (a field that the file lacks).
    [[nodiscard]] static Result<CPythonLayout> fromRecords(int minor, std::span<const CRecord> records);

    int minor = 0;   // of 3.minor

    std::uint64_t refcount = 0, type = 0, headerSize = 0, itemCount = 0;
    std::uint64_t typeName = 0, typeBasicSize = 0, typeItemSize = 0, typeFlags = 0, typeBase = 0, typeSize = 0;

    std::optional<std::uint64_t> intTag;   // 3.12 and later: sign and number of digits in one word
    std::uint64_t intDigits = 0;
    std::uint64_t floatValue = 0, complexValue = 0;
    std::uint64_t bytesHash = 0, bytesValue = 0;
    std::uint64_t byteArrayAllocated = 0, byteArrayStart = 0;

    std::uint64_t textLength = 0, textHash = 0, textState = 0, asciiValue = 0, compactValue = 0, looseValue = 0;
    std::uint64_t textUtf8 = 0, textUtf8Length = 0;
    FieldPlace textInterned, textKind, textCompact, textAscii;

    std::uint64_t listItems = 0, listAllocated = 0, tupleItems = 0;

    std::uint64_t dictUsed = 0, dictKeys = 0, dictValues = 0, firstValue = 0;
    std::uint64_t keysRefcount = 0, keysEntryCount = 0, keysIndices = 0, keysHeadSize = 0;
    std::optional<std::uint64_t> keysSize;                          // 3.10 and earlier: slots
    std::uint64_t keysIndexBytesLog2 = 0, keysSizeLog2 = 0, keysKind = 0;   // 3.11 and later
    std::uint64_t entryKey = 0, entryValue = 0, entrySize = 0;
    std::uint64_t textEntryKey = 0, textEntryValue = 0, textEntrySize = 0;

    std::uint64_t setUsed = 0, setMask = 0, setTable = 0, setEntrySize = 0, setEntryKey = 0, setEntryHash = 0;

    // ob_refcnt's lower half below zero marks an immortal object from 3.12 on (PEP 683).
    [[nodiscard]] bool hasImmortals() const { return intTag.has_value(); }
};

// Offsets of NumPy's arrays; from resources/layouts/numpy-1.h or numpy-2.h.
struct NumpyLayout {
    [[nodiscard]] static Result<NumpyLayout> fromRecords(std::span<const CRecord> records);

    std::uint64_t data = 0, dimensionCount = 0, dimensions = 0, strides = 0, base = 0, descr = 0, flags = 0;
    std::uint64_t descrKind = 0, descrType = 0, descrByteOrder = 0, descrTypeNumber = 0;
    std::uint64_t descrItemSize = 0, descrItemSizeWidth = 0;   // 4 bytes in 1.x, 8 in 2.x
    std::uint64_t descrSize = 0;  // tp_basicsize of the dtype's type: tells 1.x from 2.x
};

}  // namespace memdelbrot
