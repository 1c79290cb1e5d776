#include "gui/panels/output_panel.h"

#include "gui/models/target_text.h"
#include "gui/shell/palettes.h"
#include "ui_output_panel.h"

#include <QFontDatabase>
#include <QScrollBar>

namespace memdelbrot {

namespace {

constexpr int lineLimit = 10'000;
constexpr qsizetype printLimit = 256 * 1024;   // characters

}  // namespace

OutputPanel::OutputPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::OutputPanel>())
{
    m_ui->setupUi(this);
    m_ui->outputText->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
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
    QTextCharFormat format;
    format.setForeground(m_ui->outputText->palette().color(QPalette::PlaceholderText));
    QTextCursor cursor(m_ui->outputText->document());
    cursor.movePosition(QTextCursor::End);
    if (!cursor.atBlockStart())
        cursor.insertBlock();
    cursor.insertText(source + QLatin1Char('\n'), format);
    format.setForeground(isError ? errorColour(palette()) : m_ui->outputText->palette().color(QPalette::Text));
    cursor.insertText(text.left(printLimit), format);
    if (text.size() > printLimit)
        cursor.insertText(
            tr("\n… %1 more are not shown").arg(sizeText(static_cast<std::uint64_t>(text.size() - printLimit))),
            format);
    m_ui->outputText->verticalScrollBar()->setValue(m_ui->outputText->verticalScrollBar()->maximum());
}

void OutputPanel::clear()
{
    m_ui->outputText->clear();
    m_ui->outputStack->setCurrentIndex(0);
}

}  // namespace memdelbrot
