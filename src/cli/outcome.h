#pragma once

#include "cli/exit_codes.h"

#include <QJsonValue>

#include <string>

namespace memdelbrot {

// What a subcommand found: printed as text or as JSON, never both.
struct Outcome {
    int exitCode = ExitDone;
    std::string text;       // for people, ends in a line end unless empty
    QJsonValue json;        // for machines
    std::string complaint;  // one line for stderr where the exit code is not 0; empty: nothing to say
    std::string value;      // what $NAME stands for in later lines of a shell; empty: nothing that could be named
};

}  // namespace memdelbrot
