#include "gui/shell/story_player.h"

#include "gui/shell/main_window.h"
#include "gui/shell/story_strip.h"

#include <QDir>
#include <QTimer>

#include <cstdio>

namespace memdelbrot {

namespace {

constexpr int settle = 300;             // ms, for what is painted later than the step is done
constexpr int askAgain = 50;            // ms
constexpr int mostTries = 60'000 / askAgain;

}  // namespace

StoryPlayer::StoryPlayer(MainWindow& window, QString folder)
    : m_window(window),
      m_strip(window.findChild<StoryStrip*>()),
      m_folder(std::move(folder)),
      m_waiting(storyStepNames())
{
}

void StoryPlayer::start()
{
    listen();
    if (QDir().mkpath(m_folder))
        waitForFirstPicture();
    else
        fail(tr("the start"), tr("cannot make the folder %1").arg(m_folder));
}

// Only once it plays: steps that the user does by hand are none of its.
void StoryPlayer::listen()
{
    connect(&m_window.context().navigator, &Navigator::renderMeasured, this, [this] { m_isRendered = true; });
    connect(&m_strip->runner(), &StoryRunner::failed, this, &StoryPlayer::fail);
    connect(&m_strip->runner(), &StoryRunner::performed, this, [this](const QString& step) {
        if (m_waiting.isEmpty() || m_waiting.first() != step)
            return;   // one that another step needed
        m_waiting.removeFirst();
        QTimer::singleShot(settle, this, [this, step] { takePicture(step); });
    });
}

void StoryPlayer::waitForFirstPicture()
{
    if (m_isRendered || ++m_tries > mostTries)
        QTimer::singleShot(settle, this, [this] { takePicture(QStringLiteral("first-screen")); });
    else
        QTimer::singleShot(askAgain, this, &StoryPlayer::waitForFirstPicture);
}

void StoryPlayer::playNext()
{
    if (!m_waiting.isEmpty()) {
        m_strip->perform(m_waiting.first());
        return;
    }
    std::printf("memdelbrot: %d pictures of the story are in %s\n", m_pictures, qPrintable(m_folder));
    std::fflush(stdout);
    emit finished(0);
}

void StoryPlayer::takePicture(const QString& name)
{
    const QString file =
        QStringLiteral("%1/step-%2-%3.png").arg(m_folder).arg(m_pictures, 2, 10, QLatin1Char('0')).arg(name);
    if (!m_window.grab().save(file)) {
        fail(name, tr("cannot write %1").arg(file));
        return;
    }
    ++m_pictures;
    playNext();
}

void StoryPlayer::fail(const QString& step, const QString& why)
{
    std::fprintf(stderr, "memdelbrot: the story stopped at “%s”: %s\n", qPrintable(step), qPrintable(why));
    m_window.grab().save(QStringLiteral("%1/stopped-at-%2.png").arg(m_folder, step));
    emit finished(1);
}

}  // namespace memdelbrot
