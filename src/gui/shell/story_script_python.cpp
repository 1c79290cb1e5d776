// The steps that are done in Python and in its memory.
#include "gui/shell/story_script.h"

namespace memdelbrot {

namespace {

constexpr std::uint64_t helloSize = 13;
constexpr std::uint64_t evilOffset = 4;   // "Hello, world!": EVIL takes the place of "o, w"
constexpr std::uint64_t digitSize = 4;    // bytes of a small int's number, its object's last ones

void append(std::vector<StoryMove>& moves, std::vector<StoryMove> more)
{
    for (StoryMove& move : more)
        moves.push_back(std::move(move));
}

StoryMoves::SharedPlace noPlace()
{
    return std::make_shared<std::optional<Place>>();
}

std::vector<std::byte> evil()
{
    return {std::byte{'E'}, std::byte{'V'}, std::byte{'I'}, std::byte{'L'}};
}

// False, and no error, where Python does not run or has no such name.
Result<bool> hasHello(Workbench& workbench)
{
    const auto place = evaluateAddress(workbench, workbench.targets().self(), "py:hello.contents");
    return place && place->view && place->view->byteSize() == helloSize;
}

// In one line each, so that what is asked and both results are in sight in a small console.
QString pokedLiteral()
{
    return QStringLiteral("hello = b\"Hello, world!\"; poke(hello, 4, b\"EVIL\"); print(hello == b\"Hello, world!\")");
}

QString inExec(const QString& code)
{
    return QStringLiteral("exec('%1')").arg(code);
}

}  // namespace

StoryRecipe StoryScript::makeHello() const
{
    return {.moves = m_moves.python(QStringLiteral("hello = b\"Hello, world!\"")), .holds = {.inWorkbench = hasHello}};
}

StoryRecipe StoryScript::openBytes() const
{
    const auto place = noPlace();
    return {.needs = {QStringLiteral("makeHello")},
            .moves = {m_moves.evaluated("py:hello.contents", place), m_moves.shown(place)}};
}

StoryRecipe StoryScript::pokeEvil() const
{
    const auto contents = noPlace();
    const auto middle = noPlace();
    StoryRecipe recipe{.needs = {QStringLiteral("makeHello")},
                       .moves = {m_moves.evaluated("py:hello.contents", contents), m_moves.shown(contents),
                                 m_moves.unlockedPython(),
                                 m_moves.evaluated("py:hello.contents+" + std::to_string(evilOffset), middle),
                                 m_moves.written(middle, evil())}};
    append(recipe.moves, m_moves.python(QStringLiteral("hello")));
    return recipe;
}

StoryRecipe StoryScript::sameLiteral() const
{
    StoryRecipe recipe{.needs = {QStringLiteral("makeHello")}, .moves = {m_moves.unlockedPython()}};
    append(recipe.moves, m_moves.python(pokedLiteral()));
    append(recipe.moves, m_moves.python(inExec(pokedLiteral())));
    return recipe;
}

StoryRecipe StoryScript::twoNames() const
{
    StoryRecipe recipe{.needs = {QStringLiteral("makeHello")}, .moves = {m_moves.unlockedPython()}};
    append(recipe.moves,
           m_moves.python(inExec(QStringLiteral("hello = b\"Hello, world!\"; again = b\"Hello, world!\"; "
                                                "poke(hello, 4, b\"EVIL\"); print(hello, again)"))));
    return recipe;
}

StoryRecipe StoryScript::findNumber() const
{
    const auto place = noPlace();
    StoryRecipe recipe{.moves = m_moves.python(QStringLiteral("x = 12345"))};
    recipe.moves.push_back(m_moves.evaluated("py:x", place));
    recipe.moves.push_back(m_moves.done([place](const PanelContext& context) {
        emit context.navigator.inspectionRequested((*place)->target, (*place)->address);
    }));
    recipe.moves.push_back({.inWorkbench = [place](Workbench& workbench) {
        return workbench.inspect((*place)->target, (*place)->address).map([&](const Inspection& object) {
            const std::uint64_t end = object.range.begin().value() + object.range.size();
            (*place)->address = Address(end - digitSize);
            (*place)->view =
                ArrayView{.dtype = Dtype::fromKind(DtypeKind::SignedInteger, digitSize), .shape = {1}, .strides = {}};
            (*place)->label = "py:x+" + std::to_string(object.range.size() - digitSize);
            return true;
        });
    }});
    recipe.moves.push_back(m_moves.shown(place));
    return recipe;
}

StoryRecipe StoryScript::findText() const
{
    const auto place = noPlace();
    StoryRecipe recipe{.moves = m_moves.python(QStringLiteral("y = \"Hey there.\""))};
    recipe.moves.push_back(m_moves.evaluated("py:y", place));
    recipe.moves.push_back(m_moves.done([place](const PanelContext& context) {
        emit context.navigator.inspectionRequested((*place)->target, (*place)->address);
    }));
    recipe.moves.push_back(m_moves.evaluated("py:y.contents", place));
    recipe.moves.push_back(m_moves.shown(place));
    return recipe;
}

}  // namespace memdelbrot
