#include "gui/panels/source_panel.h"

#include "gui/models/target_text.h"
#include "gui/shell/icons.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/text_undo.h"
#include "ui_source_panel.h"
#include "workbench/error_text.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QMessageBox>
#include <QShortcut>

#include <algorithm>

namespace memdelbrot {

namespace {

enum DiagnosticRole { LineRole = Qt::UserRole, ColumnRole, IsErrorRole };

QString sourceFilter()
{
    return QObject::tr("C++ sources (*.cpp *.cc *.cxx *.c *.h *.hpp);;All files (*)");
}

}  // namespace

SourcePanel::SourcePanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_ui(std::make_unique<Ui::SourcePanel>())
{
    m_ui->setupUi(this);
    m_ui->splitter->setStretchFactor(0, 3);
    m_ui->splitter->setStretchFactor(1, 1);
    m_ui->compileButton->setIcon(symbolicIcon(QStringLiteral("run")));
    m_ui->stopBuildButton->setIcon(symbolicIcon(QStringLiteral("stop")));
    m_ui->functionList->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_ui->sourceEditor->setText(toQt(exampleKernel()));
    m_ui->functionsHint->setText(
        tr("Build, and the extern \"C\" functions of the text come here, typed and ready to be called."));
    m_ui->diagnosticsHint->setText(tr("What the compiler has to say comes here, with its lines."));
    m_ui->buildState->hide();
    chooseFileToOpen = [](QWidget* over) {
        return QFileDialog::getOpenFileName(over, tr("Open a source"), {}, sourceFilter());
    };
    chooseFileToSave = [](QWidget* over) {
        return QFileDialog::getSaveFileName(over, tr("Save the source"), QStringLiteral("kernel.cpp"), sourceFilter());
    };
    confirmDiscard = [](QWidget* over) {
        return QMessageBox::question(over, tr("Source"), tr("The text has changes that are not saved. Discard them?"),
                                     QMessageBox::Discard | QMessageBox::Cancel)
            == QMessageBox::Discard;
    };
    connectControls();
    updateFunctionButtons();
}

SourcePanel::~SourcePanel() = default;

void SourcePanel::connectControls()
{
    connect(m_ui->compileButton, &QPushButton::clicked, this, &SourcePanel::build);
    connect(m_ui->stopBuildButton, &QPushButton::clicked, this, &SourcePanel::stopBuild);
    connect(m_ui->sourceEditor, &CodeEditor::textChanged, this, &SourcePanel::showAge);
    connect(m_ui->openSource, &QPushButton::clicked, this, &SourcePanel::openFile);
    connect(m_ui->saveSource, &QPushButton::clicked, this, [this] { save(); });
    connect(m_ui->exampleSource, &QPushButton::clicked, this, &SourcePanel::showExample);
    connect(m_ui->callFunction, &QPushButton::clicked, this, &SourcePanel::callCurrentFunction);
    connect(m_ui->useKernel, &QPushButton::clicked, this, &SourcePanel::useCurrentKernel);
    connect(m_ui->functionList, &QListWidget::itemActivated, this, &SourcePanel::callCurrentFunction);
    connect(m_ui->functionList, &QListWidget::currentRowChanged, this, &SourcePanel::updateFunctionButtons);
    connect(m_ui->diagnosticList, &QListWidget::itemActivated, this, &SourcePanel::goToDiagnostic);
    connect(m_ui->diagnosticList, &QListWidget::itemClicked, this, &SourcePanel::goToDiagnostic);
    new TextUndo(*this,
                 {.undo = [this] { m_ui->sourceEditor->undo(); },
                  .redo = [this] { m_ui->sourceEditor->redo(); },
                  .takesKeys = {}});
    connect(&m_context.navigator, &Navigator::sourceRequested, this, &SourcePanel::openAt);
    auto* const shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_B), this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, m_ui->compileButton, &QPushButton::click);
}

void SourcePanel::build()
{
    if (m_job.isRunning())   // the button stays enabled, or the focus would leave it
        return;
    m_ui->stopBuildButton->setEnabled(true);
    say(tr("g++ compiles…"), dimColour);
    m_building = m_ui->sourceEditor->text();
    m_job.start(
        this,
        [&workbench = m_context.workbench, text = m_building.toStdString()](std::stop_token stop) {
            return buildSource(workbench, text, stop);
        },
        [this](Result<SourceBuild> build) { showBuild(std::move(build)); });
}

void SourcePanel::stopBuild()
{
    m_job.cancel();
    showBuild(failure({.code = ErrorCode::Cancelled, .subject = "g++"}));
}

void SourcePanel::showBuild(Result<SourceBuild> build)
{
    m_ui->stopBuildButton->setEnabled(false);
    m_ui->sourceEditor->clearMarks();
    if (!build) {
        say(toQt(errorText(build.error())), errorColour);
        return;
    }
    showDiagnostics(build->diagnostics);
    if (build->library.empty()) {
        m_ui->buildTabs->setCurrentWidget(m_ui->diagnosticsTab);
        say(tr("It does not compile: the lines are marked."), errorColour);
        return;
    }
    m_build = std::move(*build);
    m_built = m_building;
    showFunctions();
    m_ui->buildTabs->setCurrentWidget(m_build.functions.empty() && !m_build.diagnostics.empty() ? m_ui->diagnosticsTab
                                                                                                : m_ui->functionsTab);
    const QString warned = m_build.diagnostics.empty()
        ? QString()
        : tr(", with %n message(s)", nullptr, static_cast<int>(m_build.diagnostics.size()));
    const QString success = tr("Built in %1%2.").arg(durationText(m_build.seconds), warned);
    say(success, goodColour);
    m_success = success;
    showAge();
    announceBuild();
}

