#include "gui/shell/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

// Resources of a static library are linked only when something asks for them; not in a namespace.
static void initialiseIconResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace memdelbrot {

namespace {

class SymbolicIconEngine final : public QIconEngine {
public:
    explicit SymbolicIconEngine(QString name) : m_name(std::move(name)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QApplication::palette();
        const QColor colour = mode == QIcon::Selected
            ? palette.color(QPalette::HighlightedText)
            : palette.color(mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active, QPalette::ButtonText);
        QSvgRenderer renderer(QByteArray(source()).replace("currentColor", colour.name().toLatin1()));
        renderer.render(painter, rect);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine* clone() const override { return new SymbolicIconEngine(*this); }

private:
    const QByteArray& source()
    {
        if (m_source.isEmpty()) {
            QFile file(QLatin1String(":/icons/symbolic/") + m_name + QLatin1String(".svg"));
            if (file.open(QIODevice::ReadOnly))
                m_source = file.readAll();
        }
        return m_source;
    }

    QString m_name;
    QByteArray m_source;
};

QPixmap drawn(QSvgRenderer& renderer, int size)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
}

}  // namespace

QIcon symbolicIcon(const QString& name)
{
    initialiseIconResources();
    return QIcon(new SymbolicIconEngine(name));
}

QIcon applicationIcon()
{
    initialiseIconResources();
    QSvgRenderer renderer(QStringLiteral(":/icons/hicolor/memdelbrot.svg"));
    QIcon icon;
    for (const int size :
         {16, 32, 64, 128})   // what Qt's xcb platform asks for: QIcon of a file would parse it for each
        icon.addPixmap(drawn(renderer, size));
    return icon;
}

}  // namespace memdelbrot
