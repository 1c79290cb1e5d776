// Objects of an interpreter that is not to be trusted: all memory is the input, but for one type object before it.
#include "memory/buffer_target.h"
#include "objects/cpython_inspector.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace {

using namespace memdelbrot;

constexpr std::uint64_t Begin = 0x10000;
constexpr std::uint64_t TypeType = Begin;
constexpr std::uint64_t Type = Begin + 0x200;
constexpr std::uint64_t Object = Begin + 0x400;

// 3.11's, as resources/layouts/cpython-3.11.h compiles.
CPythonLayout layout()
{
    CPythonLayout l;
    l.minor = 11;
    l.type = 8, l.headerSize = 16, l.itemCount = 16;
    l.typeName = 24, l.typeBasicSize = 32, l.typeItemSize = 40, l.typeFlags = 168, l.typeBase = 256, l.typeSize = 352;
    l.intDigits = 24, l.floatValue = 16, l.complexValue = 16;
    l.bytesHash = 24, l.bytesValue = 32, l.byteArrayAllocated = 24, l.byteArrayStart = 40;
    l.textLength = 16, l.textHash = 24, l.textState = 32, l.asciiValue = 48, l.compactValue = 72, l.looseValue = 72;
    l.textUtf8 = 56, l.textUtf8Length = 48;
    l.textInterned = {32, 0, 2}, l.textKind = {32, 2, 3}, l.textCompact = {32, 5, 1}, l.textAscii = {32, 6, 1};
    l.listItems = 24, l.listAllocated = 32, l.tupleItems = 24;
    l.dictUsed = 16, l.dictKeys = 32, l.dictValues = 40;
    l.keysSizeLog2 = 8, l.keysIndexBytesLog2 = 9, l.keysKind = 10, l.keysEntryCount = 24, l.keysIndices = 32,
    l.keysHeadSize = 32;
    l.entryKey = 8, l.entryValue = 16, l.entrySize = 24, l.textEntryValue = 8, l.textEntrySize = 16;
    l.setUsed = 24, l.setMask = 32, l.setTable = 40, l.setEntrySize = 16, l.setEntryHash = 8;
    return l;
}

void putWord(std::vector<std::byte>& bytes, std::uint64_t at, std::uint64_t value)
{
    std::memcpy(&bytes[at - Begin], &value, sizeof value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    std::vector<std::byte> bytes(Object - Begin + size + 16);
    std::memcpy(&bytes[Object - Begin], data, size);
    putWord(bytes, TypeType + 8, TypeType);
    putWord(bytes, Type + 8, TypeType);
    putWord(bytes, Type + 24, Type + 0x180);
    putWord(bytes, Type + 32, 64);
    putWord(bytes, Type + 168, std::uint64_t{1} << (23 + data[0] % 9) | 1u << 12);
    std::memcpy(&bytes[Type + 0x180 - Begin], data[0] % 9 == 0 ? "set" : "made", 5 - (data[0] % 9 == 0));
    putWord(bytes, Object, 1);
    putWord(bytes, Object + 8, Type);
    const BufferTarget target("fuzz", Address(Begin), std::move(bytes));
    static const PythonLayouts layouts{layout(), {}};
    CPythonReader reader(target, layouts, Address(TypeType));
    (void)inspectPythonObject(reader, Address(Object), "");
    return 0;
}
