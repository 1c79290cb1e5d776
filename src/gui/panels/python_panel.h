#pragma once

#include "gui/models/console_history.h"
#include "gui/models/interpreter_survey.h"
#include "gui/models/python_console.h"
#include "gui/models/python_variables_model.h"
#include "gui/models/variables_watch.h"
#include "gui/panels/fitted_columns.h"
#include "gui/shell/navigator.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

namespace Ui {
class PythonPanel;
}

namespace memdelbrot {

// The console of the user's own Python, and the variables that it made.
class PythonPanel final : public QWidget {
    Q_OBJECT

public:
    explicit PythonPanel(const PanelContext& context, QWidget* parent = nullptr);
    ~PythonPanel() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void connectConsole();
    void connectInput();
    void connectVariables();
    void enter();
    void runTyped();
    void showState();
    void showVariables();
    void updateVariableButtons();
    [[nodiscard]] const PythonVariable* currentVariable() const;
    void openObject();
    void openContents();
    void inspectObject();

    // python_panel_interpreters.cpp
    void connectInterpreters();
    void startPython();
    // Asks before variables of the user's are lost; `restart` is called at once where there are none, or once they agree.
    void askToRestart(std::function<void()> restart);
    [[nodiscard]] int variablesAtStake() const;
    void chooseOneWithNumpy();
    void missModule(const QString& name);
    void offerNumpy();

    PanelContext m_context;
    std::unique_ptr<Ui::PythonPanel> m_ui;
    PythonConsole m_console;
    ConsoleHistory m_history;
    PythonVariablesModel m_variables;
    FittedColumns* m_columns = nullptr;
    VariablesWatch m_watch;
    InterpreterSurvey m_survey;
    QTimer m_surveyStart;
    bool m_isNumpyMissed = false;  // a cell of the running session has failed for it
};

}  // namespace memdelbrot
