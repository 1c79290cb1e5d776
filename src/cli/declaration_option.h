#pragma once

#include "cli/command_set.h"

namespace memdelbrot {

// --header FILE.h or --declare TEXT: where C declarations come from.
struct DeclarationOption {
    std::string header;
    std::string declare;

    void addTo(CLI::App* command);
    [[nodiscard]] bool isGiven() const { return !header.empty() || !declare.empty(); }
    // Errors: NotFound, Refused, TooLarge (a header over 16 MiB).
    [[nodiscard]] Result<std::string> text() const;
};

}  // namespace memdelbrot
