#include "gui/widgets/address_bar.h"

#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/elided_label.h"
#include "workbench/error_text.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStringListModel>

namespace memdelbrot {

namespace {

constexpr std::size_t kMostCompletions = 60;
enum Part { LinePart, WherePart };   // of the row

}  // namespace

AddressBar::AddressBar(const PanelContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_line(new QLineEdit(this)),
      m_where(new ElidedLabel(this)),
      m_completer(new QCompleter(this)),
      m_completions(new QStringListModel(this)),
      m_target(context.workbench.targets().self())
{
    m_line->setObjectName(QStringLiteral("addressBar"));
    m_line->setAccessibleName(tr("Address"));
    m_line->setPlaceholderText(tr("Address: 0x7f…, libc.so.6:malloc, py:hello.contents, alloc:counts, [0x…]+8"));
    m_line->setToolTip(tr("Where to look: a number, module:symbol, module+offset, py:name, alloc:name or $name, "
                          "alloc:name[2,3], + - * and [ ] (Ctrl+G)"));
    m_line->setClearButtonEnabled(true);
    m_where->setObjectName(QStringLiteral("addressWhere"));
    m_completer->setModel(m_completions);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(14);
    m_line->setCompleter(m_completer);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(4, 0, 4, 0);
    row->addWidget(m_line);
    row->addWidget(m_where);
    shareRoom();
    connect(m_line, &QLineEdit::returnPressed, this, &AddressBar::go);
    connect(m_line, &QLineEdit::textEdited, this, &AddressBar::complete);
    connect(&context.navigator, &Navigator::memoryRequested, this, &AddressBar::showPlace);
    connect(&context.navigator, &Navigator::targetSelected, this, [this](TargetId target) { m_target = target; });
    connect(&context.navigator, &Navigator::selectionChanged, this,
            [this](TargetId target, const AddressRange& range) { describe(target, range.begin()); });
    connect(&context.events, &WorkbenchEvents::allocationsChanged, this, [this] {
        if (m_described && !m_showsError)
            describe(m_describedTarget, *m_described);   // an array was made there, or freed
    });
}

// What is wrong may be a sentence: it gets the most of the bar.
void AddressBar::shareRoom()
{
    auto* const row = static_cast<QHBoxLayout*>(layout());
    row->setStretch(LinePart, m_showsError ? 2 : 3);
    row->setStretch(WherePart, m_showsError ? 5 : 2);
}

void AddressBar::go()
{
    const QString expression = m_line->text().trimmed();
    if (expression.isEmpty())
        return;
    m_completion.cancel();
    m_completer->popup()->hide();
    m_evaluation.start(
        this,
        [&workbench = m_context.workbench, target = m_target, text = expression.toStdString()](const std::stop_token&) {
            return evaluateAddress(workbench, target, text);
        },
        [this](const Result<Place>& place) {
            if (place)
                emit m_context.navigator.memoryRequested(*place);
            else
                showError(place.error());
        });
}

void AddressBar::complete(const QString& prefix)
{
    if (m_showsError) {
        m_showsError = false;
        shareRoom();
        m_where->setText({});
    }
    if (prefix.trimmed().isEmpty()) {
        m_completion.cancel();
        m_completer->popup()->hide();
        return;
    }
    m_completion.start(
        this,
        [&workbench = m_context.workbench, target = m_target, text = prefix.trimmed().toStdString()](
            const std::stop_token&) { return completeAddress(workbench, target, text, kMostCompletions); },
        [this](const AddressCompletions& found) {
            QStringList names;
            for (const std::string& name : found.names)
                names << toQt(name);
            if (!found.note.empty())
                showNote(found.note);
            const bool isDone = names.isEmpty() || (names.size() == 1 && names.front() == m_line->text());
            m_completions->setStringList(names);
            if (isDone || !m_line->hasFocus())
                m_completer->popup()->hide();
            else
                m_completer->complete();
        });
}

void AddressBar::showPlace(const Place& place)
{
    m_target = place.target;
    m_showsError = false;
    shareRoom();
    m_line->setText(place.label.empty() ? addressText(place.address) : toQt(place.label));
    describe(place.target, place.address);
}

void AddressBar::showError(const Error& error)
{
    m_description.cancel();
    m_showsError = true;
    shareRoom();
    m_where->setColour(errorColour);
    m_where->setText(toQt(errorText(error)));
    m_line->selectAll();
}

// Until the next key.
void AddressBar::showNote(const std::string& note)
{
    m_description.cancel();
    m_showsError = true;
    m_where->setColour({});
    m_where->setText(toQt(note));
}

void AddressBar::describe(TargetId target, Address address)
{
    m_describedTarget = target;
    m_described = address;
    m_description.start(
        this,
        [&workbench = m_context.workbench, target, address](const std::stop_token&) {
            return describeAddress(workbench, target, address).text();
        },
        [this, address](const std::string& text) {
            m_showsError = false;
            shareRoom();
            m_where->setColour({});
            m_where->setText(addressText(address) + QStringLiteral("  ") + toQt(text));
        });
}

}  // namespace memdelbrot
