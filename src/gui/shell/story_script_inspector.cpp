// The steps that are done in the inspector.
#include "gui/shell/story_script.h"

#include "gui/models/target_text.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTreeView>

namespace memdelbrot {

namespace {

const QString dock = QStringLiteral("inspectorDock");
constexpr std::uint64_t listedReferences = 1000;

// As the notebook prints it: "struct" and a semicolon are missing.
QString notebookStruct()
{
    return QStringLiteral("struct PyObject {\n    size_t ob_refcnt;\n    PyObject* ob_type;\n    // there's more, but "
                          "you only need as much as you need\n}\n");
}

Result<bool> hasThousandReferences(Workbench& workbench)
{
    const auto place = evaluateAddress(workbench, workbench.targets().self(), "py:hello");
    const auto object = place ? workbench.inspect(place->target, place->address) : Result<Inspection>(failure({}));
    return object && object->referenceCount.value_or(0) > listedReferences;
}

}  // namespace

std::vector<StoryMove> StoryScript::inspectedHello() const
{
    const auto place = std::make_shared<std::optional<Place>>();
    const auto isShown = [this, place] {
        const auto* const title = m_moves.find<QLabel>(dock, QStringLiteral("objectTitle"));
        return title && title->text().contains(addressText((*place)->address));
    };
    return {m_moves.evaluated("py:hello", place),
            m_moves.shown(place),
            m_moves.inFront(dock),
            m_moves.done([place](const PanelContext& context) {
                emit context.navigator.inspectionRequested((*place)->target, (*place)->address);
            }),
            {.inWindow = isShown}};
}

StoryRecipe StoryScript::inspectHeader() const
{
    return {.needs = {QStringLiteral("makeHello")}, .moves = inspectedHello()};
}

StoryRecipe StoryScript::thousandReferences() const
{
    StoryRecipe recipe{.needs = {QStringLiteral("makeHello")}, .moves = inspectedHello()};
    for (const char* code : {"biglist = [hello] * 1000", "import sys", "sys.getrefcount(hello)"})
        for (StoryMove& move : m_moves.python(QLatin1String(code)))
            recipe.moves.push_back(std::move(move));
    recipe.moves.push_back({.inWorkbench = hasThousandReferences});
    return recipe;
}

StoryRecipe StoryScript::layStruct() const
{
    StoryRecipe recipe{.needs = {QStringLiteral("makeHello")}, .moves = inspectedHello()};
    const auto isOffered = [this] {
        const QWidget* const fix = m_moves.find(dock, QStringLiteral("useStructSuggestion"));
        return fix && !fix->isHidden();
    };
    const auto write = [this] {
        auto* const text = m_moves.find<QPlainTextEdit>(dock, QStringLiteral("structText"));
        if (!text)
            return false;
        text->selectAll();
        text->insertPlainText(notebookStruct());   // one step of undo
        return true;
    };
    recipe.moves.push_back(m_moves.tabbed(dock, QStringLiteral("inspectorTabs"), QStringLiteral("structSection")));
    recipe.moves.push_back({.inWindow = write});
    recipe.moves.push_back(m_moves.typed(dock, QStringLiteral("structAddress"), QStringLiteral("py:hello")));
    recipe.moves.push_back(m_moves.pressed(dock, QStringLiteral("applyStruct")));
    recipe.moves.push_back(m_moves.enabled(dock, QStringLiteral("applyStruct"), true));
    recipe.moves.push_back({.inWindow = isOffered});
    recipe.holds = {.inWindow = isOffered};
    return recipe;
}

StoryRecipe StoryScript::takeFix() const
{
    const auto isLaid = [this] {
        const auto* const fields = m_moves.find<QTreeView>(dock, QStringLiteral("structFields"));
        return fields && fields->model()->rowCount() > 0;
    };
    return {.needs = {QStringLiteral("layStruct")},
            .moves = {m_moves.tabbed(dock, QStringLiteral("inspectorTabs"), QStringLiteral("structSection")),
                      m_moves.pressed(dock, QStringLiteral("useStructSuggestion")),
                      {.inWindow = isLaid}}};
}

}  // namespace memdelbrot
