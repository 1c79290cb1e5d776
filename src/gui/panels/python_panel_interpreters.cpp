// Which Python the panel starts, and what it says of those without NumPy.
#include "gui/models/target_text.h"
#include "gui/panels/python_panel.h"
#include "ui_python_panel.h"

#include <QMessageBox>

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr std::chrono::milliseconds surveyDelay{
    800};   // after the panel is shown: the window's first picture comes before

// "python3 is Python 3.11.7 and has no NumPy"
QString withoutNumpy(const InterpreterRow& row)
{
    return row.facts ? QObject::tr("%1 is Python %2 and has no NumPy").arg(row.program, toQt(row.facts->version))
                     : QStringLiteral("%1 %2").arg(row.program, row.problem);
}

}  // namespace

void PythonPanel::connectInterpreters()
{
    m_ui->pythonInterpreter->setList(m_survey.list());
    m_surveyStart.setSingleShot(true);
    m_surveyStart.setInterval(surveyDelay);
    connect(&m_surveyStart, &QTimer::timeout, &m_survey, &InterpreterSurvey::begin);
    connect(&m_survey, &InterpreterSurvey::finished, this, &PythonPanel::chooseOneWithNumpy);
    connect(&m_survey, &InterpreterSurvey::finished, this, &PythonPanel::offerNumpy);
    const auto takeOver = [this] { m_console.setInterpreter(m_ui->pythonInterpreter->program()); };
    connect(m_ui->pythonInterpreter, &QComboBox::currentTextChanged, this, takeOver);
    takeOver();
    connect(&m_console, &PythonConsole::moduleMissing, this, &PythonPanel::missModule);
    connect(&m_console, &PythonConsole::stateChanged, this, [this] {
        if (m_console.state() == PythonConsole::State::Starting)
            m_isNumpyMissed = false;
        offerNumpy();
    });
    m_ui->numpyNotice->nameParts(QStringLiteral("numpyNotice"));
    connect(m_ui->numpyNotice, &InlineNotice::acted, this, [this] {
        askToRestart([this] {
            if (const InterpreterRow* const row = m_survey.list().withNumpy())
                m_ui->pythonInterpreter->choose(row->program);
            startPython();
        });
    });
    connect(m_ui->numpyNotice, &InlineNotice::dismissed, this, [this] { m_isNumpyMissed = false; });
}

void PythonPanel::startPython()
{
    m_watch.clear();
    m_console.start();
    m_ui->pythonInput->setFocus();
}

// `_` is the console's own.
int PythonPanel::variablesAtStake() const
{
    return static_cast<int>(
        std::ranges::count_if(m_variables.rows(), [](const VariableRow& row) { return row.variable.name != "_"; }));
}

void PythonPanel::askToRestart(std::function<void()> restart)
{
    const int count = variablesAtStake();
    if (count == 0) {
        restart();
        return;
    }
    auto* question = new QMessageBox(
        QMessageBox::Question, tr("Restart Python"),
        count == 1 ? tr("Restart Python? Its variable %1 will be lost.").arg(toQt(m_variables.row(0).variable.name))
                   : tr("Restart Python? Its %1 variables will be lost.").arg(count),
        QMessageBox::NoButton, window());
    question->setObjectName(QStringLiteral("restartQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(tr("What was typed comes back by Up."));
    QPushButton* const yes = question->addButton(tr("&Restart"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("restartYes"));
    QPushButton* const keep = question->addButton(tr("&Keep"), QMessageBox::RejectRole);
    keep->setObjectName(QStringLiteral("restartKeep"));
    question->setDefaultButton(keep);
    question->setEscapeButton(keep);
    connect(yes, &QPushButton::clicked, this, std::move(restart));
    question->open();
}

// Not once the user has had a say: by choosing, or by starting the one that was there.
void PythonPanel::chooseOneWithNumpy()
{
    if (m_ui->pythonInterpreter->isTouched() || m_console.state() != PythonConsole::State::NotStarted)
        return;
    const InterpreterRow* const usual = m_survey.list().find(m_survey.usual());
    const InterpreterRow* const better = m_survey.better(m_survey.usual());
    if (!usual || !better)
        return;
    m_ui->pythonOutput->appendLine(tr("%1: %2, with NumPy %3, is chosen instead.")
                                       .arg(withoutNumpy(*usual), better->program, toQt(better->facts->numpy)),
                                   ConsoleOutput::Ink::Notice);
    m_ui->pythonInterpreter->choose(better->program);
}

void PythonPanel::missModule(const QString& name)
{
    if (name != QLatin1String("numpy"))
        return;
    m_isNumpyMissed = true;
    m_survey.begin();   // where it has not begun yet
    offerNumpy();
}

void PythonPanel::offerNumpy()
{
    if (!m_isNumpyMissed) {
        m_ui->numpyNotice->hide();
    } else if (!m_survey.isOver()) {
        m_ui->numpyNotice->showText(tr("This Python has no NumPy. Looking for one that has …"));
    } else if (const InterpreterRow* const row = m_survey.list().withNumpy()) {
        m_ui->numpyNotice->showText(
            tr("This Python has no NumPy; %1 has NumPy %2.").arg(row->program, toQt(row->facts->numpy)),
            tr("Restart with that one"),
            tr("Ends this session and starts %1: all variables are lost, what was typed comes back by Up")
                .arg(row->program));
    } else {
        m_ui->numpyNotice->showText(tr("No Python here has NumPy. On Debian, “sudo apt install python3-numpy” gives it "
                                       "to /usr/bin/python3; restart that one then."));
    }
}

}  // namespace memdelbrot
