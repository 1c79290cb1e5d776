#include "cli/command_set.h"

#include <QCoreApplication>

#include <chrono>
#include <clocale>

int main(int argc, char** argv)
{
    using namespace memdelbrot;
    const QCoreApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    WorkbenchOptions options;
    options.parser.timeout = std::chrono::minutes(1);   // a script on a busy machine waits sooner than it fails
    Workbench workbench(options);
    Session session(workbench);
    CommandSet commands(CommandSet::Place::CommandLine);
    return commands.run(std::vector<std::string>(argv + 1, argv + argc), session);
}
