// The steps that call C functions, well and badly.
#include "gui/shell/story_script.h"

#include "gui/models/allocation_list_model.h"

#include <QLabel>
#include <QTreeView>

#include <algorithm>

namespace memdelbrot {

namespace {

const QString callsDock = QStringLiteral("callsDock");
const QString memoryDock = QStringLiteral("memoryDock");
const QString libc = QStringLiteral("libc.so.6");
const QString strlenResult = QStringLiteral("10");   // of "still here"
constexpr std::uint64_t mallocSize = 800;

std::optional<Allocation> mallocArray(Workbench& workbench)
{
    const auto allocations = workbench.allocations().list();
    const auto found = std::find_if(allocations.rbegin(), allocations.rend(), [](const Allocation& allocation) {
        return allocation.isInUse() && allocation.owner == AllocationOwner::Worker
            && allocation.range.size() == mallocSize;
    });
    return found == allocations.rend() ? std::nullopt : std::optional(*found);
}

Result<bool> hasMalloc(Workbench& workbench)
{
    const auto array = mallocArray(workbench);
    return array && array->view.dtype.kind() == DtypeKind::Float;   // opened as float64
}

Result<bool> isAllZero(Workbench& workbench)
{
    const auto array = mallocArray(workbench);
    const auto target = array ? workbench.targets().target(array->target) : failure({});
    if (!target)
        return false;
    const ReadResult read = (*target)->read(array->range);
    return read.isComplete()
        && std::all_of(read.bytes.begin(), read.bytes.end(), [](std::byte byte) { return byte == std::byte{0}; });
}

void append(std::vector<StoryMove>& moves, std::vector<StoryMove> more)
{
    for (StoryMove& move : more)
        moves.push_back(std::move(move));
}

// The array's row in the tab Arrays becomes the current one.
StoryMove rowChosen(const StoryMoves& moves, const StoryMoves::SharedPlace& place)
{
    return {.inWindow = [&moves, place] {
        auto* const table = moves.find<QTreeView>(callsDock, QStringLiteral("arrayTable"));
        const QString name = QString::fromStdString((*place)->label).section(QLatin1Char(':'), 1);
        const QModelIndexList found = table
            ? table->model()->match(table->model()->index(0, AllocationListModel::NameColumn), Qt::DisplayRole, name, 1,
                                    Qt::MatchExactly)
            : QModelIndexList();
        if (found.isEmpty())
            return false;
        table->setCurrentIndex(found.first());
        return true;
    }};
}

StoryMove arrayFound(const StoryMoves::SharedPlace& place)
{
    return {.inWorkbench = [place](Workbench& workbench) -> Result<bool> {
        if (const auto array = mallocArray(workbench))
            *place = placeOf(*array);
        return place->has_value();
    }};
}

}  // namespace

StoryRecipe StoryScript::callMalloc() const
{
    StoryRecipe recipe{.moves = m_moves.called(libc, QStringLiteral("malloc"), {QString::number(mallocSize)}),
                       .holds = {.inWorkbench = hasMalloc}};
    recipe.moves.push_back(m_moves.tabbed(callsDock, QStringLiteral("resultTabs"), QStringLiteral("resultTab")));
    recipe.moves.push_back(m_moves.pressed(callsDock, QStringLiteral("openAsButton")));
    recipe.moves.push_back(recipe.holds);
    return recipe;
}

StoryRecipe StoryScript::fillZeros() const
{
    const auto place = std::make_shared<std::optional<Place>>();
    return {.needs = {QStringLiteral("callMalloc")},
            .moves = {arrayFound(place),
                      m_moves.inFront(memoryDock),
                      m_moves.shown(place),
                      m_moves.pressed(memoryDock, QStringLiteral("openFillButton")),
                      m_moves.typed(memoryDock, QStringLiteral("fillValue"), QStringLiteral("0.0")),
                      m_moves.pressed(memoryDock, QStringLiteral("fillButton")),
                      {.inWorkbench = isAllZero},
                      m_moves.inFront(callsDock),
                      m_moves.tabbed(callsDock, QStringLiteral("resultTabs"), QStringLiteral("arraysTab")),
                      rowChosen(m_moves, place)}};
}

StoryRecipe StoryScript::freeArray() const
{
    const auto place = std::make_shared<std::optional<Place>>();
    const auto isFreed = [place](Workbench& workbench) -> Result<bool> {
        const auto allocations = workbench.allocations().list();
        return std::any_of(allocations.begin(), allocations.end(), [&](const Allocation& allocation) {
            return !allocation.isInUse() && allocation.target == (*place)->target
                && allocation.range.begin() == (*place)->address;
        });
    };
    return {.needs = {QStringLiteral("callMalloc")},
            .moves = {arrayFound(place),
                      m_moves.inFront(callsDock),
                      m_moves.tabbed(callsDock, QStringLiteral("resultTabs"), QStringLiteral("arraysTab")),
                      rowChosen(m_moves, place),
                      m_moves.pressed(callsDock, QStringLiteral("freeArray")),
                      {.inWorkbench = isFreed}}};
}

StoryRecipe StoryScript::readZero() const
{
    const auto place = std::make_shared<std::optional<Place>>();
    const auto zero = [place](Workbench& workbench) {
        return workbench.workerTarget().map([&place](TargetId worker) {
            *place = Place{.target = worker, .address = Address(0), .view = std::nullopt, .label = "0"};
            return true;
        });
    };
    return {.moves = {{.inWorkbench = zero}, m_moves.shown(place)}};
}

StoryRecipe StoryScript::crashCall() const
{
    const auto before = std::make_shared<std::optional<TargetId>>();
    const auto newest = [](Workbench& workbench) {
        const auto frozen = workbench.frozen();
        return frozen.empty() ? std::nullopt : std::optional(frozen.front().target);
    };
    StoryRecipe recipe{.moves = {{.inWorkbench = [before, newest](Workbench& workbench) -> Result<bool> {
                           *before = newest(workbench);
                           return true;
                       }}}};
    append(recipe.moves, m_moves.called(libc, QStringLiteral("strlen"), {QStringLiteral("null")}));
    recipe.moves.push_back({.inWorkbench = [before, newest](Workbench& workbench) -> Result<bool> {
        return newest(workbench) != *before;
    }});
    return recipe;
}

StoryRecipe StoryScript::goOn() const
{
    StoryRecipe recipe{.moves = m_moves.called(libc, QStringLiteral("strlen"), {QStringLiteral("\"still here\"")})};
    recipe.moves.push_back({.inWindow = [this] {
        const auto* const result = m_moves.find<QLabel>(callsDock, QStringLiteral("resultValue"));
        return result && result->text().contains(strlenResult);
    }});
    return recipe;
}

}  // namespace memdelbrot
