#include "gui/models/interpreter_list_model.h"

#include "gui/models/target_text.h"

#include <algorithm>

namespace memdelbrot {

namespace {

QString problemOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return QObject::tr("not found");
    case ErrorCode::TimedOut:
        return QObject::tr("does not answer");
    default:
        return QObject::tr("is no Python that answers");
    }
}

}  // namespace

QString factsText(const InterpreterRow& row)
{
    if (!row.facts)
        return row.problem;
    const QString version = QObject::tr("Python %1").arg(toQt(row.facts->version));
    if (!row.facts->isSupported)
        return QObject::tr("%1, not supported").arg(version);
    return row.facts->numpy.empty() ? QObject::tr("%1 · no NumPy").arg(version)
                                    : QObject::tr("%1 · NumPy %2").arg(version, toQt(row.facts->numpy));
}

QString interpreterToolTip(const InterpreterRow& row)
{
    const QString facts = factsText(row);
    const QString all = facts.isEmpty() ? row.program : facts + QStringLiteral(" · ") + row.program;
    const QString executable = row.facts ? toQt(row.facts->executable) : QString();
    return executable.isEmpty() || executable == row.program ? all : all + QStringLiteral("\n→ ") + executable;
}

void InterpreterListModel::setPrograms(const QStringList& programs)
{
    std::vector<InterpreterRow> all;
    for (const QString& program : programs) {
        const InterpreterRow* const known = find(program);
        all.push_back(known ? *known : InterpreterRow{.program = program, .facts = std::nullopt, .problem = {}});
    }
    updateRows(std::move(all), [](const InterpreterRow& row) { return row.program; });
}

void InterpreterListModel::setFacts(const QString& program, const Result<InterpreterFacts>& facts)
{
    std::vector<InterpreterRow> all = rows();
    for (InterpreterRow& row : all) {
        if (row.program != program)
            continue;
        row.facts = facts ? std::optional(*facts) : std::nullopt;
        row.problem = facts ? QString() : problemOf(facts.error());
    }
    updateRows(std::move(all), [](const InterpreterRow& row) { return row.program; });
}

const InterpreterRow* InterpreterListModel::find(const QString& program) const
{
    const auto found =
        std::find_if(rows().begin(), rows().end(), [&](const InterpreterRow& row) { return row.program == program; });
    return found == rows().end() ? nullptr : &*found;
}

const InterpreterRow* InterpreterListModel::withNumpy() const
{
    const auto found = std::find_if(rows().begin(), rows().end(), [](const InterpreterRow& row) {
        return row.facts && row.facts->isSupported && !row.facts->numpy.empty();
    });
    return found == rows().end() ? nullptr : &*found;
}

QVariant InterpreterListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const InterpreterRow& row = this->row(index.row());
    const QString facts = factsText(row);
    if (role == Qt::EditRole)
        return row.program;
    if (role == Qt::DisplayRole)
        return facts.isEmpty() ? row.program : facts + QStringLiteral(" · ") + row.program;
    if (role == Qt::ToolTipRole)
        return interpreterToolTip(row);
    return {};
}

}  // namespace memdelbrot
