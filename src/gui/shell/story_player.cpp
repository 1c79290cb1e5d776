#include "gui/shell/story_player.h"

#include "gui/shell/main_window.h"

#include <QComboBox>
#include <QDir>

#include <algorithm>
#include <cstdio>

namespace memdelbrot {

namespace {

constexpr int stepLimit = 60'000;   // ms; compiling on a slow machine takes the longest
constexpr int askAgain = 100;       // ms
constexpr int settle = 600;         // ms, for what is painted later than the step is done
constexpr std::uint64_t mallocSize = 800;

bool holdsEvil(Workbench& workbench)
{
    const auto place = evaluateAddress(workbench, workbench.targets().self(), "py:hello.contents");
    const auto target = place ? workbench.targets().target(place->target) : failure({});
    if (!target)
        return false;
    const ReadResult read = (*target)->read(AddressRange::fromSize(Address(place->address.value() + 4), 4));
    const std::vector<std::byte> evil {std::byte {'E'}, std::byte {'V'}, std::byte {'I'}, std::byte {'L'}};
    return read.isComplete() && read.bytes == evil;
}

bool hasHello(Workbench& workbench)
{
    return evaluateAddress(workbench, workbench.targets().self(), "py:hello.contents").has_value();
}

bool hasMalloc(Workbench& workbench)
{
    const auto allocations = workbench.allocations().list();
    return std::any_of(allocations.begin(), allocations.end(), [](const Allocation& allocation) { return allocation.range.size() == mallocSize; });
}

}  // namespace

StoryPlayer::StoryPlayer(MainWindow& window, QString folder)
    : m_window(window)
    , m_hands(window)
    , m_folder(std::move(folder))
{
    connect(&window.context().navigator, &Navigator::renderMeasured, this, [this] { ++m_renders; });
}

void StoryPlayer::start()
{
    if (!QDir().mkpath(m_folder)) {
        fail(tr("cannot make the folder %1").arg(m_folder));
        return;
    }
    m_steps = steps();
    QTimer::singleShot(settle, this, &StoryPlayer::playNext);
}

std::vector<StoryPlayer::Step> StoryPlayer::steps()
{
    const auto click = [this](const char* button) { return [this, button] { return m_hands.click(QLatin1String(button)); }; };
    return {
        {.name = QStringLiteral("first-screen"), .act = [] { return true; }, .isShown = [this] { return m_renders > 0 && isPictureDone(); }},
        helloStep(),
        {.name = QStringLiteral("bytes"), .act = click("openBytesStep")},
        evilStep(),
        {.name = QStringLiteral("header"), .act = click("inspectHeaderStep")},
        mallocStep(),
        kernelStep(),
        fractalStep(),
    };
}

StoryPlayer::Step StoryPlayer::helloStep()
{
    return {.name = QStringLiteral("hello"), .act = [this] { return m_hands.click(QStringLiteral("makeHelloStep")); }, .isDone = hasHello};
}

StoryPlayer::Step StoryPlayer::evilStep()
{
    return {.name = QStringLiteral("evil"), .act = [this] { return m_hands.click(QStringLiteral("pokeEvilStep")); }, .isDone = holdsEvil};
}

StoryPlayer::Step StoryPlayer::mallocStep()
{
    return {.name = QStringLiteral("malloc"), .act = [this] { return m_hands.click(QStringLiteral("callMallocStep")); }, .isDone = hasMalloc};
}

StoryPlayer::Step StoryPlayer::kernelStep()
{
    return {.name = QStringLiteral("kernel"),
            .act = [this] { return m_hands.click(QStringLiteral("compileKernelStep")); },
            .isShown = [this] {
                const auto* const kernels = qobject_cast<QComboBox*>(m_hands.find(QStringLiteral("kernelChooser")));
                return kernels && kernels->count() > 1;
            }};
}

StoryPlayer::Step StoryPlayer::fractalStep()
{
    const auto before = std::make_shared<int>(0);
    return {.name = QStringLiteral("fractal"),
            .act = [this, before] {
                *before = m_renders;
                return m_hands.click(QStringLiteral("drawFractalStep"));
            },
            .isShown = [this, before] { return m_renders > *before && isPictureDone(); }};
}

// The panel's Stop is enabled as long as it counts; a change of mode may have begun another picture.
bool StoryPlayer::isPictureDone() const
{
    const QWidget* const panel = m_hands.find(QStringLiteral("fractalPanel"));
    const auto* const stop = panel ? panel->findChild<QWidget*>(QStringLiteral("stopButton")) : nullptr;
    return !stop || !stop->isEnabled();
}

void StoryPlayer::playNext()
{
    if (m_current == m_steps.size()) {
        std::printf("memdelbrot: %zu pictures of the story are in %s\n", m_steps.size(), qPrintable(m_folder));
        std::fflush(stdout);
        emit finished(0);
        return;
    }
    m_time.start();
    if (m_steps[m_current].act())
        ask();
    else
        fail(tr("what it needs is not in the window, or is disabled"));
}

void StoryPlayer::ask()
{
    const Step& step = m_steps[m_current];
    if (!step.isDone) {
        heard(true);
        return;
    }
    m_question.start(
        this, [&workbench = m_window.context().workbench, isDone = step.isDone](std::stop_token) { return isDone(workbench); },
        [this](bool isDone) { heard(isDone); });
}

void StoryPlayer::heard(bool isDone)
{
    const Step& step = m_steps[m_current];
    if (isDone && (!step.isShown || step.isShown()))
        QTimer::singleShot(settle, this, &StoryPlayer::takePicture);
    else if (m_time.elapsed() > stepLimit)
        fail(tr("nothing came of it within %1 s").arg(stepLimit / 1000));
    else
        QTimer::singleShot(askAgain, this, &StoryPlayer::ask);
}

void StoryPlayer::takePicture()
{
    const QString file = QStringLiteral("%1/step-%2-%3.png").arg(m_folder).arg(m_current).arg(m_steps[m_current].name);
    if (!m_window.grab().save(file)) {
        fail(tr("cannot write %1").arg(file));
        return;
    }
    ++m_current;
    playNext();
}

void StoryPlayer::fail(const QString& why)
{
    const QString step = m_current < m_steps.size() ? m_steps[m_current].name : QStringLiteral("start");
    std::fprintf(stderr, "memdelbrot: the story stopped at “%s”: %s\n", qPrintable(step), qPrintable(why));
    if (!m_steps.empty())
        m_window.grab().save(QStringLiteral("%1/stopped-at-%2.png").arg(m_folder, step));
    emit finished(1);
}

}  // namespace memdelbrot
