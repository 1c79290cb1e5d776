#pragma once

#include "base/result.h"
#include "gui/models/rows_model.h"
#include "python/interpreter_probe.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace memdelbrot {

struct InterpreterRow {
    QString program;                        // a name that is looked up in PATH, or a path
    std::optional<InterpreterFacts> facts;  // nullopt: not known (yet)
    QString problem;                        // why it gave no facts; empty: it was not asked, or gave them

    friend bool operator==(const InterpreterRow&, const InterpreterRow&) = default;
};

// Interpreters to choose from, with what each says of itself. DisplayRole is all of it, EditRole the program alone: what
// an editable combo box starts from.
class InterpreterListModel final : public RowsModel<InterpreterRow> {
    Q_OBJECT

public:
    using RowsModel::RowsModel;

    void setPrograms(const QStringList& programs);
    // Nothing where `program` is not listed.
    void setFacts(const QString& program, const Result<InterpreterFacts>& facts);

    [[nodiscard]] const InterpreterRow* find(const QString& program) const;  // null: not listed
    // The first that a session can run and that has NumPy.
    [[nodiscard]] const InterpreterRow* withNumpy() const;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : 1; }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
};

// "Python 3.11.2 · NumPy 1.24.2"; empty: nothing is known of it.
[[nodiscard]] QString factsText(const InterpreterRow& row);
// Facts, program, and where that leads.
[[nodiscard]] QString interpreterToolTip(const InterpreterRow& row);

}  // namespace memdelbrot
