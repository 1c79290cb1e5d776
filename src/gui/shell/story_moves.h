#pragma once

#include "gui/shell/navigator.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QWidget;

namespace memdelbrot {

class DockLayout;

// A part of a step, tried again and again until it is true: in the window, or off its thread where it may block. An
// error ends the step, and so does a long time; the texts say what to do then.
struct StoryMove {
    std::function<Result<bool>()> inWindow = {};
    std::function<Result<bool>(Workbench&)> inWorkbench = {};
    QString whenFailed = {};   // empty: the error's own words
    QString whenStuck = {};
};

// How a step is done. `needs`: the steps whose `holds` has to be true before; what does not hold is done first.
struct StoryRecipe {
    QStringList needs = {};
    std::vector<StoryMove> moves = {};
    StoryMove holds = {};
};

// The moves that steps are made of: what a person would type and press. Widgets are looked for when a move is made, so
// that panels may come into being meanwhile.
class StoryMoves final {
public:
    using SharedPlace = std::shared_ptr<std::optional<Place>>;

    // `docks` outlives it.
    StoryMoves(const PanelContext& context, const DockLayout& docks);

    [[nodiscard]] StoryMove inFront(const QString& dock) const;
    [[nodiscard]] StoryMove pressed(const QString& dock, const QString& button) const;  // once it is enabled
    [[nodiscard]] StoryMove typed(const QString& dock, const QString& field,
                                  const QString& text) const;  // over what is there
    [[nodiscard]] StoryMove tabbed(const QString& dock, const QString& tabs, const QString& page) const;
    [[nodiscard]] StoryMove chosen(const QString& dock, const QString& comboBox, int index) const;
    [[nodiscard]] StoryMove enabled(const QString& dock, const QString& widget, bool isEnabled) const;  // waits for it
    [[nodiscard]] StoryMove done(std::function<void(const PanelContext&)> what) const;

    // Python: as if typed into its console, and what is typed there has been run.
    [[nodiscard]] std::vector<StoryMove> python(const QString& code) const;
    [[nodiscard]] StoryMove unlockedPython() const;  // says so where it was locked

    [[nodiscard]] StoryMove evaluated(const std::string& expression, const SharedPlace& place) const;
    [[nodiscard]] StoryMove shown(const SharedPlace& place) const;  // in the memory
    [[nodiscard]] StoryMove written(const SharedPlace& place, std::vector<std::byte> bytes) const;

    // A function called in the Calls panel, with arguments as texts.
    [[nodiscard]] std::vector<StoryMove> called(const QString& library, const QString& function,
                                                const QStringList& arguments) const;
    // The arguments of the function that is chosen there, and Call.
    [[nodiscard]] std::vector<StoryMove> calledWith(const QString& function, const QStringList& arguments) const;

    // null where there is none (yet).
    [[nodiscard]] QWidget* find(const QString& dock, const QString& name) const;
    template <typename Widget>
    [[nodiscard]] Widget* find(const QString& dock, const QString& name) const
    {
        return qobject_cast<Widget*>(find(dock, name));
    }

private:
    PanelContext m_context;
    const DockLayout& m_docks;
};

}  // namespace memdelbrot
