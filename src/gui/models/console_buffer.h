#pragma once

#include "python/python_session.h"

#include <string>
#include <vector>

namespace memdelbrot {

struct ConsolePiece {
    PythonOutputKind kind = PythonOutputKind::StandardOutput;
    std::string text;

    friend bool operator==(const ConsolePiece&, const ConsolePiece&) = default;
};

// What Python wrote and the screen has not taken yet. Neighbours of a kind are joined; beyond the limit the oldest text
// goes, and the next piece taken says how much.
class ConsoleBuffer final {
public:
    explicit ConsoleBuffer(std::size_t limit = std::size_t{1} << 20) : m_limit(limit) {}

    void add(PythonOutputKind kind, const std::string& text);
    [[nodiscard]] std::vector<ConsolePiece> take();
    [[nodiscard]] bool isEmpty() const { return m_pieces.empty(); }

private:
    void dropOldest();

    std::size_t m_limit;  // bytes
    std::size_t m_size = 0;
    std::size_t m_dropped = 0;
    std::vector<ConsolePiece> m_pieces;
};

}  // namespace memdelbrot
