#pragma once

#include <QLineEdit>

namespace memdelbrot {

// A line edit that, while it is not being edited, shows a description in front of its text, which is cut in its middle
// where there is no room.
class DescribedLine final : public QLineEdit {
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

    void setDescription(const QString& description);  // empty: the text alone
    [[nodiscard]] QString shownText(int width) const;  // in pixels

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_description;
};

}  // namespace memdelbrot
