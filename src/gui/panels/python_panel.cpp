#include "gui/panels/python_panel.h"

#include "gui/models/console_text.h"
#include "gui/models/target_text.h"
#include "gui/models/variable_place.h"
#include "gui/models/workbench_events.h"
#include "gui/panels/table_setup.h"
#include "gui/widgets/text_colour.h"
#include "gui/widgets/text_undo.h"
#include "ui_python_panel.h"

namespace memdelbrot {

PythonPanel::PythonPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_ui(std::make_unique<Ui::PythonPanel>()),
      m_console(context.workbench),
      m_watch(context.workbench, m_variables),
      m_survey(toQt(context.workbench.options().python.interpreter))
{
    m_ui->setupUi(this);
    keepLinksColoured(*m_ui->pythonVariablesHint);
    m_ui->pythonSplitter->setStretchFactor(0, 3);
    m_ui->pythonSplitter->setStretchFactor(1, 2);
    m_ui->pythonPrompt->setFont(m_ui->pythonInput->font());
    m_ui->pythonVariables->setModel(&m_variables);
    m_columns = new FittedColumns(*m_ui->pythonVariables, 240);
    useFixedFont(*m_ui->pythonVariables);
    connectConsole();
    connectInput();
    connectVariables();
    connectInterpreters();
    showState();
    showVariables();
}

PythonPanel::~PythonPanel() = default;

void PythonPanel::connectConsole()
{
    connect(&m_console, &PythonConsole::stateChanged, this, &PythonPanel::showState);
    connect(&m_console, &PythonConsole::echoed, this,
            [this](const QString& code) { m_ui->pythonOutput->appendLine(echoText(code), ConsoleOutput::Ink::Echo); });
    connect(&m_console, &PythonConsole::written, this,
            [this](PythonOutputKind kind, const QString& text) { m_ui->pythonOutput->append(text, inkOf(kind)); });
    connect(&m_console, &PythonConsole::noticed, this, [this](const QString& text, bool isError) {
        m_ui->pythonOutput->appendLine(text, isError ? ConsoleOutput::Ink::Error : ConsoleOutput::Ink::Notice);
    });
    connect(&m_console, &PythonConsole::cellFinished, &m_watch, &VariablesWatch::refresh);
    connect(&m_console, &PythonConsole::ended, &m_watch, &VariablesWatch::clear);
    connect(&m_context.navigator, &Navigator::pythonRequested, this, [this](const QString& code) {
        m_history.add(code);
        m_console.submit(code);
    });
}

void PythonPanel::connectInput()
{
    new TextUndo(*this,
                 {.undo = [this] { m_ui->pythonInput->undo(); },
                  .redo = [this] { m_ui->pythonInput->redo(); },
                  .takesKeys = [this] { return !m_ui->pythonInput->document()->isEmpty(); }});
    connect(m_ui->pythonInput, &ConsoleInput::entered, this, &PythonPanel::enter);
    connect(m_ui->pythonInput, &ConsoleInput::previousWanted, this, [this] {
        if (const QString text = m_history.previous(m_ui->pythonInput->toPlainText()); !text.isNull())
            m_ui->pythonInput->setText(text);
    });
    connect(m_ui->pythonInput, &ConsoleInput::nextWanted, this, [this] {
        if (const QString text = m_history.next(); !text.isNull())
            m_ui->pythonInput->setText(text);
    });
    connect(m_ui->pythonInput, &ConsoleInput::interruptWanted, &m_console, &PythonConsole::interrupt);
    connect(m_ui->pythonInput, &ConsoleInput::endWanted, &m_console, &PythonConsole::endOfInput);
    connect(m_ui->pythonInput, &ConsoleInput::clearWanted, m_ui->pythonOutput, &ConsoleOutput::clear);
    connect(m_ui->interruptPython, &QPushButton::clicked, &m_console, &PythonConsole::interrupt);
    connect(m_ui->startPythonButton, &QPushButton::clicked, this, &PythonPanel::startPython);
    connect(m_ui->restartPython, &QPushButton::clicked, this, [this] { askToRestart([this] { startPython(); }); });
}

void PythonPanel::connectVariables()
{
    connect(&m_watch, &VariablesWatch::refreshed, this, &PythonPanel::showVariables);
    connect(&m_watch, &VariablesWatch::slowChanged, this, &PythonPanel::showState);
    connect(&m_watch, &VariablesWatch::refreshed, &m_context.navigator, &Navigator::pythonNamesListed);
    connect(m_ui->pythonVariablesHint, &QLabel::linkActivated, this,
            [this] { emit m_context.navigator.pythonRequested(QStringLiteral("hello = b\"Hello, world!\"")); });
    connect(m_ui->openPythonObject, &QPushButton::clicked, this, &PythonPanel::openObject);
    connect(m_ui->openPythonContents, &QPushButton::clicked, this, &PythonPanel::openContents);
    connect(m_ui->inspectPythonObject, &QPushButton::clicked, this, &PythonPanel::inspectObject);
    connect(m_ui->pythonVariables, &QTreeView::activated, this, &PythonPanel::inspectObject);
    connect(m_ui->pythonVariables->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &PythonPanel::updateVariableButtons);
    connect(&m_context.events, &WorkbenchEvents::journalChanged, &m_watch, [this] {
        if (m_console.state() == PythonConsole::State::Idle)
            m_watch.refresh();   // a poke may have changed a value
    });
}

void PythonPanel::enter()
{
    const QString text = m_ui->pythonInput->toPlainText();
    if (m_console.state() == PythonConsole::State::AwaitingInput) {
        m_ui->pythonInput->clear();
        m_console.answerInput(text);
        return;
    }
    const bool isStarted =
        m_console.state() != PythonConsole::State::NotStarted && m_console.state() != PythonConsole::State::Ended;
    if (text.trimmed().isEmpty() && isStarted)
        return;
    m_console.askComplete(text, [this, text](bool isComplete) {
        if (m_ui->pythonInput->toPlainText() != text)
            return;   // typed on meanwhile
        isComplete ? runTyped() : m_ui->pythonInput->continueLine();
    });
}

void PythonPanel::runTyped()
{
    const QString code = m_ui->pythonInput->toPlainText();
    m_ui->pythonInput->clear();
    m_history.add(code);
    m_console.submit(code);
}

void PythonPanel::showState()
{
    using State = PythonConsole::State;
    const State state = m_console.state();
    const bool isAlive = state != State::NotStarted && state != State::Ended;
    m_ui->startPythonButton->setVisible(!isAlive);
    m_ui->restartPython->setVisible(isAlive);
    m_ui->restartPython->setEnabled(state != State::Starting);
    m_ui->interruptPython->setEnabled(m_console.isRunning() || m_watch.isSlow());
    m_ui->pythonInput->setPlaceholderText(isAlive ? QString() : tr("Press Enter to start Python"));
    m_ui->pythonPrompt->setText(state == State::AwaitingInput && !m_console.prompt().isEmpty() ? m_console.prompt()
                                    : state == State::AwaitingInput                            ? tr("input:")
                                                                                               : QStringLiteral(">>>"));
    const QString words = state == State::Starting ? tr("starting …")
        : state == State::Running                  ? tr("running")
        : state == State::AwaitingInput            ? tr("waits for your input")
        : state == State::Ended                    ? tr("ended")
        : m_watch.isSlow()                         ? tr("listing its variables")
        : state == State::Idle                     ? tr("ready")
                                                   : tr("not started");
    m_ui->pythonState->setText(
        isAlive && !m_console.version().isEmpty() ? tr("Python %1: %2").arg(m_console.version(), words) : words);
}

void PythonPanel::showVariables()
{
    m_ui->pythonVariablesStack->setCurrentIndex(m_variables.rowCount() == 0 ? 0 : 1);
    m_columns->fit();
    m_ui->pythonVariablesLeftOut->setVisible(m_watch.leftOut() > 0);
    m_ui->pythonVariablesLeftOut->setText(
        tr("%1 more variables are not listed: together they are too long for one answer.").arg(m_watch.leftOut()));
    updateVariableButtons();
}

void PythonPanel::updateVariableButtons()
{
    const PythonVariable* variable = currentVariable();
    m_ui->openPythonObject->setEnabled(variable);
    m_ui->inspectPythonObject->setEnabled(variable);
    m_ui->openPythonContents->setEnabled(variable && variable->contents && !variable->contents->isEmpty());
}

const PythonVariable* PythonPanel::currentVariable() const
{
    const QModelIndex index = m_ui->pythonVariables->currentIndex();
    return index.isValid() ? &m_variables.row(index.row()).variable : nullptr;
}

void PythonPanel::openObject()
{
    const PythonVariable* variable = currentVariable();
    const auto target = m_context.workbench.pythonTarget();
    if (variable && target)
        emit m_context.navigator.memoryRequested(objectPlace(*target, *variable));
}

void PythonPanel::openContents()
{
    const PythonVariable* variable = currentVariable();
    const auto target = m_context.workbench.pythonTarget();
    if (variable && variable->contents && target)
        emit m_context.navigator.memoryRequested(contentsPlace(*target, *variable));
}

void PythonPanel::inspectObject()
{
    const PythonVariable* variable = currentVariable();
    const auto target = m_context.workbench.pythonTarget();
    if (variable && target)
        emit m_context.navigator.inspectionRequested(*target, variable->address);
}

void PythonPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_watch.setLive(true);
    m_surveyStart.start();
}

void PythonPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_watch.setLive(false);
    m_surveyStart.stop();
}

}  // namespace memdelbrot
