#pragma once

#include "base/result.h"

#include <QColor>

#include <array>
#include <string>
#include <vector>

namespace memdelbrot {

// 256 colours. resources/palettes has one a file: comments after #, then the colours as rrggbb, in order.
class Palette final {
public:
    static constexpr int size = 256;

    // Errors: NotFound (no such palette; detail lists those there are), Syntax (subject: the file; detail: what is wrong).
    [[nodiscard]] static Result<Palette> load(const std::string& name);
    // The text of a palette's file. Errors: Syntax.
    [[nodiscard]] static Result<Palette> parse(const std::string& name, const std::string& text);

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] const std::array<QRgb, size>& colours() const { return m_colours; }  // opaque

private:
    Palette() = default;

    std::string m_name;
    std::array<QRgb, size> m_colours{};
};

// Sorted.
[[nodiscard]] std::vector<std::string> paletteNames();

}  // namespace memdelbrot
