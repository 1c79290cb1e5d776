#include "gui/panels/output_panel.h"

#include "gui/models/target_text.h"
#include "ui_output_panel.h"

namespace memdelbrot {

namespace {

constexpr int lineLimit = 10'000;
constexpr qsizetype printLimit = 256 * 1024;   // characters

}  // namespace

OutputPanel::OutputPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::OutputPanel>())
{
    m_ui->setupUi(this);
    m_ui->outputText->setMaximumBlockCount(lineLimit);
    m_ui->outputText->setLineWrapMode(QPlainTextEdit::NoWrap);
    connect(m_ui->clearOutput, &QPushButton::clicked, this, &OutputPanel::clear);
    connect(m_ui->callPutsHere, &QPushButton::clicked, &context.navigator, [&navigator = context.navigator] {
        emit navigator.symbolRequested(QStringLiteral("libc.so.6"), QStringLiteral("puts"));
    });
    connect(&context.navigator, &Navigator::outputWritten, this, &OutputPanel::append);
    connect(&context.navigator, &Navigator::failed, this,
            [this](const QString& text) { append(tr("Not done"), text, true); });
}

OutputPanel::~OutputPanel() = default;

void OutputPanel::append(const QString& source, const QString& text, bool isError)
{
    if (text.isEmpty())
        return;
    m_ui->outputStack->setCurrentIndex(1);
    using Ink = ConsoleOutput::Ink;
    const QString more = text.size() > printLimit
        ? tr("\n… %1 more are not shown").arg(sizeText(static_cast<std::uint64_t>(text.size() - printLimit)))
        : QString();
    m_ui->outputText->appendWhole(source, Ink::Notice);
    m_ui->outputText->appendWhole(text.left(printLimit) + more, isError ? Ink::Error : Ink::Plain);
}

void OutputPanel::clear()
{
    m_ui->outputText->clear();
    m_ui->outputStack->setCurrentIndex(0);
}

}  // namespace memdelbrot
