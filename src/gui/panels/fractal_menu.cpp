#include "gui/panels/fractal_menu.h"

#include "fractal/counts_file.h"
#include "fractal/counts_image.h"
#include "gui/models/fractal_text.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSaveFile>
#include <QToolButton>

namespace memdelbrot {

namespace {

// The picture as it is seen when it was explored, one pixel a count.
Result<void> writeExplored(const FractalFrame& frame, const QString& path)
{
    const CountsArray& counts = *frame.run.counts;
    const QImage image =
        tileImage(counts, {0, 0, counts.height(), counts.width()}, frame.colours, frame.smoothOffsets());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !image.save(&file, "PNG") || !file.commit())
        return failure(
            {.code = ErrorCode::System, .subject = path.toStdString(), .detail = file.errorString().toStdString()});
    return {};
}

}  // namespace

FractalMenu::FractalMenu(FractalView& view, FractalSession& session, Navigator& navigator)
    : m_view(view), m_session(session), m_navigator(navigator)
{
    m_menu.setObjectName(QStringLiteral("fractalMenu"));
    addMoves();
    m_menu.addSeparator();
    m_needFrame << add("openCounts", tr("Counts in &memory"));
    connect(m_needFrame.last(), &QAction::triggered, this, &FractalMenu::countsRequested);
    QAction* const pick = add("pickCounts", tr("Show a count by a &click"), Qt::Key_P);
    pick->setCheckable(true);
    connect(pick, &QAction::toggled, m_view.pickButton(), &QToolButton::setChecked);
    connect(m_view.pickButton(), &QToolButton::toggled, pick, &QAction::setChecked);
    connect(add("copyPlace", tr("Cop&y the place")), &QAction::triggered, this, &FractalMenu::copyPlace);
    m_menu.addSeparator();
    addSaving();
}

// The keys are the view's own: shown here, not bound a second time.
QAction* FractalMenu::add(const char* name, const QString& text, const QKeySequence& shown)
{
    QAction* const action =
        m_menu.addAction(shown.isEmpty() ? text : text + QLatin1Char('\t') + shown.toString(QKeySequence::NativeText));
    action->setObjectName(QLatin1String(name));
    return action;
}

void FractalMenu::addMoves()
{
    connect(add("fractalZoomIn", tr("Zoom &in"), Qt::Key_Plus), &QAction::triggered, &m_view, &FractalView::zoomIn);
    connect(add("fractalZoomOut", tr("Zoom &out"), Qt::Key_Minus), &QAction::triggered, &m_view, &FractalView::zoomOut);
    connect(add("fractalHome", tr("&Whole picture"), Qt::Key_Home), &QAction::triggered, &m_view, &FractalView::goHome);
    m_back = add("fractalBack", tr("&Back"), Qt::Key_Backspace);
    m_forward = add("fractalForward", tr("&Forward"), Qt::ALT | Qt::Key_Right);
    connect(m_back, &QAction::triggered, &m_view, &FractalView::goBack);
    connect(m_forward, &QAction::triggered, &m_view, &FractalView::goForward);
}

void FractalMenu::addSaving()
{
    m_needFrame << add("savePicture", tr("Save the &picture…"));
    connect(m_needFrame.last(), &QAction::triggered, this,
            [this] { askForFile(tr("Save the picture"), QStringLiteral("fractal.png"), &FractalMenu::savePicture); });
    m_needFrame << add("saveCounts", tr("Save the counts as .&npy…"));
    connect(m_needFrame.last(), &QAction::triggered, this,
            [this] { askForFile(tr("Save the counts"), QStringLiteral("counts.npy"), &FractalMenu::saveCounts); });
}

void FractalMenu::open(const QPoint& globalPosition)
{
    m_back->setEnabled(m_view.scene().canGoBack());
    m_forward->setEnabled(m_view.scene().canGoForward());
    for (QAction* const action : m_needFrame)
        action->setEnabled(m_session.frame() != nullptr);
    m_menu.popup(globalPosition);
}

void FractalMenu::copyPlace() const
{
    const FractalViewport& viewport = m_view.scene().viewport();
    QGuiApplication::clipboard()->setText(QStringLiteral("--center %1,%2 --radius %3")
                                              .arg(viewport.centre().real(), 0, 'g', 17)
                                              .arg(viewport.centre().imag(), 0, 'g', 17)
                                              .arg(viewport.radius(), 0, 'g', 17));
    emit m_navigator.statusMessage(tr("The place is copied as options of memdelbrot-cli render"));
}

void FractalMenu::askForFile(const QString& title, const QString& suggestion,
                             void (FractalMenu::*save)(const QString& path))
{
    auto* const dialog = new QFileDialog(m_view.window(), title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(suggestion).suffix());
    dialog->selectFile(suggestion);
    connect(dialog, &QFileDialog::fileSelected, this, [this, save](const QString& path) { (this->*save)(path); });
    dialog->open();
}

void FractalMenu::savePicture(const QString& path)
{
    if (!m_session.frame())
        return;
    m_saving.start(
        this,
        [frame = m_session.frame(), path](std::stop_token) {
            const Result<void> written = frame->isNotebook
                ? writePng(*frame->run.counts, frame->colours.palette(), path.toStdString())
                : writeExplored(*frame, path);
            return written.map([&path] { return path; });
        },
        [this](const Result<QString>& saved) { report(saved); });
}

void FractalMenu::saveCounts(const QString& path)
{
    if (!m_session.frame())
        return;
    m_saving.start(
        this,
        [frame = m_session.frame(), path](std::stop_token) {
            return writeNpy(*frame->run.counts, path.toStdString()).map([&path] { return path; });
        },
        [this](const Result<QString>& saved) { report(saved); });
}

void FractalMenu::report(const Result<QString>& saved)
{
    if (saved)
        emit m_navigator.statusMessage(tr("Saved %1").arg(*saved));
    else
        emit failed(saved.error());
}

}  // namespace memdelbrot
