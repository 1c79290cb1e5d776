#pragma once

#include "gui/models/jobs.h"
#include "gui/models/value_table_model.h"
#include "gui/shell/navigator.h"

#include <QWidget>

#include <memory>

namespace Ui {
class ValueSection;
}

namespace memdelbrot {

// The inspector's part for the selected bytes.
class ValueSection final : public QWidget {
    Q_OBJECT

public:
    explicit ValueSection(const PanelContext& context, QWidget* parent = nullptr);
    ~ValueSection() override;

private:
    void show(TargetId target, const AddressRange& range);
    void read();
    void showBytes(const ReadResult& read);
    void poke(const std::vector<std::byte>& shown, const std::vector<std::byte>& bytes);

    PanelContext m_context;
    std::unique_ptr<Ui::ValueSection> m_ui;
    ValueTableModel m_model;
    TargetId m_target;
    AddressRange m_range;
    Job m_readJob;
    Job m_pokeJob;
};

}  // namespace memdelbrot
