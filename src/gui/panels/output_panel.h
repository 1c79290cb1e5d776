#pragma once

#include "gui/shell/navigator.h"

#include <QWidget>

#include <memory>

namespace Ui {
class OutputPanel;
}

namespace memdelbrot {

// What called functions print. Keeps the last 10000 lines; a single print shows at most its first 256 KiB.
class OutputPanel final : public QWidget {
    Q_OBJECT

public:
    explicit OutputPanel(const PanelContext& context, QWidget* parent = nullptr);
    ~OutputPanel() override;

private:
    void append(const QString& source, const QString& text, bool isError);
    void clear();

    std::unique_ptr<Ui::OutputPanel> m_ui;
};

}  // namespace memdelbrot
