#include "gui/shell/story_steps.h"

#include "base/hex_text.h"
#include "gui/models/allocation_list_model.h"
#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "gui/shell/dock_layout.h"
#include "workbench/error_text.h"

#include <QAbstractButton>
#include <QDockWidget>
#include <QLineEdit>

namespace memdelbrot {

namespace {

constexpr std::uint64_t mallocSize = 800;
constexpr int callRetryMilliseconds = 100;
constexpr int mostCallTries = 300;
constexpr std::uint64_t evilOffset = 4;   // "Hello, world!": EVIL takes the place of "o, w"

std::vector<std::byte> evil()
{
    return {std::byte {'E'}, std::byte {'V'}, std::byte {'I'}, std::byte {'L'}};
}

struct Poked {
    TargetId target;
    Result<PokeRecord> record;
};

// One click unlocks a Python session for its life: the button that says it writes is that click.
Result<Poked> pokeHello(Workbench& workbench)
{
    const auto place = evaluateAddress(workbench, workbench.targets().self(), "py:hello.contents");
    if (!place)
        return failure(place.error());
    const auto address = place->address.plus(evilOffset);
    if (!address || !place->view || place->view->byteSize() < evilOffset + evil().size())
        return failure({.code = ErrorCode::InvalidArgument, .subject = "hello", .detail = "it is shorter than 8 bytes"});
    if (const auto unlocked = workbench.targets().unlock(place->target); !unlocked)
        return failure(unlocked.error());
    return Poked {.target = place->target, .record = workbench.journal().pokeUnseen(place->target, *address, evil())};
}

}  // namespace

std::vector<StoryStep> storySteps()
{
    return {
        {QStringLiteral("makeHello"), QObject::tr("Make hello"), QObject::tr("Start Python and run hello = b\"Hello, world!\"")},
        {QStringLiteral("openBytes"), QObject::tr("Open its bytes"), QObject::tr("Show the 13 bytes of hello in the memory, read from outside")},
        {QStringLiteral("pokeEvil"), QObject::tr("Poke EVIL"), QObject::tr("Unlock Python and write EVIL over “o, w” in a value that cannot change")},
        {QStringLiteral("inspectHeader"), QObject::tr("Inspect its header"), QObject::tr("The reference count, type and size in front of the bytes")},
        {QStringLiteral("callMalloc"), QObject::tr("Call malloc(800)"), QObject::tr("Call a C function in a process of its own and open what it returns")},
        {QStringLiteral("compileKernel"), QObject::tr("Compile the kernel"), QObject::tr("Compile the example with g++ and load it")},
        {QStringLiteral("drawFractal"), QObject::tr("Draw its fractal"), QObject::tr("The kernel's counts as a picture; they are memory like all else")},
    };
}

StorySteps::StorySteps(const PanelContext& context, const DockLayout& docks, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_docks(docks)
{
    m_callRetry.setInterval(callRetryMilliseconds);
    connect(&m_callRetry, &QTimer::timeout, this, &StorySteps::pressCallWhenReady);
    connect(&context.events, &WorkbenchEvents::allocationsChanged, this, &StorySteps::openMalloc);
}

void StorySteps::perform(const QString& name)
{
    using Step = void (StorySteps::*)();
    static const std::map<QString, Step> steps {
        {QStringLiteral("makeHello"), &StorySteps::makeHello},         {QStringLiteral("openBytes"), &StorySteps::openBytes},
        {QStringLiteral("pokeEvil"), &StorySteps::pokeEvil},           {QStringLiteral("inspectHeader"), &StorySteps::inspectHeader},
        {QStringLiteral("callMalloc"), &StorySteps::callMalloc},       {QStringLiteral("compileKernel"), &StorySteps::compileKernel},
        {QStringLiteral("drawFractal"), &StorySteps::drawFractal},
    };
    if (const auto step = steps.find(name); step != steps.end())
        (this->*step->second)();
}

void StorySteps::makeHello()
{
    emit m_context.navigator.pythonRequested(QStringLiteral("hello = b\"Hello, world!\""));
}

void StorySteps::openBytes()
{
    evaluate("py:hello.contents", [this](const Place& place) { emit m_context.navigator.memoryRequested(place); });
}

void StorySteps::pokeEvil()
{
    m_job.start(
        this, [&workbench = m_context.workbench](std::stop_token) { return pokeHello(workbench); },
        [this](const Result<Poked>& poked) {
            if (!poked || !poked->record) {
                emit m_context.navigator.statusMessage(toQt(errorText(poked ? poked->record.error() : poked.error())));
                return;
            }
            const PokeRecord& record = *poked->record;
            emit m_context.navigator.memoryChanged(poked->target, AddressRange::fromSize(record.address, record.after.size()));
            emit m_context.navigator.statusMessage(tr("EVIL stands at %1 now. Type hello in the console; Ctrl+Z takes it back")
                                                       .arg(addressText(record.address)));
            openBytes();
        });
}

void StorySteps::inspectHeader()
{
    evaluate("py:hello", [this](const Place& place) { emit m_context.navigator.inspectionRequested(place.target, place.address); });
}

void StorySteps::callMalloc()
{
    emit m_context.navigator.symbolRequested(QStringLiteral("libc.so.6"), QStringLiteral("malloc"));
    emit m_context.navigator.callRequested(QStringLiteral("800"));
    m_awaitsMalloc = true;
    m_callTries = 0;
    m_callRetry.start();
}

void StorySteps::pressCallWhenReady()
{
    const QDockWidget* const panel = m_docks.dock(QStringLiteral("callsDock"));
    const auto* const declaration = panel ? panel->findChild<QLineEdit*>(QStringLiteral("declarationField")) : nullptr;
    const bool isReady = declaration && declaration->text().contains(QLatin1String("malloc("));
    if ((isReady && pressButton("callsDock", "callButton")) || ++m_callTries > mostCallTries)
        m_callRetry.stop();
}

void StorySteps::openMalloc()
{
    if (!m_awaitsMalloc)
        return;
    for (const Allocation& allocation : m_context.workbench.allocations().list()) {
        if (allocation.isFreed || allocation.range.size() != mallocSize)
            continue;
        m_awaitsMalloc = false;
        Place place = placeOf(allocation);
        place.view = ArrayView {.dtype = Dtype::fromKind(DtypeKind::Float, sizeof(double)), .shape = {mallocSize / sizeof(double)}, .strides = {}};
        emit m_context.navigator.memoryRequested(place);
        return;
    }
}

void StorySteps::compileKernel()
{
    pressButton("sourceDock", "compileButton");
}

void StorySteps::drawFractal()
{
    pressButton("fractalDock", "notebookButton");
    pressButton("fractalDock", "renderButton");
}

void StorySteps::evaluate(const char* expression, std::function<void(const Place&)> done)
{
    m_job.start(
        this,
        [&workbench = m_context.workbench, expression = std::string(expression)](std::stop_token) {
            return evaluateAddress(workbench, workbench.targets().self(), expression);
        },
        [this, done = std::move(done)](const Result<Place>& place) {
            if (place)
                done(*place);
            else
                emit m_context.navigator.statusMessage(tr("%1. Make hello first (step 1)").arg(toQt(errorText(place.error()))));
        });
}

bool StorySteps::pressButton(const char* dock, const char* button)
{
    m_docks.bringUp(QLatin1String(dock));
    const QDockWidget* const panel = m_docks.dock(QLatin1String(dock));
    auto* const found = panel ? panel->findChild<QAbstractButton*>(QLatin1String(button)) : nullptr;
    if (!found || !found->isEnabled())
        return false;
    found->click();
    return true;
}

}  // namespace memdelbrot
