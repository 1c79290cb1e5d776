#pragma once

#include "cli/command_set.h"

#include <optional>

namespace memdelbrot {

// --pid N, --file PATH, --core PATH, and in a shell --worker and --python; then ADDRESS.
struct TargetOption {
    std::optional<int> pid;
    std::string file;
    std::string core;
    bool worker = false;
    bool python = false;

    void addTo(CLI::App* command, bool isShellLine);
    [[nodiscard]] bool isGiven() const { return pid || !file.empty() || !core.empty() || worker || python; }
    // Opens it. Errors: InvalidArgument (none was named), and those of opening.
    [[nodiscard]] Result<TargetId> open(Session& session) const;
    // Opens it and evaluates an address in it; in a shell an address that names its own target needs no other.
    [[nodiscard]] Result<memdelbrot::Place> place(Session& session, const std::string& address) const;
};

}  // namespace memdelbrot
