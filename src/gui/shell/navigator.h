#pragma once

#include "layout/c_type.h"
#include "workbench/workbench.h"

#include <QObject>

namespace memdelbrot {

// How panels hand addresses to one another: who wants a thing shown emits request…; who can show it listens.
class Navigator final : public QObject {
    Q_OBJECT

public:
    explicit Navigator(QObject* parent = nullptr) : QObject(parent)
    {
        connect(this, &Navigator::targetSelected, this, [this](TargetId target) { m_target = target; });
        connect(this, &Navigator::memoryRequested, this, [this](const Place& place) { m_target = place.target; });
        connect(this, &Navigator::selectionChanged, this,
                [this](TargetId target, const AddressRange& range) { m_selection = {target, range}; });
    }

    // The one that was selected or shown last, for who comes too late to hear it; none at first.
    [[nodiscard]] std::optional<TargetId> lastTarget() const { return m_target; }
    // What is selected in the memory of a target; empty where that is another's.
    [[nodiscard]] AddressRange selectionIn(TargetId target) const
    {
        return m_selection.first == target ? m_selection.second : AddressRange();
    }

signals:
    void memoryRequested(const memdelbrot::Place& place);  // show it in the memory view
    void memoryViewRequested();  // as it is
    void selectionChanged(memdelbrot::TargetId target, memdelbrot::AddressRange range);  // what is selected there now
    void inspectionRequested(memdelbrot::TargetId target, memdelbrot::Address address);  // its object header
    void backRequested();  // the memory view keeps the history
    void forwardRequested();
    void historyChanged(bool canGoBack, bool canGoForward);
    void regionsRequested();  // show those of the current target
    void targetSelected(memdelbrot::TargetId target);  // the current target changed
    void symbolRequested(const QString& library, const QString& name);  // show it in the library panel
    void sourceRequested(const QString& file, int line);  // 1-based; open it in the source panel
    void kernelBuilt(const QString& library, const QString& symbol);  // of the notebook's signature: it can be used
    void kernelLoaded(const QString& library, const QString& symbol);  // the same, and it is to be used
    void pictureRequested(const QString& array);  // draw an int32 array of two axes
    void functionsLoaded(const QString& library);  // a build's exports are callable
    void callRequested(const QString& argument);  // put it into the call's arguments
    void memoryHovered(memdelbrot::TargetId target, memdelbrot::AddressRange range);  // pixel ↔ cell, both ways
    void memoryChanged(memdelbrot::TargetId target, memdelbrot::AddressRange range);  // we wrote there: read it anew
    void crashRequested(memdelbrot::TargetId frozen);  // show its page
    void pythonRequested(const QString& code);  // run it as a cell, as if typed; starts Python
    void pythonNamesListed();  // anew: a name may mean another object
    void renderMeasured(double kernelSeconds, double wholeSeconds);  // the last picture
    void readsCounted(quint64 reads, quint64 faults);  // of the shown target
    void outputWritten(const QString& source, const QString& text, bool isError);  // what called code printed
    void openFileRequested();  // the window's dialogs
    void attachRequested();
    void undoRequested();  // of edits of memory
    void redoRequested();
    void failed(const QString& text);  // what, where, why, what to do: kept in the output
    void statusMessage(const QString& text);  // the status line, for a while

private:
    std::optional<TargetId> m_target;
    std::pair<TargetId, AddressRange> m_selection;
};

// What every panel is made with. The references outlive all panels.
class WorkbenchEvents;
struct PanelContext {
    Workbench& workbench;
    WorkbenchEvents& events;
    Navigator& navigator;
};

}  // namespace memdelbrot
