#pragma once

#include "gui/models/jobs.h"
#include "gui/models/value_table_model.h"
#include "gui/shell/navigator.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class ValueSection;
}

namespace memdelbrot {

// The inspector's part for the selected bytes, read again twice a second.
class ValueSection final : public QWidget {
    Q_OBJECT

public:
    explicit ValueSection(const PanelContext& context, QWidget* parent = nullptr);
    ~ValueSection() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;   // the table's room

private:
    void readAgain();
    void show(TargetId target, const AddressRange& range);
    void read();
    void showBytes(const ReadResult& read);
    void shareColumns();
    void poke(const std::vector<std::byte>& shown, const std::vector<std::byte>& bytes);

    PanelContext m_context;
    std::unique_ptr<Ui::ValueSection> m_ui;
    ValueTableModel m_model;
    TargetId m_target;
    AddressRange m_range;
    QTimer m_timer;
    Job m_readJob;
    Job m_pokeJob;
};

}  // namespace memdelbrot
