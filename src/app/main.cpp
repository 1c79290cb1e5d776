#include "app/start_options.h"
#include "gui/models/jobs.h"
#include "gui/models/workbench_events.h"
#include "gui/shell/main_window.h"
#include "gui/shell/story_player.h"
#include "gui/shell/target_actions.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <optional>

namespace {

// Qt aborts where it finds no display; a user wants one line and an exit code instead.
void sayNoDisplayAndExit(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type != QtFatalMsg)
        return;
    const bool isPlatform = message.contains(QLatin1String("platform plugin"));
    const bool hasNone = qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    const QByteArray reason = !isPlatform ? message.section(QLatin1Char('\n'), 0, 0).toLocal8Bit()
        : hasNone ? QByteArray("there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)")
                  : QByteArray("nothing answers at the display ")
                        .append(qgetenv(qEnvironmentVariableIsEmpty("DISPLAY") ? "WAYLAND_DISPLAY" : "DISPLAY"));
    std::fprintf(stderr,
                 "memdelbrot: cannot open a window: %s. Start it inside a desktop session, use memdelbrot-cli, or see "
                 "--play-story in memdelbrot --help\n",
                 reason.constData());
    std::_Exit(1);
}

void openTargets(memdelbrot::MainWindow& window, const memdelbrot::StartOptions& options)
{
    QStringList files;
    for (const std::string& file : options.files)
        files.append(QFile::decodeName(QByteArray::fromStdString(file)));
    window.targetActions().openFiles(files);
    window.targetActions().openProcesses(QList<int>(options.pids.begin(), options.pids.end()));
}

int runWindow(QApplication& application, memdelbrot::Workbench& workbench, memdelbrot::WorkbenchEvents& events,
              memdelbrot::Settings& settings, memdelbrot::Theme& theme, const memdelbrot::StartOptions& options)
{
    memdelbrot::MainWindow window(workbench, events, settings, theme);
    openTargets(window, options);
    if (!options.storyFolder.empty()) {   // the offscreen display is smaller than a picture should be
        window.resize(1600, 1000);
        window.resetLayout();
    }
    window.show();
    std::optional<memdelbrot::StoryPlayer> player;
    if (!options.storyFolder.empty()) {
        player.emplace(window, QFile::decodeName(QByteArray::fromStdString(options.storyFolder)));
        QObject::connect(&*player, &memdelbrot::StoryPlayer::finished, &application, &QApplication::exit,
                         Qt::QueuedConnection);
        player->start();
    }
    return QApplication::exec();
}

// The window's jobs were told to stop, and Python is ended with the cell it runs; what goes on all the same (a call
// without an end) must not keep a program whose window is gone. Its children end with it.
void endWork(memdelbrot::Workbench& workbench, int exitCode)
{
    if (const auto python = workbench.python())
        python->end();
    constexpr int patienceMilliseconds = 1500;
    if (!memdelbrot::blockingPool().waitForDone(patienceMilliseconds))
        std::_Exit(exitCode);
}

}  // namespace

int main(int argc, char** argv)
{
    const auto arguments = memdelbrot::parseArguments(argc, argv);
    if (!arguments.options)
        return arguments.exitCode;
    if (!arguments.options->storyFolder.empty() && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");

    const QtMessageHandler usual = qInstallMessageHandler(sayNoDisplayAndExit);
    QApplication application(argc, argv);
    qInstallMessageHandler(usual);
    QApplication::setApplicationName(QStringLiteral("memdelbrot"));
    QApplication::setApplicationVersion(QStringLiteral(MEMDELBROT_VERSION));

    // The story is played with the settings of a first start, whatever the user's own are.
    const QTemporaryDir storySettings;
    const bool playsStory = !arguments.options->storyFolder.empty();
    memdelbrot::Settings settings =
        playsStory ? memdelbrot::Settings(storySettings.filePath(QStringLiteral("story.ini"))) : memdelbrot::Settings();
    memdelbrot::Theme theme(settings);
    if (playsStory || !arguments.options->theme.empty())
        theme.overrideChoice(memdelbrot::Theme::choiceOf(QString::fromStdString(
            playsStory && arguments.options->theme.empty() ? "light" : arguments.options->theme)));
    memdelbrot::Workbench workbench;
    memdelbrot::WorkbenchEvents events(workbench);
    const int exitCode = runWindow(application, workbench, events, settings, theme, *arguments.options);
    settings.save();
    endWork(workbench, exitCode);
    return exitCode;
}
