#pragma once

#include "memory/buffer_target.h"
#include "objects/cpython_layout.h"

#include <cstring>

namespace memdelbrot {

// Memory with a `type` and types of its own making, for objects that no interpreter would make.
class ObjectImage {
public:
    static constexpr std::uint64_t Begin = 0x10000;
    static constexpr std::uint64_t TypeType = Begin;

    explicit ObjectImage(const CPythonLayout& layout) : m_layout(layout), m_bytes(0x8000)
    {
        addType(TypeType, "type", std::uint64_t{1} << 31);
    }

    // A type object at `at`, its name behind it.
    void addType(std::uint64_t at, const char* name, std::uint64_t flags, std::uint64_t metatype = TypeType)
    {
        word(at, 1);
        word(at + m_layout.type, metatype);
        word(at + m_layout.typeName, at + 0x300);
        word(at + m_layout.typeBasicSize, 64);
        word(at + m_layout.typeFlags, flags | 1u << 12);
        std::memcpy(&m_bytes[at + 0x300 - Begin], name, std::strlen(name) + 1);
    }

    void word(std::uint64_t at, std::uint64_t value) { std::memcpy(&m_bytes[at - Begin], &value, sizeof value); }

    void addObject(std::uint64_t at, std::uint64_t type, std::initializer_list<std::uint64_t> words)
    {
        word(at, 1);
        word(at + 8, type);
        for (std::uint64_t offset = 16; const std::uint64_t value : words) {
            word(at + offset, value);
            offset += 8;
        }
    }

    [[nodiscard]] BufferTarget target() const { return BufferTarget("image", Address(Begin), m_bytes); }
    [[nodiscard]] std::vector<std::byte>& bytes() { return m_bytes; }

private:
    const CPythonLayout& m_layout;
    std::vector<std::byte> m_bytes;
};

}  // namespace memdelbrot
