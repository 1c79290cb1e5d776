#pragma once

#include "gui/shell/navigator.h"

#include <QWidget>

class QSplitter;
class QTabWidget;

namespace memdelbrot {

class ObjectSection;

// The selected bytes as every type above; below, the object or the C struct that they belong to.
class InspectorPanel final : public QWidget {
    Q_OBJECT

public:
    explicit InspectorPanel(const PanelContext& context, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void shareHeight();

    QSplitter* m_splitter = nullptr;
    QTabWidget* m_tabs = nullptr;
    ObjectSection* m_object = nullptr;
    bool m_isSplitByHand = false;
};

}  // namespace memdelbrot
