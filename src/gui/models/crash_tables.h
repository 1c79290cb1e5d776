#pragma once

#include "gui/models/rows_model.h"
#include "process/crash_report.h"

namespace memdelbrot {

struct RegisterRow {
    std::string name;
    std::uint64_t value = 0;

    friend bool operator==(const RegisterRow&, const RegisterRow&) = default;
};

class RegisterModel final : public RowsModel<RegisterRow> {
    Q_OBJECT

public:
    using RowsModel::RowsModel;

    void setRegisters(const Registers& registers);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : 2; }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
};

struct FrameRow {
    std::size_t number = 0;
    StackFrame frame;

    friend bool operator==(const FrameRow& left, const FrameRow& right)
    {
        return left.number == right.number && left.frame.programCounter == right.frame.programCounter
            && left.frame.symbol.function == right.frame.symbol.function;
    }
};

// A stack, innermost frame first.
class StackModel final : public RowsModel<FrameRow> {
    Q_OBJECT

public:
    enum Column { NumberColumn, FunctionColumn, PlaceColumn, ModuleColumn, AddressColumn, ColumnCount };

    using RowsModel::RowsModel;

    void setFrames(const std::vector<StackFrame>& frames);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
};

// What is known about the end, in a few lines: signal and what it means, fault address, whether memory can be read.
[[nodiscard]] QString crashExplanation(const CrashReport& report);

// Whether the process that ended can still be read, in a sentence or two. The one source of these words.
[[nodiscard]] QString remainsText(const CrashReport& report);

// The value of a register, or nullopt.
[[nodiscard]] std::optional<Address> registerValue(const CrashReport& report, const std::string& name);

}  // namespace memdelbrot
