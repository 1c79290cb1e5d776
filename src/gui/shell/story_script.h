#pragma once

#include "gui/shell/story_moves.h"

#include <map>

namespace memdelbrot {

// How each step of the story is done through the panels.
class StoryScript final {
public:
    // `docks` outlives it.
    StoryScript(const PanelContext& context, const DockLayout& docks);

    // REQUIRES: one of storyStepNames().
    [[nodiscard]] StoryRecipe recipe(const QString& step) const;

private:
    using Maker = StoryRecipe (StoryScript::*)() const;
    [[nodiscard]] static const std::map<QString, Maker>& makers();

    // story_script_python.cpp
    [[nodiscard]] StoryRecipe makeHello() const;
    [[nodiscard]] StoryRecipe openBytes() const;
    [[nodiscard]] StoryRecipe pokeEvil() const;
    [[nodiscard]] StoryRecipe sameLiteral() const;
    [[nodiscard]] StoryRecipe twoNames() const;
    [[nodiscard]] StoryRecipe findNumber() const;
    [[nodiscard]] StoryRecipe findText() const;
    // story_script_inspector.cpp
    [[nodiscard]] StoryRecipe inspectHeader() const;
    [[nodiscard]] StoryRecipe thousandReferences() const;
    [[nodiscard]] StoryRecipe layStruct() const;
    [[nodiscard]] StoryRecipe takeFix() const;
    // story_script_calls.cpp
    [[nodiscard]] StoryRecipe callMalloc() const;
    [[nodiscard]] StoryRecipe fillZeros() const;
    [[nodiscard]] StoryRecipe freeArray() const;
    [[nodiscard]] StoryRecipe readZero() const;
    [[nodiscard]] StoryRecipe crashCall() const;
    [[nodiscard]] StoryRecipe goOn() const;
    // story_script_kernel.cpp
    [[nodiscard]] StoryRecipe compileKernel() const;
    [[nodiscard]] StoryRecipe callByHand() const;
    [[nodiscard]] StoryRecipe drawFractal() const;
    [[nodiscard]] StoryRecipe pokeCount() const;

    [[nodiscard]] std::vector<StoryMove> inspectedHello() const;
    [[nodiscard]] std::vector<StoryMove> arrayMade(const QString& name, const QString& dtype, int fill,
                                                   const QString& value) const;
    [[nodiscard]] bool isFractalDone() const;

    StoryMoves m_moves;
};

}  // namespace memdelbrot
