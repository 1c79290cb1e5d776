#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace memdelbrot {

// What is being typed into the cell under the cursor and is not written yet.
class HexEdit final {
public:
    [[nodiscard]] bool isActive() const { return !m_text.empty(); }
    [[nodiscard]] const std::string& text() const { return m_text; }   // UTF-8
    void clear() { m_text.clear(); }
    void append(const std::string& utf8) { m_text += utf8; }
    void removeLast();   // a whole character

    // A hex digit (others change nothing); the byte with the second one, and the edit is empty again.
    std::optional<std::byte> typeHexDigit(char32_t character);

private:
    std::string m_text;
};

[[nodiscard]] bool isHexDigit(char32_t character);

}  // namespace memdelbrot
