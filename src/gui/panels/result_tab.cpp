#include "gui/panels/result_tab.h"

#include "gui/models/allocation_list_model.h"
#include "gui/models/array_entry.h"
#include "gui/models/call_text.h"
#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/text_colour.h"
#include "ui_library_panel.h"
#include "workbench/error_text.h"

#include <QFontDatabase>

#include <algorithm>
#include <set>

namespace memdelbrot {

namespace {

constexpr qsizetype shownOutput = 64 * 1024;   // characters; all of it is in the output panel

}  // namespace

ResultTab::ResultTab(const PanelContext& context, Ui::LibraryPanel& ui, QObject* parent)
    : QObject(parent), m_context(context), m_ui(ui)
{
    QFont large = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    large.setBold(true);
    m_ui.resultValue->setFont(large);
    m_ui.callOutput->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    connect(m_ui.openAsButton, &QPushButton::clicked, this, &ResultTab::openAsArray);
    connect(m_ui.openShape, &QLineEdit::returnPressed, this, &ResultTab::openAsArray);
    connect(m_ui.openDtype, &QComboBox::currentTextChanged, this, &ResultTab::suggestShape);
    const auto forgetError = [this] {
        if (!m_details.isEmpty())
            showDetails();
    };
    connect(m_ui.openShape, &QLineEdit::textEdited, this, forgetError);
    connect(m_ui.openDtype, &QComboBox::editTextChanged, this, forgetError);
    connect(m_ui.showCrashButton, &QPushButton::clicked, this, &ResultTab::showCrash);
    connect(&context.events, &WorkbenchEvents::frozenChanged, this, &ResultTab::checkFrozen);
    showNothing();
}

void ResultTab::showNothing()
{
    m_pointer.reset();
    m_frozen.reset();
    m_details.clear();
    m_ui.resultValue->setText(tr("No call yet"));
    setTextColour(*m_ui.resultValue, dimColour);
    m_ui.resultDetails->setText(
        tr("Choose a function, fill in its arguments and call it. It runs in a process of its own: "
           "a crash cannot close this window. The function still has your rights."));
    m_ui.openRow->hide();
    offerArguments({});
    m_ui.showCrashButton->hide();
    m_ui.callOutput->hide();
}

void ResultTab::show(const CallReport& report, const std::vector<std::string>& arguments)
{
    m_frozen = report.frozen;
    m_ui.resultValue->setText(resultLine(report));
    setTextColour(*m_ui.resultValue, report.crash ? ColourOf(errorColour) : ColourOf());
    const auto worker = m_context.workbench.targets().info(report.frozen.value_or(report.target));
    QStringList details{resultDetails(report)};
    if (worker && !worker->lost.empty())
        details.append(toQt(worker->lost));
    m_details = details.join(QLatin1Char('\n'));
    m_isFormer = false;
    showDetails();
    m_ui.showCrashButton->setVisible(m_frozen.has_value());
    m_ui.showCrashButton->setText(report.crash && !report.crash->isReadable ? tr("Show how &it ended")
                                                                            : tr("Show what is left of &it"));
    checkFrozen();
    showOutput(report);
    offerArray(report);
    offerArguments(report.crash ? std::vector<std::string>() : arguments);
    const QString source = toQt(report.signature.name);
    emit m_context.navigator.outputWritten(source, toQt(report.standardOutput), false);
    emit m_context.navigator.outputWritten(source, toQt(report.standardError), true);
}

void ResultTab::showAsFormer()
{
    if (m_details.isEmpty())
        return;
    m_isFormer = true;
    setTextColour(*m_ui.resultValue, dimColour);
    showDetails();
}

void ResultTab::showDetails()
{
    m_ui.resultDetails->setText(m_isFormer ? tr("Of the call before: the last one was not made.\n%1").arg(m_details)
                                           : m_details);
}

void ResultTab::showOutput(const CallReport& report)
{
    QStringList lines;
    for (const CallOutput& output : report.outputs)
        lines.append(outputLine(report, output));
    for (const std::string* text : {&report.standardOutput, &report.standardError}) {
        if (!text->empty())
            lines.append(toQt(*text).left(shownOutput));
    }
    m_ui.callOutput->setVisible(!lines.isEmpty());
    m_ui.callOutput->setPlainText(lines.join(QLatin1Char('\n')));
}

void ResultTab::offerArray(const CallReport& report)
{
    m_pointer = resultPointer(report);
    m_pointedSize = 0;
    m_ui.openRow->setVisible(m_pointer.has_value());
    if (!m_pointer)
        return;
    for (const Allocation& known : m_context.workbench.allocations().list()) {
        if (known.isInUse() && known.owner == AllocationOwner::Worker && known.range.begin() == *m_pointer)
            m_pointedSize = known.range.size();
    }
    const bool isUntyped = resultDtype(report.signature).itemSize() == 1 && report.resultText.empty();
    m_ui.openDtype->setCurrentText(isUntyped && m_pointedSize % sizeof(double) == 0 && m_pointedSize > 0
                                       ? QStringLiteral("float64")
                                       : toQt(resultDtype(report.signature).name()));
    if (m_pointedSize == 0 && m_ui.openShape->text().isEmpty())
        m_ui.openShape->setText(QStringLiteral("100"));
    suggestShape();
}

// What a function was handed to write into is where its results are.
void ResultTab::offerArguments(const std::vector<std::string>& arguments)
{
    qDeleteAll(m_ui.argumentArrays->findChildren<QPushButton*>(Qt::FindDirectChildrenOnly));
    std::set<std::string> names;
    for (const std::string& argument : arguments) {
        const std::string name = argument.starts_with('$') ? argument.substr(1) : std::string();
        const auto array = m_context.workbench.allocations().named(name);
        if (!array || !array->isInUse() || !names.insert(name).second)
            continue;
        auto* const open = new QPushButton(tr("Open %1").arg(toQt(name).replace(QLatin1Char('&'), QLatin1String("&&"))),
                                           m_ui.argumentArrays);
        open->setObjectName(QStringLiteral("openArgument_") + toQt(name));
        open->setToolTip(tr("Show it in the memory with its dtype and shape"));
        open->setAutoDefault(false);
        connect(open, &QPushButton::clicked, this,
                [this, place = placeOf(*array)] { emit m_context.navigator.memoryRequested(place); });
        m_ui.argumentArrays->layout()->addWidget(open);
        if (array->view.shape.size() == 2 && array->view.dtype == Dtype::fromKind(DtypeKind::SignedInteger, 4))
            offerPicture(toQt(name));
    }
    m_ui.argumentArrays->setVisible(!names.empty());
}

void ResultTab::offerPicture(const QString& name)
{
    auto* const draw = new QPushButton(tr("Draw %1").arg(QString(name).replace(QLatin1Char('&'), QLatin1String("&&"))),
                                       m_ui.argumentArrays);
    draw->setObjectName(QStringLiteral("drawArgument_") + name);
    draw->setToolTip(tr("Show it in the fractal's pane as a picture, through the palette"));
    draw->setAutoDefault(false);
    connect(draw, &QPushButton::clicked, this, [this, name] { emit m_context.navigator.pictureRequested(name); });
    m_ui.argumentArrays->layout()->addWidget(draw);
}

// As many elements as the allocation holds, where that is known.
void ResultTab::suggestShape()
{
    const auto dtype = Dtype::parse(m_ui.openDtype->currentText().toStdString());
    if (dtype && m_pointedSize > 0)
        m_ui.openShape->setText(QString::number(m_pointedSize / dtype->itemSize()));
}

void ResultTab::openAsArray()
{
    const auto view = arrayViewOf(m_ui.openDtype->currentText(), m_ui.openShape->text());
    if (!view || !m_pointer) {
        m_ui.resultDetails->setText(view ? tr("There is no pointer to open.") : toQt(errorText(view.error())));
        return;
    }
    m_job.start(
        this,
        [&workbench = m_context.workbench, address = *m_pointer, view = *view](std::stop_token) {
            return workbench.calls().openAs(address, view, {});
        },
        [this](const Result<Allocation>& opened) {
            showDetails();
            if (opened)
                emit m_context.navigator.memoryRequested(placeOf(*opened));
            else
                m_ui.resultDetails->setText(toQt(errorText(opened.error())));
        });
}

// What a crash left is closed by the user, or makes room for a newer one.
void ResultTab::checkFrozen()
{
    const auto frozen = m_context.workbench.frozen();
    const auto isKept = [this](const FrozenProcess& kept) { return kept.target == m_frozen; };
    if (!m_frozen || std::any_of(frozen.begin(), frozen.end(), isKept))
        return;
    m_frozen.reset();
    m_ui.showCrashButton->hide();
    m_ui.resultDetails->setText(tr("What was left of the process is closed; the next call runs in a fresh one."));
}

void ResultTab::showCrash()
{
    if (m_frozen)
        emit m_context.navigator.crashRequested(*m_frozen);
}

}  // namespace memdelbrot
