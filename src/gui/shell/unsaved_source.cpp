#include "gui/shell/unsaved_source.h"

#include "gui/panels/source_panel.h"

#include <QMainWindow>
#include <QMessageBox>

#include <utility>

namespace memdelbrot {

UnsavedSource::UnsavedSource(QMainWindow& window) : QObject(&window), m_window(window) {}

bool UnsavedSource::mayClose()
{
    const auto* const source = m_window.findChild<SourcePanel*>();
    if (std::exchange(m_isSettled, false) || !source || !source->isModified())
        return true;
    if (m_window.findChild<QMessageBox*>(QStringLiteral("unsavedQuestion")))
        return false;   // asked already
    auto* const box =
        new QMessageBox(QMessageBox::Question, tr("Source"), tr("The text in the Source panel is not saved."),
                        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
    box->setObjectName(QStringLiteral("unsavedQuestion"));
    box->setInformativeText(tr("Save it before the window closes?"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(QMessageBox::Save);
    box->setEscapeButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::finished, this, &UnsavedSource::answer);
    box->open();
    return false;
}

void UnsavedSource::answer(int button)
{
    auto* const source = m_window.findChild<SourcePanel*>();
    const bool isSaved = button == QMessageBox::Save && source && source->save();
    if (!isSaved && button != QMessageBox::Discard)
        return;
    m_isSettled = true;
    m_window.close();
}

}  // namespace memdelbrot
