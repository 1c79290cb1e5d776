#pragma once

#include "cli/command_set.h"
#include "decode/array_view.h"

#include <optional>

namespace memdelbrot {

// --dtype, --shape, --count: how bytes are seen.
struct ViewOption {
    std::string dtype;
    std::string shape;
    std::optional<std::uint64_t> count;

    void addTo(CLI::App* command);
    // How many elements was said.
    [[nodiscard]] bool isSized() const { return count || !shape.empty(); }
    // What was said, else the place's own view, else 64 bytes' worth of uint8 or of the dtype that was said.
    // Errors: Syntax, TooLarge.
    [[nodiscard]] Result<ArrayView> viewOf(const std::optional<ArrayView>& own) const;
};

}  // namespace memdelbrot
