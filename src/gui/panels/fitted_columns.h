#pragma once

#include <QObject>

#include <vector>

class QTreeView;

namespace memdelbrot {

// Fits a table's columns to what they hold and to the table's width, by fittedWidths(): when told to, and when the table
// takes another width, unless the user has given them widths of his own meanwhile.
class FittedColumns final : public QObject {
    Q_OBJECT

public:
    FittedColumns(QTreeView& table, int widest);  // the table owns it

    void fit();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    [[nodiscard]] std::vector<int> widths() const;  // but for the last one's, which takes what is left

    QTreeView& m_table;
    int m_widest;
    std::vector<int> m_fitted;
};

}  // namespace memdelbrot
