#pragma once

#include <string>
#include <string_view>

namespace memdelbrot {

// Puts characters together that a pipe's pieces cut in two.
class Utf8Pieces final {
public:
    // What can be shown now: everything but an unfinished character at the end, which waits for the next piece.
    // Bytes that can never become a character are passed on as they are.
    [[nodiscard]] std::string add(std::string_view piece);
    // What still waits.
    [[nodiscard]] std::string rest();

private:
    std::string m_waiting;
};

}  // namespace memdelbrot
