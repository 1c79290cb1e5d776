#include "gui/widgets/interpreter_chooser.h"

#include "gui/models/interpreter_list_model.h"
#include "gui/widgets/described_line.h"

#include <QAbstractItemView>

namespace memdelbrot {

InterpreterChooser::InterpreterChooser(QWidget* parent) : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(NoInsert);
    auto* const line = new DescribedLine(this);
    setLineEdit(line);
    setCompleter(nullptr);   // it would go on in the facts
    connect(line, &QLineEdit::textEdited, this, [this, line](const QString& text) {
        // No row of the list any more: what becomes known of that one must not replace what is typed.
        m_isTouched = true;
        const int cursor = line->cursorPosition();
        setCurrentIndex(-1);
        setEditText(text);
        line->setCursorPosition(cursor);
    });
    connect(this, &QComboBox::activated, this, [this] { m_isTouched = true; });
    connect(this, &QComboBox::currentTextChanged, this, &InterpreterChooser::describe);
}

void InterpreterChooser::setList(InterpreterListModel& list)
{
    m_list = &list;
    setModel(&list);
    setCurrentIndex(0);
    connect(&list, &QAbstractItemModel::dataChanged, this, &InterpreterChooser::describe);
    describe();
}

void InterpreterChooser::choose(const QString& program)
{
    setCurrentIndex(findData(program, Qt::EditRole, Qt::MatchExactly));
}

void InterpreterChooser::showPopup()
{
    view()->setTextElideMode(Qt::ElideMiddle);
    view()->setMinimumWidth(qMin(view()->sizeHintForColumn(0) + 2 * view()->frameWidth(), window()->width()));
    QComboBox::showPopup();
}

void InterpreterChooser::describe()
{
    const InterpreterRow* const row = m_list ? m_list->find(program()) : nullptr;
    qobject_cast<DescribedLine*>(lineEdit())->setDescription(row ? factsText(*row) : QString());
    const QString next = tr(
        "The interpreter that the next start takes: a name, or the path of one, a virtual environment's for instance");
    setToolTip(row && !factsText(*row).isEmpty() ? interpreterToolTip(*row) + QStringLiteral("\n\n") + next : next);
    setAccessibleDescription(row ? interpreterToolTip(*row) : QString());
}

}  // namespace memdelbrot
