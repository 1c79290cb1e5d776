// A library is opened, its exports are listed, and one of them is chosen.
#include "gui/models/target_text.h"
#include "gui/panels/argument_form.h"
#include "gui/panels/array_tabs.h"
#include "gui/panels/export_hint.h"
#include "gui/panels/library_panel.h"
#include "gui/panels/result_tab.h"
#include "gui/panels/table_setup.h"
#include "ui_library_panel.h"
#include "workbench/error_text.h"

#include <QFileInfo>
#include <QVBoxLayout>

#include <algorithm>

namespace memdelbrot {

namespace {

constexpr int nameWidth = 170;   // pixels, at first

// The first function of a library so small that there is little to choose from: a build's.
QString onlyCallable(const std::vector<LibrarySymbol>& symbols)
{
    constexpr std::size_t few = 20;
    const auto found = std::find_if(symbols.begin(), symbols.end(),
                                    [](const LibrarySymbol& entry) { return entry.signature.has_value(); });
    return symbols.size() > few || found == symbols.end() ? QString() : toQt(found->symbol.name);
}

}  // namespace

void LibraryPanel::setUpExports()
{
    m_filter.setSourceModel(&m_exports);
    m_filter.sort(0);
    m_ui->exportTable->setModel(&m_filter);
    m_ui->exportTable->setColumnWidth(ExportListModel::NameColumn, nameWidth);
    useFixedFont(*m_ui->exportTable);
    connect(m_ui->exportFilter, &QLineEdit::textChanged, &m_filter, &ExportFilter::setWords);
    connect(m_ui->functionsOnly, &QCheckBox::toggled, &m_filter, &ExportFilter::setFunctionsOnly);
    connect(m_ui->exportFilter, &QLineEdit::textChanged, this, &LibraryPanel::explainFilter);
    connect(m_ui->functionsOnly, &QCheckBox::toggled, this, &LibraryPanel::explainFilter);
    connect(m_exportHint, &ExportHint::libraryWanted, this, [this](const QString& library) {
        m_ui->exportFilter->setFocus();   // the button that was pressed goes
        openLibrary(library);
    });
    auto* const exports = static_cast<QVBoxLayout*>(m_ui->exportTable->parentWidget()->layout());
    exports->insertWidget(exports->indexOf(m_ui->exportTable) + 1, m_exportHint);
    m_exportHint->hide();
    connect(m_ui->exportTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { showSymbol(now); });
}

// The exports of libc are read when the panel is first looked at: its headers take the parser a second.
void LibraryPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_library.isEmpty())
        openLibrary(m_ui->libraryChooser->currentText());
}

void LibraryPanel::openLibrary(const QString& name)
{
    if (name.isEmpty())
        return;
    if (m_ui->libraryChooser->findText(name) < 0)
        m_ui->libraryChooser->addItem(name);
    m_ui->libraryChooser->setCurrentText(name);
    if (name == m_library && m_exports.rowCount() > 0) {
        selectSymbol(std::exchange(m_wantedSymbol, {}));
        return;
    }
    m_library = name;
    m_isListed = false;
    m_exports.setSymbols({});
    explainFilter();
    forgetSignature({});
    m_ui->signatureHint->setText(tr("Reading the exports of %1…").arg(QFileInfo(name).fileName()));
    m_exportJob.start(
        this,
        [&workbench = m_context.workbench, library = name.toStdString()](std::stop_token) {
            return workbench.calls().symbols(library);
        },
        [this](Result<std::vector<LibrarySymbol>> symbols) { showExports(std::move(symbols)); });
}

void LibraryPanel::showExports(Result<std::vector<LibrarySymbol>> symbols)
{
    m_ui->libraryProblem->setVisible(!symbols);
    forgetSignature({});
    if (!symbols) {
        m_ui->libraryProblem->setText(toQt(errorText(symbols.error())));
        m_wantedSymbol.clear();
        return;
    }
    if (m_wantedSymbol.isEmpty())
        m_wantedSymbol = onlyCallable(*symbols);
    m_isListed = true;
    m_exports.setSymbols(std::move(*symbols));
    explainFilter();
    selectSymbol(std::exchange(m_wantedSymbol, {}));
}

// An empty list says nothing by itself, and neither does one of isinf and sysinfo to who looks for sin.
void LibraryPanel::explainFilter()
{
    const QString words = m_ui->exportFilter->text().trimmed();
    const bool isEmpty = m_isListed && m_filter.rowCount() == 0;
    const QString first = m_filter.index(0, ExportListModel::NameColumn).data().toString();   // the nearest name
    m_ui->exportTable->setHidden(isEmpty);
    if (!m_isListed || (!isEmpty && first.startsWith(words.section(QLatin1Char(' '), 0, 0), Qt::CaseInsensitive)))
        return m_exportHint->clear();
    QStringList others;
    for (int i = 0; i < m_ui->libraryChooser->count(); ++i)
        if (const QString name = m_ui->libraryChooser->itemText(i); name != m_library)
            others.append(name);
    m_exportHint->explain({.library = m_library,
                           .words = words,
                           .functionsOnly = m_ui->functionsOnly->isChecked(),
                           .isListEmpty = isEmpty,
                           .others = others});
}

void LibraryPanel::selectSymbol(const QString& name)
{
    const int row = name.isEmpty() ? -1 : m_exports.rowOf(name);
    if (row < 0) {
        if (!name.isEmpty())
            showProblem(tr("%1 does not export %2.").arg(QFileInfo(m_library).fileName(), name));
        return;
    }
    QModelIndex index = m_filter.mapFromSource(m_exports.index(row, 0));
    if (!index.isValid()) {   // it is filtered out
        m_ui->exportFilter->clear();
        index = m_filter.mapFromSource(m_exports.index(row, 0));
    }
    const bool isShownAlready =
        m_ui->exportTable->currentIndex().row() == index.row();   // then no change of row will show it
    m_ui->exportTable->setCurrentIndex(index);
    m_ui->exportTable->scrollTo(index, QAbstractItemView::PositionAtCenter);
    if (isShownAlready)
        showSymbol(index);
}

void LibraryPanel::showSymbol(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    const LibrarySymbol& entry = m_exports.symbol(m_filter.mapToSource(index).row());
    showProblem({});
    if (entry.signature) {
        useSignature(*entry.signature);
        return;
    }
    const bool isFunction = index.data(ExportListModel::IsCallableRole).toBool();
    forgetSignature(isFunction ? QStringLiteral("void %1(void)").arg(toQt(entry.symbol.name)) : QString());
    m_ui->signatureHint->setText(
        isFunction ? tr("Nothing here says what %1 takes and returns. Declare it as its header does, and press Return.")
                         .arg(toQt(entry.symbol.name))
                   : tr("%1 is no function: there is nothing to call.").arg(toQt(entry.symbol.demangled)));
}

}  // namespace memdelbrot
