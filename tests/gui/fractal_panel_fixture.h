#pragma once

#include "gui/models/workbench_events.h"
#include "gui/panels/fractal_panel.h"
#include "gui/widgets/fractal_view.h"

#include <QtTest>
#include <QtWidgets>

namespace memdelbrot::testing {

// A panel in a window of its own, as in the program.
struct FractalWindow {
    Workbench workbench;
    WorkbenchEvents events{workbench};
    Navigator navigator;
    FractalPanel panel{{workbench, events, navigator}};

    FractalWindow()
    {
        panel.resize(500, 560);
        panel.show();
        panel.activateWindow();
    }

    template <typename Widget>
    [[nodiscard]] Widget& find(const char* name)
    {
        auto* const found = panel.findChild<Widget*>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return *found;
    }

    [[nodiscard]] FractalView& view() { return find<FractalView>("fractalView"); }
    [[nodiscard]] QString text(const char* label) { return find<QWidget>(label).property("text").toString(); }
    // Drawn, and nothing more under way.
    [[nodiscard]] bool isDone()
    {
        return find<QPushButton>("openCountsButton").isEnabled() && !find<QPushButton>("stopButton").isEnabled();
    }

    [[nodiscard]] QRgb colourAt(Sample sample)
    {
        const QPointF place = view().scene().pixelsOf(sample).center();
        return view().image().pixel(static_cast<int>(place.x()), static_cast<int>(place.y()));
    }

    void openNotebook(int height, int width)
    {
        find<QSpinBox>("heightSpin").setValue(height);
        find<QSpinBox>("widthSpin").setValue(width);
        QTest::mouseClick(&find<QToolButton>("notebookButton"), Qt::LeftButton);
    }
};

#define COUNTED(window) QTRY_VERIFY_WITH_TIMEOUT((window).isDone(), 20'000)

}  // namespace memdelbrot::testing
