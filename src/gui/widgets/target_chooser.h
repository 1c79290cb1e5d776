#pragma once

#include "gui/shell/navigator.h"

#include <QComboBox>

#include <optional>

namespace memdelbrot {

// The open targets, each with its colour; follows them as they come, go and end.
class TargetChooser final : public QComboBox {
    Q_OBJECT

public:
    explicit TargetChooser(const PanelContext& context, QWidget* parent = nullptr);

    void setTarget(const std::optional<TargetId>& target);
    [[nodiscard]] const std::optional<TargetId>& target() const { return m_target; }

signals:
    void chosen(memdelbrot::TargetId target);   // by the user
    void closed();                              // the target is no longer among the open ones

protected:
    void changeEvent(QEvent* event) override;

private:
    void list();
    void colourDots();

    PanelContext m_context;
    std::optional<TargetId> m_target;
};

}  // namespace memdelbrot
