#pragma once

#include <optional>
#include <string>
#include <vector>

namespace memdelbrot {

struct StartOptions {
    std::string theme;               // "light", "dark", "system"; empty: as saved
    std::string storyFolder;         // --play-story
    std::vector<int> pids;           // targets to open
    std::vector<std::string> files;
};

// Either options to start with, or the exit code of a run that is over (--help, --version, a usage error; printed).
struct ParsedArguments {
    std::optional<StartOptions> options;
    int exitCode = 0;
};

// Needs no display and no QApplication. Qt's own options are not taken: its environment variables do the same.
[[nodiscard]] ParsedArguments parseArguments(int argc, char** argv);

}  // namespace memdelbrot
