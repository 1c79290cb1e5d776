#pragma once

#include "gui/shell/navigator.h"

#include <QWidget>

namespace memdelbrot {

// The selected bytes as every type above; below, the object or the C struct that they belong to.
class InspectorPanel final : public QWidget {
    Q_OBJECT

public:
    explicit InspectorPanel(const PanelContext& context, QWidget* parent = nullptr);
};

}  // namespace memdelbrot
