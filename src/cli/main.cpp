#include "cli/command_set.h"

#include <QCoreApplication>

#include <clocale>

int main(int argc, char** argv)
{
    using namespace memdelbrot;
    const QCoreApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    Workbench workbench;
    Session session(workbench);
    CommandSet commands(CommandSet::Place::CommandLine);
    return commands.run(std::vector<std::string>(argv + 1, argv + argc), session);
}
