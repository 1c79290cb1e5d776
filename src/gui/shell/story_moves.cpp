#include "gui/shell/story_moves.h"

#include "gui/models/target_text.h"
#include "gui/shell/dock_layout.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QTabWidget>

namespace memdelbrot {

namespace {

const QString callsDock = QStringLiteral("callsDock");
const QString pythonDock = QStringLiteral("pythonDock");

bool isUsable(const QWidget* widget)
{
    return widget && widget->isEnabled();
}

}  // namespace

StoryMoves::StoryMoves(const PanelContext& context, const DockLayout& docks) : m_context(context), m_docks(docks) {}

QWidget* StoryMoves::find(const QString& dock, const QString& name) const
{
    const QDockWidget* const panel = m_docks.dock(dock);
    return panel ? panel->findChild<QWidget*>(name) : nullptr;
}

StoryMove StoryMoves::inFront(const QString& dock) const
{
    return {.inWindow = [this, dock] {
        m_docks.bringUp(dock);
        return m_docks.dock(dock) != nullptr;
    }};
}

StoryMove StoryMoves::pressed(const QString& dock, const QString& button) const
{
    return {.inWindow = [this, dock, button] {
        auto* const found = find<QAbstractButton>(dock, button);
        if (!isUsable(found))
            return false;
        found->click();
        return true;
    }};
}

StoryMove StoryMoves::typed(const QString& dock, const QString& field, const QString& text) const
{
    return {.inWindow = [this, dock, field, text] {
        auto* const found = find<QLineEdit>(dock, field);
        if (!isUsable(found))
            return false;
        found->setText(text);
        return true;
    }};
}

StoryMove StoryMoves::tabbed(const QString& dock, const QString& tabs, const QString& page) const
{
    return {.inWindow = [this, dock, tabs, page] {
        auto* const found = find<QTabWidget>(dock, tabs);
        QWidget* const wanted = find(dock, page);
        if (!found || found->indexOf(wanted) < 0)
            return false;
        found->setCurrentWidget(wanted);
        return true;
    }};
}

StoryMove StoryMoves::chosen(const QString& dock, const QString& comboBox, int index) const
{
    return {.inWindow = [this, dock, comboBox, index] {
        auto* const found = find<QComboBox>(dock, comboBox);
        if (!isUsable(found) || index >= found->count())
            return false;
        found->setCurrentIndex(index);
        return true;
    }};
}

StoryMove StoryMoves::enabled(const QString& dock, const QString& widget, bool isEnabled) const
{
    return {.inWindow = [this, dock, widget, isEnabled] {
        const QWidget* const found = find(dock, widget);
        return found && found->isEnabled() == isEnabled;
    }};
}

StoryMove StoryMoves::done(std::function<void(const PanelContext&)> what) const
{
    return {.inWindow = [context = m_context, what = std::move(what)] {
        what(context);
        return true;
    }};
}

// Python has nothing to do when it can be restarted and not interrupted; it has not started when it can be started.
std::vector<StoryMove> StoryMoves::python(const QString& code) const
{
    const auto isIdle = [this]() -> Result<bool> {
        const QWidget* const start = find(pythonDock, QStringLiteral("startPythonButton"));
        if (start && !start->isHidden())
            return failure(
                {.code = ErrorCode::Ended, .subject = "Python", .detail = "its panel says why it does not run"});
        const QWidget* const restart = find(pythonDock, QStringLiteral("restartPython"));
        const QWidget* const interrupt = find(pythonDock, QStringLiteral("interruptPython"));
        return isUsable(restart) && !restart->isHidden() && interrupt && !interrupt->isEnabled();
    };
    return {inFront(pythonDock),
            done([code](const PanelContext& context) { emit context.navigator.pythonRequested(code); }),
            {.inWindow = isIdle,
             .whenFailed = QObject::tr("Python does not run, and its panel says why: choose another interpreter there, "
                                       "then press the step again"),
             .whenStuck = QObject::tr("Python is busy with what was typed before: press Interrupt in its panel, then "
                                      "the step again")}};
}

StoryMove StoryMoves::unlockedPython() const
{
    return {.inWorkbench = [&navigator = m_context.navigator](Workbench& workbench) -> Result<bool> {
        const auto target = workbench.pythonTarget();
        const auto info = target ? workbench.targets().info(*target) : failure({});
        if (!info)
            return false;
        if (info->lock == WriteLock::Unlocked)
            return true;
        return workbench.targets().unlock(*target).map([&] {
            QMetaObject::invokeMethod(&navigator, [&navigator, name = toQt(info->name)] {
                emit navigator.statusMessage(
                    QObject::tr("%1 can be written now: the padlock above is open, and a click locks it again")
                        .arg(name));
            });
            return true;
        });
    }};
}

StoryMove StoryMoves::evaluated(const std::string& expression, const SharedPlace& place) const
{
    return {.inWorkbench = [expression, place](Workbench& workbench) {
        return evaluateAddress(workbench, workbench.targets().self(), expression).map([&place](const Place& found) {
            *place = found;
            return true;
        });
    }};
}

StoryMove StoryMoves::shown(const SharedPlace& place) const
{
    return done([place](const PanelContext& context) { emit context.navigator.memoryRequested(**place); });
}

StoryMove StoryMoves::written(const SharedPlace& place, std::vector<std::byte> bytes) const
{
    return {.inWorkbench = [place, bytes = std::move(bytes), &navigator = m_context.navigator](Workbench& workbench) {
        return workbench.journal()
            .pokeUnseen((*place)->target, (*place)->address, bytes)
            .map([&](const PokeRecord& record) {
                const auto range = AddressRange::fromSize(record.address, record.after.size());
                QMetaObject::invokeMethod(&navigator, [&navigator, target = (*place)->target, range] {
                    emit navigator.memoryChanged(target, range);
                });
                return true;
            });
    }};
}

std::vector<StoryMove> StoryMoves::called(const QString& library, const QString& function,
                                          const QStringList& arguments) const
{
    std::vector<StoryMove> moves{inFront(callsDock), done([library, function](const PanelContext& context) {
                                     emit context.navigator.symbolRequested(library, function);
                                 })};
    for (StoryMove& move : calledWith(function, arguments))
        moves.push_back(std::move(move));
    return moves;
}

// The declaration comes when the library's headers have been read; an enabled Stop says that a call is running.
std::vector<StoryMove> StoryMoves::calledWith(const QString& function, const QStringList& arguments) const
{
    const auto isChosen = [this, function, count = arguments.size()] {
        const auto* const declaration = find<QLineEdit>(callsDock, QStringLiteral("declarationField"));
        const bool isDeclared = declaration && declaration->text().contains(function + QLatin1Char('('));
        return isDeclared && find(callsDock, QStringLiteral("argument%1").arg(count - 1))
            && isUsable(find(callsDock, QStringLiteral("callButton")));
    };
    std::vector<StoryMove> moves{{.inWindow = isChosen}};
    for (qsizetype i = 0; i < arguments.size(); ++i)
        moves.push_back(typed(callsDock, QStringLiteral("argument%1").arg(i), arguments[i]));
    moves.push_back(pressed(callsDock, QStringLiteral("callButton")));
    moves.push_back({.inWindow = [this]() -> Result<bool> {
        const QWidget* const problem = find(callsDock, QStringLiteral("callProblem"));
        const QWidget* const stop = find(callsDock, QStringLiteral("stopButton"));
        if (problem && !problem->isHidden())
            return failure({.code = ErrorCode::Crashed, .subject = "the call", .detail = "its panel says why"});
        return stop && !stop->isEnabled();
    }});
    return moves;
}

}  // namespace memdelbrot
