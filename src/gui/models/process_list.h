#pragma once

#include "base/strong_id.h"

#include <QAbstractTableModel>

#include <vector>

namespace memdelbrot {

struct RunningProcess {
    ProcessId pid;
    QString name;      // as the kernel has it: at most 15 characters
    QString user;
    QString command;   // with its arguments, separated by spaces
};

// The processes of /proc that have memory of their own (kernel threads have none), without this one. Blocking.
[[nodiscard]] std::vector<RunningProcess> runningProcesses();

// They as a table, for the picker.
class ProcessListModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { PidColumn, NameColumn, UserColumn, CommandColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setProcesses(std::vector<RunningProcess> processes);
    [[nodiscard]] ProcessId pid(int row) const { return m_processes[static_cast<std::size_t>(row)].pid; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RunningProcess> m_processes;
};

}  // namespace memdelbrot
