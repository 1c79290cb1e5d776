#include "gui/widgets/code_editor.h"

#include "gui/shell/palettes.h"

#include <Qsci/qscilexercpp.h>
#include <Qsci/qsciscintilla.h>

#include <QEvent>
#include <QFontDatabase>
#include <QVBoxLayout>

namespace memdelbrot {

namespace {

enum Margin { NumberMargin = 0, MarkMargin = 1, FoldMargin = 2 };
enum Marker { ErrorMarker = 1, WarningMarker = 2, ErrorLineMarker = 3 };
constexpr int markMarginWidth = 14;   // pixels

// Contrast with the ground decides: 4.5 or more for each of them, on both palettes' Base.
struct Inks {
    QColor comment, keyword, number, text, directive;
};

Inks inksFor(const QPalette& palette)
{
    if (isDark(palette))
        return {QColor(0xff8fb573), QColor(0xff7db4ff), QColor(0xffe3b341), QColor(0xffe6a07c), QColor(0xffd2a6ff)};
    return {QColor(0xff3c7a2e), QColor(0xff0b57b0), QColor(0xff8a5a00), QColor(0xffa8371f), QColor(0xff7a3e9d)};
}

void colourStyles(QsciLexerCPP& lexer, const Inks& inks)
{
    for (const int style :
         {QsciLexerCPP::Comment, QsciLexerCPP::CommentLine, QsciLexerCPP::CommentDoc, QsciLexerCPP::CommentLineDoc})
        lexer.setColor(inks.comment, style);
    for (const int style : {QsciLexerCPP::Keyword, QsciLexerCPP::KeywordSet2})
        lexer.setColor(inks.keyword, style);
    for (const int style : {QsciLexerCPP::DoubleQuotedString, QsciLexerCPP::SingleQuotedString, QsciLexerCPP::RawString,
                            QsciLexerCPP::UnclosedString})
        lexer.setColor(inks.text, style);
    lexer.setColor(inks.number, QsciLexerCPP::Number);
    lexer.setColor(inks.directive, QsciLexerCPP::PreProcessor);
}

}  // namespace

CodeEditor::CodeEditor(QWidget* parent) : QWidget(parent), m_editor(new QsciScintilla(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_editor);
    setFocusProxy(m_editor);
    m_editor->setObjectName(QStringLiteral("sourceText"));
    m_editor->setAccessibleName(tr("C++ source text"));
    setUpEditor();
    applyColours();
    connect(m_editor, &QsciScintilla::textChanged, this, &CodeEditor::textChanged);
}

void CodeEditor::setUpEditor()
{
    m_editor->setLexer(new QsciLexerCPP(m_editor));
    m_editor->setUtf8(true);
    m_editor->setEolMode(QsciScintilla::EolUnix);
    m_editor->setIndentationsUseTabs(false);
    m_editor->setIndentationWidth(4);
    m_editor->setTabWidth(4);
    m_editor->setAutoIndent(true);
    m_editor->setBraceMatching(QsciScintilla::SloppyBraceMatch);
    m_editor->setCaretLineVisible(true);
    m_editor->setMarginType(NumberMargin, QsciScintilla::NumberMargin);
    m_editor->setMarginType(MarkMargin, QsciScintilla::SymbolMargin);
    m_editor->setMarginWidth(MarkMargin, markMarginWidth);
    m_editor->setMarginMarkerMask(MarkMargin, (1 << ErrorMarker) | (1 << WarningMarker));
    m_editor->setMarginWidth(FoldMargin, 0);
    m_editor->markerDefine(QsciScintilla::Circle, ErrorMarker);
    m_editor->markerDefine(QsciScintilla::RightTriangle, WarningMarker);
    m_editor->markerDefine(QsciScintilla::Background, ErrorLineMarker);
    m_editor->setWrapMode(QsciScintilla::WrapWord);   // the panel is narrow beside the memory
    m_editor->setWrapIndentMode(QsciScintilla::WrapIndentIndented);
}

void CodeEditor::applyColours()
{
    const QPalette& colours = palette();
    auto& lexer = static_cast<QsciLexerCPP&>(*m_editor->lexer());
    const QColor ground = colours.color(QPalette::Base);
    const QColor ink = colours.color(QPalette::Text);
    lexer.setDefaultFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    lexer.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont), -1);
    lexer.setDefaultPaper(ground);
    lexer.setDefaultColor(ink);
    lexer.setPaper(ground, -1);   // every style
    lexer.setColor(ink, -1);
    colourStyles(lexer, inksFor(colours));
    m_editor->setPaper(ground);
    m_editor->setColor(ink);
    m_editor->setCaretForegroundColor(ink);
    m_editor->setCaretLineBackgroundColor(colours.color(QPalette::AlternateBase));
    m_editor->setSelectionBackgroundColor(colours.color(QPalette::Highlight));
    m_editor->setSelectionForegroundColor(colours.color(QPalette::HighlightedText));
    m_editor->setMarginsBackgroundColor(colours.color(QPalette::Window));
    m_editor->setMarginsForegroundColor(colours.color(QPalette::PlaceholderText));
    m_editor->setMatchedBraceBackgroundColor(colours.color(QPalette::Mid));
    m_editor->setMatchedBraceForegroundColor(ink);
    m_editor->setUnmatchedBraceForegroundColor(errorColour(colours));
    m_editor->setUnmatchedBraceBackgroundColor(ground);
    const QColor error = errorColour(colours);
    m_editor->setMarkerBackgroundColor(error, ErrorMarker);
    m_editor->setMarkerForegroundColor(error, ErrorMarker);
    m_editor->setMarkerBackgroundColor(warningColour(colours), WarningMarker);
    m_editor->setMarkerForegroundColor(warningColour(colours), WarningMarker);
    constexpr int tint = 20;   // percent of the mark's colour
    m_editor->setMarkerBackgroundColor(QColor((error.red() * tint + ground.red() * (100 - tint)) / 100,
                                              (error.green() * tint + ground.green() * (100 - tint)) / 100,
                                              (error.blue() * tint + ground.blue() * (100 - tint)) / 100),
                                       ErrorLineMarker);
    m_editor->setMarginWidth(NumberMargin, QStringLiteral("0000"));   // in the font that is set by now
}

