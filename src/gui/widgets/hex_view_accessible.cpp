#include "gui/widgets/hex_view_accessible.h"

namespace memdelbrot {

namespace {

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* const view = qobject_cast<HexView*>(object);
    return view ? new HexViewAccessible(view) : nullptr;
}

}  // namespace

HexViewAccessible::HexViewAccessible(HexView* view) : QAccessibleWidget(view, QAccessible::EditableText), m_view(view)
{
}

void HexViewAccessible::install()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(isInstalled);
}

QString HexViewAccessible::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Value ? m_view->cursorText() : QAccessibleWidget::text(kind);
}

}  // namespace memdelbrot