// What is built and listed stays usable when the text goes on; it is that text's no more.
void SourcePanel::showAge()
{
    if (m_build.library.empty())
        return;
    const bool isEarlier = m_ui->sourceEditor->text() != m_built;
    const QString success = m_success;
    if (!success.isEmpty()) {
        say(isEarlier ? tr("%1 The text has changed since.").arg(success) : success,
            isEarlier ? warningColour : goodColour);
        m_success = success;
    }
    setTextColour(*m_ui->functionsHint, isEarlier ? ColourOf(warningColour) : ColourOf());
    if (isEarlier)
        m_ui->functionsHint->setText(tr("Built from an earlier text."));
    else if (m_build.functions.empty())
        m_ui->functionsHint->setText(tr("It exports no function that can be called: put extern \"C\" before one."));
    m_ui->functionsHint->setVisible(isEarlier || m_build.functions.empty());
}

void SourcePanel::announceBuild()
{
    if (m_build.functions.empty())
        return;
    emit m_context.navigator.functionsLoaded(toQt(m_build.library));
    for (const CSignature& function : m_build.functions) {
        if (isKernelSignature(function))
            emit m_context.navigator.kernelBuilt(toQt(m_build.library), toQt(function.name));
    }
}

void SourcePanel::showDiagnostics(const std::vector<SourceDiagnostic>& diagnostics)
{
    m_ui->diagnosticList->clear();
    m_ui->diagnosticsHint->setVisible(diagnostics.empty());
    if (diagnostics.empty())
        m_ui->diagnosticsHint->setText(tr("The compiler has nothing to say."));
    for (const SourceDiagnostic& diagnostic : diagnostics) {
        const QString kind = diagnostic.isError ? tr("error") : tr("warning");
        const QString place = diagnostic.line > 0 ? tr("line %1: ").arg(diagnostic.line) : QString();
        auto* const item =
            new QListWidgetItem(place + kind + QLatin1String(": ") + toQt(diagnostic.message), m_ui->diagnosticList);
        item->setData(LineRole, diagnostic.line);
        item->setData(ColumnRole, diagnostic.column);
        item->setData(IsErrorRole, diagnostic.isError);
        m_ui->sourceEditor->addMark(diagnostic.line,
                                    diagnostic.isError ? CodeEditor::Mark::Error : CodeEditor::Mark::Warning);
    }
    m_ui->buildTabs->setTabText(m_ui->buildTabs->indexOf(m_ui->diagnosticsTab),
                                diagnostics.empty() ? tr("Messages") : tr("Messages (%1)").arg(diagnostics.size()));
    colourDiagnostics();
}

void SourcePanel::colourDiagnostics()
{
    for (int row = 0; row < m_ui->diagnosticList->count(); ++row) {
        QListWidgetItem* const item = m_ui->diagnosticList->item(row);
        item->setForeground(item->data(IsErrorRole).toBool() ? errorColour(palette()) : warningColour(palette()));
    }
}

void SourcePanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colourDiagnostics();
}

void SourcePanel::showFunctions()
{
    m_ui->functionList->clear();
    for (const CSignature& function : m_build.functions)
        m_ui->functionList->addItem(toQt(function.declaration));
    m_ui->functionList->setCurrentRow(0);
    updateFunctionButtons();
}

void SourcePanel::say(const QString& text, const ColourOf& colour)
{
    setTextColour(*m_ui->buildState, colour);
    m_ui->buildState->setText(text);
    m_ui->buildState->show();
    m_success.clear();
}

void SourcePanel::goToDiagnostic(const QListWidgetItem* item)
{
    m_ui->sourceEditor->goTo(item->data(LineRole).toInt(), item->data(ColumnRole).toInt());
}

const CSignature* SourcePanel::currentFunction() const
{
    const int row = m_ui->functionList->currentRow();
    return row >= 0 && static_cast<std::size_t>(row) < m_build.functions.size()
        ? &m_build.functions[static_cast<std::size_t>(row)]
        : nullptr;
}

void SourcePanel::updateFunctionButtons()
{
    const CSignature* const function = currentFunction();
    m_ui->callFunction->setEnabled(function != nullptr);
    m_ui->useKernel->setEnabled(function && isKernelSignature(*function));
}

void SourcePanel::callCurrentFunction()
{
    if (const CSignature* const function = currentFunction())
        emit m_context.navigator.symbolRequested(toQt(m_build.library), toQt(function->name));
}

void SourcePanel::useCurrentKernel()
{
    const CSignature* const function = currentFunction();
    if (!function)
        return;
    emit m_context.navigator.kernelLoaded(toQt(m_build.library), toQt(function->name));
    say(tr("%1 counts the picture in the Fractal panel now.").arg(toQt(function->name)), goodColour);
}

}  // namespace memdelbrot
