#include "gui/panels/library_panel.h"

#include "gui/models/target_text.h"
#include "gui/panels/argument_form.h"
#include "gui/panels/array_tabs.h"
#include "gui/panels/export_hint.h"
#include "gui/panels/result_tab.h"
#include "gui/shell/icons.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/text_colour.h"
#include "ui_library_panel.h"
#include "workbench/error_text.h"

#include <QFileDialog>

#include <limits>

namespace memdelbrot {

namespace {

// "argument 2 (b) '2.5'": which field an error is about; -1: none.
int argumentOf(const Error& error)
{
    static const QRegularExpression pattern(QStringLiteral("^argument (\\d+)"));
    const auto match = pattern.match(toQt(error.subject));
    return match.hasMatch() ? match.captured(1).toInt() - 1 : -1;
}

}  // namespace

LibraryPanel::LibraryPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_ui(std::make_unique<Ui::LibraryPanel>()),
      m_exportHint(new ExportHint(context.workbench, this))
{
    m_ui->setupUi(this);
    m_ui->splitter->setSizes({400, 420, 420});
    m_ui->callButton->setIcon(symbolicIcon(QStringLiteral("call")));
    m_ui->stopButton->setIcon(symbolicIcon(QStringLiteral("stop")));
    for (QLabel* label : {m_ui->callProblem, m_ui->libraryProblem, m_ui->arrayProblem}) {
        setTextColour(*label, errorColour);
        label->hide();
    }
    m_arguments = std::make_unique<ArgumentForm>(*m_ui->argumentForm);
    m_result = std::make_unique<ResultTab>(context, *m_ui);
    m_arrays = std::make_unique<ArrayTabs>(context, *m_ui);
    chooseLibraryFile = [](QWidget* over) {
        return QFileDialog::getOpenFileName(over, tr("Choose a library"), QStringLiteral("/usr/lib"),
                                            tr("Shared libraries (*.so *.so.*);;All files (*)"));
    };
    setUpExports();
    connectControls();
    forgetSignature({});
}

LibraryPanel::~LibraryPanel()
{
    // With the focus in it, it tells what was typed when it goes: that is later than this.
    m_ui->libraryChooser->disconnect(this);
    m_stopCall.request_stop();
}

void LibraryPanel::connectControls()
{
    const Navigator& navigator = m_context.navigator;
    connect(m_ui->libraryChooser, &QComboBox::textActivated, this, &LibraryPanel::openLibrary);
    connect(m_ui->libraryChooser->lineEdit(), &QLineEdit::returnPressed, this,
            [this] { openLibrary(m_ui->libraryChooser->currentText()); });
    connect(m_ui->chooseLibrary, &QPushButton::clicked, this, [this] {
        if (const QString path = chooseLibraryFile(this); !path.isEmpty())
            openLibrary(path);
    });
    connect(m_ui->libraryChooser, &QComboBox::editTextChanged, m_ui->libraryProblem, &QWidget::hide);
    connect(m_ui->declareButton, &QPushButton::clicked, this, [this] { declare(false); });
    connect(m_ui->declarationField, &QLineEdit::returnPressed, this, [this] { declare(false); });
    connect(m_arguments.get(), &ArgumentForm::submitted, m_ui->callButton, &QPushButton::click);
    connect(m_arguments.get(), &ArgumentForm::edited, this, [this] { showProblem({}); });
    connect(m_ui->declarationField, &QLineEdit::textEdited, this, [this] {
        showProblem({});
        m_ui->callButton->setEnabled(!writtenDeclaration().isEmpty());
    });
    connect(m_ui->callButton, &QPushButton::clicked, this, &LibraryPanel::call);
    connect(m_ui->stopButton, &QPushButton::clicked, this, &LibraryPanel::stopCall);
    connect(&navigator, &Navigator::symbolRequested, this, [this](const QString& library, const QString& name) {
        m_wantedSymbol = name;
        m_waitingArguments.clear();
        openLibrary(library);
    });
    connect(&navigator, &Navigator::functionsLoaded, this, &LibraryPanel::openLibrary);
    connect(&navigator, &Navigator::callRequested, this, &LibraryPanel::takeArgument);
}

void LibraryPanel::useSignature(const CSignature& signature)
{
    const bool isSame = m_signature && m_signature->name == signature.name;
    m_signature = signature;
    m_arguments->setSignature(signature, isSame ? ArgumentForm::Keep::Texts : ArgumentForm::Keep::Nothing);
    if (m_ui->declarationField->text() != toQt(signature.declaration)) {
        m_ui->declarationField->setText(toQt(signature.declaration));
        m_ui->declarationField->setCursorPosition(0);
    }
    m_declared = writtenDeclaration();
    m_ui->signatureHint->setText(
        signature.origin == SignatureOrigin::Header
            ? tr("As %1 declares it. Edit it to see the result as another type.").arg(toQt(signature.header))
            : signature.parameters.empty() ? tr("It takes no arguments.")
                                           : QString());
    m_ui->signatureHint->setVisible(!m_ui->signatureHint->text().isEmpty());
    m_ui->callButton->setEnabled(true);
    for (const QString& argument : std::exchange(m_waitingArguments, {}))
        m_arguments->putIn(argument);
}

void LibraryPanel::forgetSignature(const QString& declaration)
{
    m_signature.reset();
    m_declared.clear();
    m_arguments->clear();
    m_ui->declarationField->setText(declaration);
    m_ui->signatureHint->setText(tr("Choose a function on the left."));
    m_ui->signatureHint->show();
    m_ui->callButton->setEnabled(false);
}

QString LibraryPanel::writtenDeclaration() const
{
    return m_ui->declarationField->text().trimmed();
}

void LibraryPanel::declare(bool andCall)
{
    const std::string declaration = writtenDeclaration().toStdString();
    if (declaration.empty() || m_library.isEmpty())
        return;
    showProblem({});
    m_declareJob.start(
        this,
        [&workbench = m_context.workbench, library = m_library.toStdString(), declaration](std::stop_token) {
            return workbench.calls().declare(library, declaration);
        },
        [this, andCall](const Result<CSignature>& signature) { finishDeclaring(signature, andCall); });
}

void LibraryPanel::finishDeclaring(const Result<CSignature>& signature, bool andCall)
{
    if (!signature) {
        showProblem(toQt(errorText(signature.error())));
        if (andCall)
            m_result->showAsFormer();
        return;
    }
    m_exports.setSignature(*signature);
    useSignature(*signature);
    if (andCall)
        callDeclared();
}

// What stands in the field is what is called, declared by then or not.
void LibraryPanel::call()
{
    if (m_signature && writtenDeclaration() == m_declared)
        callDeclared();
    else
        declare(true);
}

void LibraryPanel::callDeclared()
{
    if (m_callJob.isRunning()) {   // the button stays enabled, or the focus would leave it
        showProblem(tr("A call is running: Stop ends it."));
        return;
    }
    showProblem({});
    m_ui->stopButton->setEnabled(true);
    m_stopCall = std::stop_source();
    const std::vector<std::string> arguments = m_arguments->texts();
    m_callJob.start(
        this,
        [&workbench = m_context.workbench, library = m_library.toStdString(), signature = *m_signature, arguments,
         timeout = std::chrono::seconds(m_ui->timeoutSpin->value()), stop = m_stopCall.get_token()](std::stop_token) {
            return workbench.calls().call(library, signature, arguments, timeout, stop);
        },
        [this, arguments](const Result<CallReport>& report) { showCall(report, arguments); });
}

void LibraryPanel::stopCall()
{
    m_stopCall.request_stop();
}

void LibraryPanel::showCall(const Result<CallReport>& report, const std::vector<std::string>& arguments)
{
    m_ui->stopButton->setEnabled(false);
    showProblem({});
    if (!report) {
        showProblem(toQt(errorText(report.error())));
        m_result->showAsFormer();
        m_arguments->showWrong(argumentOf(report.error()));
        return;
    }
    m_ui->resultTabs->setCurrentWidget(m_ui->resultTab);
    m_result->show(*report, arguments);
    if (!report->crash)
        emit m_context.navigator.memoryChanged(
            report->target, AddressRange::fromSize(Address(0), std::numeric_limits<std::uint64_t>::max()));
}

void LibraryPanel::takeArgument(const QString& argument)
{
    if (m_exportJob.isRunning())
        m_waitingArguments.append(argument);
    else if (!m_signature || !m_arguments->putIn(argument))
        showProblem(tr("There is no free argument to put %1 into: choose a function that takes one.").arg(argument));
}

void LibraryPanel::showProblem(const QString& text)
{
    m_ui->callProblem->setText(text);
    m_ui->callProblem->setVisible(!text.isEmpty());
}

}  // namespace memdelbrot
