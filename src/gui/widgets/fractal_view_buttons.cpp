// What lies over and above the picture: its buttons, and the note with its own.
#include "gui/widgets/fractal_axes.h"
#include "gui/widgets/fractal_view.h"

#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace memdelbrot {

void FractalView::addCornerButton()
{
    m_corner = new QToolButton(this);
    m_corner->setObjectName(QStringLiteral("fractalMenuButton"));
    m_corner->setText(QStringLiteral("☰"));
    m_corner->setToolTip(tr("Menu"));
    m_corner->setAccessibleName(tr("Fractal menu"));
    m_corner->setCursor(Qt::ArrowCursor);
    m_corner->setAutoRaise(true);
    connect(m_corner, &QToolButton::clicked, this,
            [this] { emit menuRequested(m_corner->mapToGlobal(QPoint(0, m_corner->height()))); });
}

// A close-up looks much like any other: the way back is not only a key.
void FractalView::addHomeButton()
{
    m_home = new QToolButton(this);
    m_home->setObjectName(QStringLiteral("wholePictureButton"));
    m_home->setText(tr("Whole picture"));
    m_home->setToolTip(tr("Show the whole picture again (Home)"));
    m_home->setAccessibleName(tr("Whole picture"));
    m_home->setCursor(Qt::ArrowCursor);
    m_home->hide();
    connect(m_home, &QToolButton::clicked, this, [this] {
        if (m_home->hasFocus())
            setFocus();   // it goes
        goHome();
    });
}

// A click zooms: how to get at a count is told where it is looked for.
void FractalView::addPickButton()
{
    m_pick = new QToolButton(this);
    m_pick->setObjectName(QStringLiteral("pickButton"));
    m_pick->setText(tr("Pick"));
    m_pick->setToolTip(
        tr("While this is on, a click shows the pixel's count in the memory (P). Alt+click always does"));
    m_pick->setAccessibleName(tr("Pick counts by a click"));
    m_pick->setCheckable(true);
    m_pick->setCursor(Qt::ArrowCursor);
    connect(m_pick, &QToolButton::toggled, this, &FractalView::showCursor);
}

void FractalView::addNoteButton()
{
    m_noteButton = new QPushButton(this);
    m_noteButton->setObjectName(QStringLiteral("noteButton"));
    m_noteButton->setText(tr("Draw again"));
    m_noteButton->setCursor(Qt::ArrowCursor);
    m_noteButton->hide();
    connect(m_noteButton, &QPushButton::clicked, this, [this] {
        if (m_noteButton->hasFocus())
            setFocus();   // it goes
        setNote({});
        emit noteActed();
    });
}

void FractalView::showCursor()
{
    setCursor(m_pick->isChecked() ? Qt::PointingHandCursor : Qt::CrossCursor);
}

void FractalView::placeAbove(QAbstractButton& button)
{
    button.setCursor(Qt::ArrowCursor);
    m_above = &button;
    placeButtons();
}

// Above the picture, in the margin.
void FractalView::placeButtons()
{
    const int height = axesMargins(fontMetrics()).top() - 1;
    int right = width() - 2;
    for (QToolButton* button : {m_corner, m_home}) {
        const int width = button->sizeHint().width();
        button->setGeometry(right - width, 0, width, height);
        right -= width + 4;
    }
    m_home->setVisible(!m_scene.isHome());
    int left = 0;
    for (QAbstractButton* button : {m_above, static_cast<QAbstractButton*>(m_pick)}) {
        if (!button)
            continue;
        const int width = button->sizeHint().width();
        button->setGeometry(left, 0, width, height);
        left += width + 4;
    }
    placeNoteButton();
}

void FractalView::setNote(const QString& note, const QString& action)
{
    m_note = note;
    if (!action.isEmpty())
        m_noteButton->setText(action);
    m_noteButton->setVisible(!note.isEmpty() && !action.isEmpty());
    placeNoteButton();
    update();
}

QRect FractalView::noteRect() const
{
    const int below = m_noteButton->isHidden() ? 0 : m_noteButton->sizeHint().height() + 12;
    const QRect room = pictureRect().adjusted(20, 12, -20, -12 - below);
    return fontMetrics().boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, m_note);
}

void FractalView::placeNoteButton()
{
    const QSize size = m_noteButton->sizeHint();
    const QRect note = noteRect();
    const int top = std::min(note.bottom() + 12, height() - size.height());
    m_noteButton->setGeometry(QRect(QPoint(note.center().x() - size.width() / 2, top), size));
}

void FractalView::paintNote(QPainter& painter) const
{
    if (m_note.isEmpty())
        return;
    const QRect bounds = noteRect();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 190));
    painter.drawRoundedRect(bounds.adjusted(-12, -8, 12, 8), 6, 6);
    painter.setPen(Qt::white);
    painter.drawText(bounds, Qt::AlignCenter | Qt::TextWordWrap, m_note);
}

}  // namespace memdelbrot
