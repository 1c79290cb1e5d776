// The steps of the compiled kernel and its picture.
#include "gui/shell/story_script.h"

#include "gui/models/allocation_list_model.h"
#include "gui/widgets/fractal_view.h"

#include <QComboBox>
#include <QStandardPaths>

#include <algorithm>
#include <cstring>

namespace memdelbrot {

namespace {

const QString sourceDock = QStringLiteral("sourceDock");
const QString callsDock = QStringLiteral("callsDock");
const QString fractalDock = QStringLiteral("fractalDock");
const QString kernelChooser = QStringLiteral("kernelChooser");
const QString shape = QStringLiteral("800,1200");
constexpr int enlargements = 10;   // of the key +, until a count is a square that is seen
enum ArrayFill { FullOf = 1, ComplexGrid = 2 };   // rows of the form's combo box

Result<bool> hasArray(Workbench& workbench, const std::string& name)
{
    const auto array = workbench.allocations().named(name);
    return array && array->isInUse() && array->owner == AllocationOwner::Worker;
}

// The count in the middle of the last picture, which is seen when the picture is enlarged.
Result<bool> findMiddle(Workbench& workbench, const StoryMoves::SharedPlace& place)
{
    const auto allocations = workbench.allocations().list();
    const auto counts = std::find_if(allocations.rbegin(), allocations.rend(), [](const Allocation& allocation) {
        return allocation.isInUse() && allocation.owner == AllocationOwner::Tool && allocation.view.shape.size() == 2;
    });
    if (counts == allocations.rend())
        return false;
    const std::uint64_t rows = counts->view.shape[0];
    const std::uint64_t columns = counts->view.shape[1];
    const std::uint64_t index = rows / 2 * columns + columns / 2;
    *place = placeOf(*counts);
    (*place)->address = Address(counts->range.begin().value() + index * sizeof(std::int32_t));
    (*place)->viewBegin = counts->range.begin();
    (*place)->label = "alloc:" + counts->name + "+" + std::to_string(index * sizeof(std::int32_t));
    return true;
}

// What is there becomes the other end of the colours.
Result<bool> pokeOther(Workbench& workbench, const Place& place)
{
    constexpr std::int32_t limit = 20;
    const auto target = workbench.targets().target(place.target);
    if (!target)
        return failure(target.error());
    const ReadResult read = (*target)->read(AddressRange::fromSize(place.address, sizeof(std::int32_t)));
    std::int32_t count = 0;
    if (read.isComplete())
        std::memcpy(&count, read.bytes.data(), sizeof count);
    const std::int32_t other = count > limit / 2 ? 0 : limit;
    std::vector<std::byte> bytes(sizeof other);
    std::memcpy(bytes.data(), &other, sizeof other);
    return workbench.journal().pokeUnseen(place.target, place.address, bytes).map([](const PokeRecord&) {
        return true;
    });
}

}  // namespace

StoryRecipe StoryScript::compileKernel() const
{
    const auto isLoaded = [this] {
        const auto* const kernels = m_moves.find<QComboBox>(fractalDock, kernelChooser);
        return kernels && kernels->count() > 1;
    };
    const auto isLoadedNow = [isLoaded]() -> Result<bool> {
        if (!isLoaded())
            return failure({.code = ErrorCode::Diagnostic, .subject = "the source", .detail = "its panel says why"});
        return true;
    };
    const auto hasCompiler = []() -> Result<bool> {
        if (QStandardPaths::findExecutable(QStringLiteral("g++")).isEmpty())
            return failure({.code = ErrorCode::NotFound, .subject = "g++"});
        return true;
    };
    return {.moves = {m_moves.inFront(fractalDock),
                      m_moves.inFront(sourceDock),
                      {.inWindow = hasCompiler,
                       .whenFailed = QObject::tr("there is no compiler: “sudo apt install g++” in a terminal brings "
                                                 "one, then press the step again")},
                      m_moves.pressed(sourceDock, QStringLiteral("compileButton")),
                      m_moves.enabled(sourceDock, QStringLiteral("stopBuildButton"), false),
                      {.inWindow = isLoadedNow,
                       .whenFailed = QObject::tr("it was not compiled, and the Source panel's messages say why: mend "
                                                 "the source, then press the step again")}},
            .holds = {.inWindow = isLoaded}};
}

// Nothing is made twice: the arrays of the step before serve again.
std::vector<StoryMove> StoryScript::arrayMade(const QString& name, const QString& dtype, int fill,
                                              const QString& value) const
{
    const auto isThere = std::make_shared<bool>(false);
    const auto look = [isThere, name = name.toStdString()](Workbench& workbench) -> Result<bool> {
        *isThere = hasArray(workbench, name).value_or(false);
        return true;
    };
    const auto unlessThere = [isThere](const StoryMove& move) {
        return StoryMove{.inWindow = [isThere, act = move.inWindow] { return *isThere ? Result<bool>(true) : act(); }};
    };
    std::vector<StoryMove> moves{{.inWorkbench = look}};
    for (const StoryMove& move :
         {m_moves.tabbed(callsDock, QStringLiteral("resultTabs"), QStringLiteral("newArrayTab")),
          m_moves.chosen(callsDock, QStringLiteral("arrayFill"), fill),
          m_moves.typed(callsDock, QStringLiteral("arrayName"), name),
          m_moves.typed(callsDock, QStringLiteral("arrayShape"), shape),
          m_moves.typed(callsDock, QStringLiteral("arrayValue"), value),
          StoryMove{.inWindow =
                        [this, dtype] {
                            auto* const types = m_moves.find<QComboBox>(callsDock, QStringLiteral("arrayDtype"));
                            if (types)
                                types->setCurrentText(dtype);
                            return types != nullptr;
                        }},
          m_moves.pressed(callsDock, QStringLiteral("createArray"))})
        moves.push_back(unlessThere(move));
    moves.push_back(
        {.inWorkbench = [name = name.toStdString()](Workbench& workbench) { return hasArray(workbench, name); }});
    return moves;
}

StoryRecipe StoryScript::callByHand() const
{
    StoryRecipe recipe{.needs = {QStringLiteral("compileKernel")}, .moves = {m_moves.inFront(callsDock)}};
    const auto append = [&recipe](std::vector<StoryMove> more) {
        for (StoryMove& move : more)
            recipe.moves.push_back(std::move(move));
    };
    append(arrayMade(QStringLiteral("c"), QStringLiteral("complex128"), ComplexGrid, {}));
    append(arrayMade(QStringLiteral("fractal"), QStringLiteral("int32"), FullOf, QStringLiteral("20")));
    recipe.moves.push_back(m_moves.pressed(sourceDock, QStringLiteral("callFunction")));
    append(m_moves.calledWith({},
                              {QStringLiteral("800"), QStringLiteral("1200"), QStringLiteral("20"),
                               QStringLiteral("$c"), QStringLiteral("$fractal")}));
    const auto place = std::make_shared<std::optional<Place>>();
    recipe.moves.push_back(m_moves.evaluated("alloc:fractal", place));
    recipe.moves.push_back(m_moves.shown(place));
    return recipe;
}

// The panel's Stop is enabled as long as it counts; a change of mode may have begun another picture.
bool StoryScript::isFractalDone() const
{
    const QWidget* const stop = m_moves.find(fractalDock, QStringLiteral("stopButton"));
    const QWidget* const open = m_moves.find(fractalDock, QStringLiteral("openCountsButton"));
    return stop && open && !stop->isEnabled() && open->isEnabled();
}

StoryRecipe StoryScript::drawFractal() const
{
    const auto chooseKernel = [this] {
        auto* const kernels = m_moves.find<QComboBox>(fractalDock, kernelChooser);
        if (!kernels || kernels->count() < 2)
            return false;
        if (kernels->currentIndex() == 0)
            kernels->setCurrentIndex(kernels->count() - 1);
        return true;
    };
    const auto showWhole = [this] {
        auto* const view = m_moves.find<FractalView>(fractalDock, QStringLiteral("fractalView"));
        if (view)
            view->goHome();
        return view != nullptr;
    };
    const auto isDrawn = [this] {
        const auto* const view = m_moves.find<FractalView>(fractalDock, QStringLiteral("fractalView"));
        return view && view->scene().isNotebook() && isFractalDone();
    };
    return {.needs = {QStringLiteral("compileKernel")},
            .moves = {m_moves.inFront(fractalDock),
                      {.inWindow = chooseKernel},
                      m_moves.pressed(fractalDock, QStringLiteral("notebookButton")),
                      m_moves.pressed(fractalDock, QStringLiteral("renderButton")),
                      {.inWindow = showWhole},
                      {.inWindow = isDrawn},
                      m_moves.pressed(fractalDock, QStringLiteral("openCountsButton"))},
            .holds = {.inWindow = isDrawn}};
}

StoryRecipe StoryScript::pokeCount() const
{
    const auto place = std::make_shared<std::optional<Place>>();
    const auto enlarge = [this] {
        auto* const view = m_moves.find<FractalView>(fractalDock, QStringLiteral("fractalView"));
        if (!view)
            return false;
        view->goHome();
        for (int i = 0; i < enlargements; ++i)
            view->zoomIn();
        return true;
    };
    return {.needs = {QStringLiteral("drawFractal")},
            .moves = {m_moves.inFront(fractalDock),
                      {.inWindow = enlarge},
                      {.inWorkbench = [place](Workbench& workbench) { return findMiddle(workbench, place); }},
                      {.inWorkbench = [place](Workbench& workbench) { return pokeOther(workbench, **place); }},
                      m_moves.done([place](const PanelContext& context) {
                          emit context.navigator.memoryChanged(
                              (*place)->target, AddressRange::fromSize((*place)->address, sizeof(std::int32_t)));
                      }),
                      m_moves.shown(place)}};
}

}  // namespace memdelbrot
