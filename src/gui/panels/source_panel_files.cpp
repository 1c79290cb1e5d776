// The source panel's text as files.
#include "gui/models/target_text.h"
#include "gui/panels/source_panel.h"
#include "gui/shell/palettes.h"
#include "ui_source_panel.h"

#include <QFile>
#include <QSaveFile>

namespace memdelbrot {

namespace {

constexpr qint64 largestFile = 4 << 20;   // bytes: sources, not data

}  // namespace

void SourcePanel::openFile()
{
    if (m_ui->sourceEditor->isModified() && !confirmDiscard(this))
        return;
    const QString path = chooseFileToOpen(this);
    if (path.isEmpty())
        return;
    if (const auto text = read(path)) {
        m_ui->sourceEditor->setText(*text);
        say(tr("%1 is open.").arg(path), dimColour);
    }
}

std::optional<QString> SourcePanel::read(const QString& path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly) && file.size() <= largestFile)
        return QString::fromUtf8(file.readAll());
    say(tr("%1 cannot be read: %2").arg(path, file.isOpen() ? tr("it is larger than 4 MiB") : file.errorString()),
        errorColour);
    return std::nullopt;
}

// Nothing is asked where the very text is open already.
void SourcePanel::openAt(const QString& path, int line)
{
    const auto text = read(path);
    if (!text)
        return;
    if (*text != m_ui->sourceEditor->text()) {
        if (m_ui->sourceEditor->isModified() && !confirmDiscard(this))
            return;
        m_ui->sourceEditor->setText(*text);
    }
    say(tr("%1 is open, at line %2.").arg(path).arg(line), dimColour);
    m_ui->sourceEditor->goTo(line, 1);
}

bool SourcePanel::isModified() const
{
    return m_ui->sourceEditor->isModified();
}

bool SourcePanel::save()
{
    const QString path = chooseFileToSave(this);
    if (path.isEmpty())
        return false;
    QSaveFile file(path);
    const QByteArray bytes = m_ui->sourceEditor->text().toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        say(tr("%1 cannot be written: %2. Choose another folder, or mend its permissions.")
                .arg(path, file.errorString()),
            errorColour);
        return false;
    }
    m_ui->sourceEditor->setUnmodified();
    say(tr("Saved as %1.").arg(path), dimColour);
    return true;
}

void SourcePanel::showExample()
{
    if (m_ui->sourceEditor->isModified() && !confirmDiscard(this))
        return;
    m_ui->sourceEditor->setText(toQt(exampleKernel()));
}

}  // namespace memdelbrot
