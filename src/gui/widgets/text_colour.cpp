#include "gui/widgets/text_colour.h"

#include <QEvent>
#include <QLabel>

namespace memdelbrot {

namespace {

const QString followerName = QStringLiteral("textColour");

// Lives with its widget.
class TextColour final : public QObject {
public:
    explicit TextColour(QWidget& widget) : QObject(&widget), m_widget(widget)
    {
        setObjectName(followerName);
        widget.installEventFilter(this);
    }

    void set(const ColourOf& colourOf)
    {
        m_colourOf = colourOf;
        apply();
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::PaletteChange)
            apply();
        return QObject::eventFilter(watched, event);
    }

private:
    // Only a label's and a button's role is the widget's own: the others go on following the window's palette.
    void apply()
    {
        if (!m_colourOf) {
            m_widget.setPalette({});
            return;
        }
        const QColor colour = m_colourOf(m_widget.palette());
        if (m_widget.testAttribute(Qt::WA_SetPalette) && m_widget.palette().color(QPalette::WindowText) == colour)
            return;
        QPalette own;
        own.setColor(QPalette::WindowText, colour);
        own.setColor(QPalette::ButtonText, colour);
        m_widget.setPalette(own);
    }

    QWidget& m_widget;
    ColourOf m_colourOf;
};

class LinkColour final : public QObject {
public:
    explicit LinkColour(QLabel& label) : QObject(&label), m_label(label) { label.installEventFilter(this); }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::PaletteChange) {
            const QString text = m_label.text();
            m_label.clear();   // QLabel ignores the text that it has
            m_label.setText(text);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    QLabel& m_label;
};

}  // namespace

void keepLinksColoured(QLabel& label)
{
    new LinkColour(label);
}

void setTextColour(QWidget& widget, const ColourOf& colourOf)
{
    auto* follower = static_cast<TextColour*>(widget.findChild<QObject*>(followerName, Qt::FindDirectChildrenOnly));
    if (!follower)
        follower = new TextColour(widget);
    follower->set(colourOf);
}

}  // namespace memdelbrot
