#include "gui/panels/export_hint.h"

#include "gui/models/target_text.h"
#include "workbench/library_search.h"

#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace memdelbrot {

ExportHint::ExportHint(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_text(new QLabel(this)), m_other(new QPushButton(this))
{
    m_text->setObjectName(QStringLiteral("exportHint"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_other->setObjectName(QStringLiteral("otherLibrary"));
    m_other->setToolTip(tr("List that library's exports instead, with the same filter"));
    m_other->setAutoDefault(false);
    m_other->hide();
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addStretch();
    column->addWidget(m_text);
    column->addWidget(m_other, 0, Qt::AlignHCenter);
    column->addStretch();
    connect(m_other, &QPushButton::clicked, this, [this] { emit libraryWanted(m_offered); });
}

void ExportHint::explain(const Search& search)
{
    const QString what = search.functionsOnly ? tr("no function") : tr("nothing");
    const QString words = search.words.trimmed();
    const QString text =
        words.isEmpty() ? tr("%1 exports %2.") : tr("%1 exports %2 with “%3” in its name or declaration.");
    const QString file = QFileInfo(search.library).fileName();
    m_text->setText(words.isEmpty() ? text.arg(file, what) : text.arg(file, what, words));
    m_text->setVisible(search.isListEmpty);
    m_other->hide();
    setSizePolicy(QSizePolicy::Preferred, search.isListEmpty ? QSizePolicy::Expanding : QSizePolicy::Maximum);
    setVisible(search.isListEmpty);
    if (words.isEmpty() || words.contains(QLatin1Char(' '))) {
        m_job.cancel();
        return;
    }
    std::vector<std::string> libraries;
    for (const QString& library : search.others)
        libraries.push_back(library.toStdString());
    m_job.start(
        this,
        [&workbench = m_workbench, libraries, name = words.toStdString()](const std::stop_token&) {
            return libraryExporting(workbench.calls(), libraries, name);
        },
        [this](const std::optional<std::string>& library) {
            if (library)
                offer(toQt(*library));
        });
}

void ExportHint::offer(const QString& library)
{
    m_offered = library;
    m_other->setText(tr("Look in %1").arg(QFileInfo(library).fileName()));
    m_other->show();
    show();
}

void ExportHint::clear()
{
    m_job.cancel();
    hide();
}

}  // namespace memdelbrot
