#include "objects/cpython_layout.h"

namespace memdelbrot {

namespace {

void placeHeads(CPythonLayout& layout, LayoutOffsets& at)
{
    layout.refcount = at.offset("PyObject", "ob_refcnt");
    layout.type = at.offset("PyObject", "ob_type");
    layout.headerSize = at.size("PyObject");
    layout.itemCount = at.offset("PyVarObject", "ob_size");
    layout.typeName = at.offset("PyTypeObject", "tp_name");
    layout.typeBasicSize = at.offset("PyTypeObject", "tp_basicsize");
    layout.typeItemSize = at.offset("PyTypeObject", "tp_itemsize");
    layout.typeFlags = at.offset("PyTypeObject", "tp_flags");
    layout.typeBase = at.offset("PyTypeObject", "tp_base");
    layout.typeSize = at.size("PyTypeObject");
}

void placeScalars(CPythonLayout& layout, LayoutOffsets& at)
{
    if (at.has("PyLongObject", "lv_tag"))
        layout.intTag = at.offset("PyLongObject", "lv_tag");
    layout.intDigits = at.offset("PyLongObject", "ob_digit");
    layout.floatValue = at.offset("PyFloatObject", "ob_fval");
    layout.complexValue = at.offset("PyComplexObject", "real");
    layout.bytesHash = at.offset("PyBytesObject", "ob_shash");
    layout.bytesValue = at.offset("PyBytesObject", "ob_sval");
    layout.byteArrayAllocated = at.offset("PyByteArrayObject", "ob_alloc");
    layout.byteArrayStart = at.offset("PyByteArrayObject", "ob_start");
}

void placeText(CPythonLayout& layout, LayoutOffsets& at)
{
    layout.textLength = at.offset("PyASCIIObject", "length");
    layout.textHash = at.offset("PyASCIIObject", "hash");
    layout.textInterned = at.place("PyASCIIObject", "interned");
    layout.textKind = at.place("PyASCIIObject", "kind");
    layout.textCompact = at.place("PyASCIIObject", "compact");
    layout.textAscii = at.place("PyASCIIObject", "ascii");
    layout.textState = layout.textInterned.offset;
    layout.asciiValue = at.size("PyASCIIObject");
    layout.compactValue = at.size("PyCompactUnicodeObject");
    layout.looseValue = at.offset("PyUnicodeObject", "data");
    layout.textUtf8 = at.offset("PyCompactUnicodeObject", "utf8");
    layout.textUtf8Length = at.offset("PyCompactUnicodeObject", "utf8_length");
}

void placeContainers(CPythonLayout& layout, LayoutOffsets& at)
{
    layout.listItems = at.offset("PyListObject", "ob_item");
    layout.listAllocated = at.offset("PyListObject", "allocated");
    layout.tupleItems = at.offset("PyTupleObject", "ob_item");
    layout.setUsed = at.offset("PySetObject", "used");
    layout.setMask = at.offset("PySetObject", "mask");
    layout.setTable = at.offset("PySetObject", "table");
    layout.setEntrySize = at.size("setentry");
    layout.setEntryKey = at.offset("setentry", "key");
    layout.setEntryHash = at.offset("setentry", "hash");
}

void placeDict(CPythonLayout& layout, LayoutOffsets& at)
{
    layout.dictUsed = at.offset("PyDictObject", "ma_used");
    layout.dictKeys = at.offset("PyDictObject", "ma_keys");
    layout.dictValues = at.offset("PyDictObject", "ma_values");
    layout.firstValue = at.offset("PyDictValues", "values");
    layout.keysRefcount = at.offset("PyDictKeysObject", "dk_refcnt");
    layout.keysEntryCount = at.offset("PyDictKeysObject", "dk_nentries");
    layout.keysIndices = at.offset("PyDictKeysObject", "dk_indices");
    layout.keysHeadSize = layout.keysIndices;
    layout.entryKey = at.offset("PyDictKeyEntry", "me_key");
    layout.entryValue = at.offset("PyDictKeyEntry", "me_value");
    layout.entrySize = at.size("PyDictKeyEntry");
    if (at.has("PyDictKeysObject", "dk_size")) {
        layout.keysSize = at.offset("PyDictKeysObject", "dk_size");
        return;
    }
    layout.keysSizeLog2 = at.offset("PyDictKeysObject", "dk_log2_size");
    layout.keysIndexBytesLog2 = at.offset("PyDictKeysObject", "dk_log2_index_bytes");
    layout.keysKind = at.offset("PyDictKeysObject", "dk_kind");
    layout.textEntryKey = at.offset("PyDictUnicodeEntry", "me_key");
    layout.textEntryValue = at.offset("PyDictUnicodeEntry", "me_value");
    layout.textEntrySize = at.size("PyDictUnicodeEntry");
}

}  // namespace

Result<CPythonLayout> CPythonLayout::fromRecords(int minor, std::span<const CRecord> records)
{
    CPythonLayout layout;
    layout.minor = minor;
    LayoutOffsets at(records);
    placeHeads(layout, at);
    placeScalars(layout, at);
    placeText(layout, at);
    placeContainers(layout, at);
    placeDict(layout, at);
    if (at.error())
        return failure(*at.error());
    return layout;
}

Result<NumpyLayout> NumpyLayout::fromRecords(std::span<const CRecord> records)
{
    NumpyLayout layout;
    LayoutOffsets at(records);
    layout.data = at.offset("PyArrayObject", "data");
    layout.dimensionCount = at.offset("PyArrayObject", "nd");
    layout.dimensions = at.offset("PyArrayObject", "dimensions");
    layout.strides = at.offset("PyArrayObject", "strides");
    layout.base = at.offset("PyArrayObject", "base");
    layout.descr = at.offset("PyArrayObject", "descr");
    layout.flags = at.offset("PyArrayObject", "flags");
    layout.descrKind = at.offset("PyArray_Descr", "kind");
    layout.descrType = at.offset("PyArray_Descr", "type");
    layout.descrByteOrder = at.offset("PyArray_Descr", "byteorder");
    layout.descrTypeNumber = at.offset("PyArray_Descr", "type_num");
    layout.descrItemSize = at.offset("PyArray_Descr", "elsize");
    layout.descrItemSizeWidth = at.offset("PyArray_Descr", "alignment") - layout.descrItemSize;
    layout.descrSize = at.size("PyArray_Descr");
    if (at.error())
        return failure(*at.error());
    return layout;
}

}  // namespace memdelbrot
