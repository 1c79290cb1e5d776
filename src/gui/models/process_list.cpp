#include "gui/models/process_list.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

namespace memdelbrot {

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

std::vector<RunningProcess> runningProcesses()
{
    std::vector<RunningProcess> processes;
    const QStringList names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& name : names) {
        bool isNumber = false;
        const int pid = name.toInt(&isNumber);
        if (!isNumber || pid == ::getpid())
            continue;
        const QString folder = QStringLiteral("/proc/") + name;
        QByteArray command = contentOf(folder + QStringLiteral("/cmdline"));
        if (command.isEmpty())   // a kernel thread, or a process that is gone
            continue;
        command.replace('\0', ' ');
        processes.push_back({.pid = ProcessId(pid),
                             .name = QString::fromLocal8Bit(contentOf(folder + QStringLiteral("/comm")).trimmed()),
                             .user = QFileInfo(folder).owner(),
                             .command = QString::fromLocal8Bit(command).trimmed()});
    }
    return processes;
}

void ProcessListModel::setProcesses(std::vector<RunningProcess> processes)
{
    beginResetModel();
    m_processes = std::move(processes);
    endResetModel();
}

int ProcessListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_processes.size());
}

int ProcessListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProcessListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const RunningProcess& process = m_processes[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case PidColumn:
        return process.pid.value();
    case NameColumn:
        return process.name;
    case UserColumn:
        return process.user;
    default:
        return process.command;
    }
}

QVariant ProcessListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case PidColumn:
        return tr("PID");
    case NameColumn:
        return tr("Name");
    case UserColumn:
        return tr("User");
    default:
        return tr("Command");
    }
}

}  // namespace memdelbrot
