#pragma once

#include "gui/models/workbench_events.h"
#include "gui/panels/python_panel.h"
#include "gui/widgets/console_input.h"
#include "gui/widgets/console_output.h"

#include <QtTest>
#include <QtWidgets>

namespace memdelbrot {

// The panel over a workbench of its own, driven by its objects' names.
class PythonPanelFixture {
public:
    explicit PythonPanelFixture(const std::string& interpreter = TEST_PYTHON) : PythonPanelFixture(options(interpreter))
    {
    }

    explicit PythonPanelFixture(const WorkbenchOptions& options) : workbench(options) { panel.show(); }

    template <typename Widget>
    [[nodiscard]] Widget* child(const char* name) const
    {
        auto* const found = panel.findChild<Widget*>(QLatin1String(name));
        if (!found)
            qFatal("no %s in the panel", name);
        return found;
    }

    [[nodiscard]] ConsoleInput* input() const { return child<ConsoleInput>("pythonInput"); }
    [[nodiscard]] QString output() const { return child<ConsoleOutput>("pythonOutput")->toPlainText(); }
    [[nodiscard]] QString state() const { return child<QLabel>("pythonState")->text(); }
    [[nodiscard]] QAbstractItemModel* variables() const { return child<QTreeView>("pythonVariables")->model(); }

    void type(const QString& line) const
    {
        QTest::keyClicks(input(), line);
        QTest::keyClick(input(), Qt::Key_Return);
    }

    [[nodiscard]] QString cell(const QString& name, int column) const
    {
        for (int row = 0; row < variables()->rowCount(); ++row) {
            if (variables()->index(row, 0).data().toString() == name)
                return variables()->index(row, column).data().toString();
        }
        return {};
    }

    static WorkbenchOptions options(const std::string& interpreter = TEST_PYTHON)
    {
        WorkbenchOptions options;
        options.python.interpreter = interpreter;
        return options;
    }

    Workbench workbench;
    WorkbenchEvents events{workbench};
    Navigator navigator;
    PythonPanel panel{PanelContext{workbench, events, navigator}};
};

}  // namespace memdelbrot
