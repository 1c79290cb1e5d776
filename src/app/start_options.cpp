#include "app/start_options.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace memdelbrot {

namespace {

CLI::Validator isProcessId()
{
    return CLI::Validator(
        [](const std::string& text) {
            return text.find_first_not_of("0123456789") == std::string::npos ? ""
                                                                             : text + " is not the number of a process";
        },
        "");
}

}  // namespace

ParsedArguments parseArguments(int argc, char** argv)
{
    StartOptions options;
    CLI::App app("Look at memory, change it, draw it, and call C on it.", "memdelbrot");
    app.set_version_flag("--version", "memdelbrot " MEMDELBROT_VERSION);
    app.add_option("--pid", options.pids, "Open the memory of a running process")->type_name("N")->check(isProcessId());
    app.add_option("--file", options.files, "Open the bytes of a file")->type_name("PATH");
    app.add_option("--theme", options.theme, "Colours of the window")
        ->check(CLI::IsMember({"light", "dark", "system"}));
    app.add_option("--play-story", options.storyFolder,
                   "Walk through the story without a display, save a picture of each step in FOLDER, and end")
        ->type_name("FOLDER");
    app.add_option("files", options.files, "Files to open")->type_name("FILE");
    app.footer("Headless use: memdelbrot-cli --help");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return {.options = std::nullopt, .exitCode = code == 0 ? 0 : 2};
    }
    return {.options = options, .exitCode = 0};
}

}  // namespace memdelbrot