void CodeEditor::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange)
        applyColours();
}

QString CodeEditor::text() const
{
    return m_editor->text();
}

void CodeEditor::setText(const QString& text)
{
    clearMarks();
    m_editor->setText(text);
    m_editor->setModified(false);
    m_editor->SendScintilla(QsciScintilla::SCI_EMPTYUNDOBUFFER);
}

bool CodeEditor::isModified() const
{
    return m_editor->isModified();
}

void CodeEditor::undo()
{
    m_editor->undo();
}

void CodeEditor::redo()
{
    m_editor->redo();
}

void CodeEditor::setUnmodified()
{
    m_editor->setModified(false);
}

void CodeEditor::clearMarks()
{
    m_editor->markerDeleteAll();
}

void CodeEditor::addMark(int line, Mark mark)
{
    if (line < 1)
        return;
    m_editor->markerAdd(line - 1, mark == Mark::Error ? ErrorMarker : WarningMarker);
    if (mark == Mark::Error)
        m_editor->markerAdd(line - 1, ErrorLineMarker);
}

int CodeEditor::line() const
{
    int line = 0;
    int column = 0;
    m_editor->getCursorPosition(&line, &column);
    return line + 1;
}

void CodeEditor::goTo(int line, int column)
{
    if (line < 1)
        return;
    // QScintilla counts characters, compilers bytes.
    const QByteArray bytes = m_editor->text(line - 1).toUtf8().left(std::max(0, column - 1));
    m_editor->setCursorPosition(line - 1, static_cast<int>(QString::fromUtf8(bytes).size()));
    m_editor->ensureLineVisible(line - 1);
    m_editor->setFocus();
}

}  // namespace memdelbrot
