#include "gui/widgets/inline_notice.h"

#include "gui/shell/icons.h"
#include "gui/shell/palettes.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace memdelbrot {

InlineNotice::InlineNotice(QWidget* parent)
    : QFrame(parent), m_text(new QLabel(this)), m_action(new QPushButton(this)), m_close(new QToolButton(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    nameParts(QStringLiteral("notice"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setIcon(symbolicIcon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Dismiss (Escape)"));
    m_close->setAccessibleName(tr("Dismiss"));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(8, 3, 4, 3);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    row->addWidget(m_close);
    connect(m_action, &QPushButton::clicked, this, &InlineNotice::acted);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        emit dismissed();
    });
    colour();
    hide();
}

void InlineNotice::showText(const QString& text, const QString& action, const QString& toolTip)
{
    m_text->setText(text);
    m_action->setText(action);
    m_action->setToolTip(toolTip);
    m_action->setHidden(action.isEmpty());
    show();
}

void InlineNotice::nameParts(const QString& head)
{
    m_text->setObjectName(head + QStringLiteral("Text"));
    m_action->setObjectName(head + QStringLiteral("Action"));
    m_close->setObjectName(head + QStringLiteral("Close"));
}

QString InlineNotice::text() const
{
    return m_text->text();
}

void InlineNotice::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void InlineNotice::colour()
{
    QColor ground = warningColour(palette());
    ground.setAlpha(40);
    if (palette().color(QPalette::Window) == ground)
        return;
    QPalette own;   // the other roles go on following the window's
    own.setColor(QPalette::Window, ground);
    setPalette(own);
}

}  // namespace memdelbrot
