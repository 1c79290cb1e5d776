#include "parser/protocol/byte_stream.h"

namespace memdelbrot::parser {

void ByteWriter::number(std::uint64_t value, int size)
{
    for (int i = 0; i < size; ++i)
        m_bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
}

void ByteWriter::text(std::string_view text)
{
    number32(static_cast<std::uint32_t>(text.size()));
    const auto bytes = std::as_bytes(std::span(text));
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
}

void ByteReader::fail()
{
    m_isGood = false;
    m_rest = {};
}

std::uint64_t ByteReader::number(std::size_t size)
{
    if (m_rest.size() < size) {
        fail();
        return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value |= std::to_integer<std::uint64_t>(m_rest[i]) << (8 * i);
    m_rest = m_rest.subspan(size);
    return value;
}

std::string ByteReader::text()
{
    const std::uint32_t size = number32();
    if (m_rest.size() < size) {
        fail();
        return {};
    }
    const std::string text(reinterpret_cast<const char*>(m_rest.data()), size);
    m_rest = m_rest.subspan(size);
    return text;
}

std::uint32_t ByteReader::count(std::size_t entrySize)
{
    const std::uint32_t count = number32();
    if (count > m_rest.size() / entrySize) {
        fail();
        return 0;
    }
    return count;
}

}  // namespace memdelbrot::parser
