// What is asked to be counted, and what comes of it: the picture, its times, what went wrong.
#include "fractal/counts_image.h"
#include "gui/models/fractal_text.h"
#include "gui/models/target_text.h"
#include "gui/panels/fractal_menu.h"
#include "gui/panels/fractal_panel.h"
#include "gui/shell/palettes.h"
#include "gui/widgets/text_colour.h"
#include "ui_fractal_panel.h"
#include "workbench/error_text.h"

#include <QScopedValueRollback>

namespace memdelbrot {

namespace {

constexpr int coarsePixels = 4;

}  // namespace

void FractalPanel::viewMoved()
{
    if (m_ui->fractalView->scene().isNotebook())
        scaleNotebook();
    else
        requestSoon();
}

// A canvas that there is no room for changes nothing but the message: picture, axes and counts stay what they are.
void FractalPanel::resizeCanvas()
{
    FractalScene& scene = m_ui->fractalView->scene();
    const QSize wanted(m_ui->widthSpin->value(), m_ui->heightSpin->value());
    if (wanted != scene.notebookSize()) {
        const std::uint64_t givenBack = m_frame ? m_frame->run.counts->byteSize() : 0;
        const auto room = CountsArray::checkRoom(wanted.height(), wanted.width(), givenBack);
        if (!room)
            return showMessage(tr("%1. The canvas is still %2 × %3.")
                                   .arg(toQt(errorText(room.error())))
                                   .arg(scene.notebookSize().height())
                                   .arg(scene.notebookSize().width()));
        scene.setNotebookSize(wanted.height(), wanted.width());
        forgetPicture();
    }
    requestSoon();
}

void FractalPanel::requestSoon()
{
    m_ui->openCountsButton->setEnabled(false);   // what is there is on its way out
    m_soon.start(0);
}

void FractalPanel::request()
{
    m_ui->fractalView->releaseCanvas();
    const bool isSaid = m_frame && !m_isResized;   // a line less beside the picture is a new size, and a new picture
    m_pokesAreGone = m_isPoked || (m_pokesAreGone && !isSaid);
    m_isResized = false;
    m_isPoked = false;
    showLimit();
    m_ui->showCrashButton->hide();
    m_ui->comparisonLabel->setVisible(m_ui->kernelChooser->currentIndex() > 0);
    const FractalScene& scene = m_ui->fractalView->scene();
    const auto grid = scene.grid();
    if (!grid)
        return showFailure(grid.error());
    const auto palette = Palette::load(chosenPalette().toStdString());
    if (!palette)
        return showFailure(palette.error());
    FractalRequest wanted{.grid = *grid,
                          .limit = scene.limit(),
                          .kernel = kernel(),
                          .palette = *palette,
                          .isNotebook = scene.isNotebook()};
    if (!scene.isNotebook()) {
        if (const auto coarse = scene.viewport().coarseGrid(coarsePixels); coarse && wanted.kernel.isBuiltIn())
            wanted.coarseGrid = *coarse;
        wanted.coarsePixels = coarsePixels;
        wanted.focusRow = static_cast<int>(m_ui->fractalView->lastPointer().y());
        wanted.focusColumn = static_cast<int>(m_ui->fractalView->lastPointer().x());
    }
    const bool isSlow = scene.isNotebook() || !wanted.kernel.isBuiltIn();
    m_ui->fractalView->setNote(isSlow ? tr("Counting …") : QString());
    m_session.request(std::move(wanted));
}

void FractalPanel::showFrame()
{
    m_frame = m_session.frame();
    m_comparison = m_frame->comparison;
    m_ui->fractalView->setNote({});
    showTimes();
    if (m_frame->isNotebook)
        scaleNotebook();
    if (m_frame->run.crash)
        offerBuiltIn(toQt(summary(*m_frame->run.crash)));
    m_ui->showCrashButton->setVisible(m_frame->run.frozen.has_value());
    m_ui->fractalView->repeatHover();
    emit m_context.navigator.renderMeasured(m_frame->run.statistics.seconds, m_frame->run.wholeSeconds);
    const QScopedValueRollback own(m_isOwnChange, true);
    emit m_context.navigator.memoryChanged(m_frame->run.allocation.target, m_frame->run.allocation.range);
}

// Whatever there is to say has the same room: a picture that is resized is counted anew.
void FractalPanel::keepResultHeight()
{
    constexpr int lines = 4;
    m_ui->resultStack->setFixedHeight(lines * fontMetrics().lineSpacing() + 4);
}

void FractalPanel::showTimes()
{
    QString text = timesText(*m_frame);
    if (m_pokesAreGone)
        text += tr(" · the counts poked before are counted anew");
    if (m_ui->fractalView->isCanvasHeld())
        text += tr(" · kept at %1 × %2, as counts are poked: “Draw” counts anew")
                    .arg(m_frame->run.counts->height())
                    .arg(m_frame->run.counts->width());
    m_ui->timesLabel->setText(text);
    showComparison();
}

void FractalPanel::showComparison()
{
    QString text = m_comparison ? comparisonText(*m_comparison, m_frame->run.counts->counts().size()) : QString();
    if (m_comparison && !m_frame->run.array.empty())  // nobody knows what grid an array was counted on
        text += tr(", on the notebook's grid at %1 iterations").arg(m_frame->limit);
    m_ui->comparisonLabel->setText(text);
    const bool isSame = m_comparison && m_comparison->differing == 0;
    setTextColour(*m_ui->comparisonLabel, isSame ? goodColour : warningColour);
}

// Of one that was stopped, Explore shows what was counted.
void FractalPanel::giveUp(const Error& error)
{
    forgetTimes();
    if (error.code != ErrorCode::Cancelled || m_ui->fractalView->scene().isNotebook())
        m_ui->fractalView->clearImage();
    showFailure(error);
}

void FractalPanel::forgetTimes()
{
    m_comparison.reset();
    m_ui->comparisonLabel->clear();
    m_ui->timesLabel->clear();
}

// It is not what the axes of another canvas go round.
void FractalPanel::forgetPicture()
{
    forgetTimes();
    m_ui->fractalView->showScene();
    m_ui->fractalView->clearImage();
}

void FractalPanel::showFailure(const Error& error)
{
    if (error.code != ErrorCode::Cancelled)
        return offerBuiltIn(toQt(errorText(error)));
    m_goesOnBuiltIn = false;
    showMessage(tr("Stopped. “Draw” counts the picture again."), tr("Draw again"));
}

// One that failed would fail again.
void FractalPanel::offerBuiltIn(const QString& text)
{
    m_goesOnBuiltIn = m_ui->kernelChooser->currentIndex() > 0;
    showMessage(text, m_goesOnBuiltIn ? tr("Use the built-in kernel") : tr("Draw again"));
}

// What the button over the picture does.
void FractalPanel::goOn()
{
    if (m_goesOnBuiltIn)
        m_ui->kernelChooser->setCurrentIndex(0);
    requestSoon();
}

// Over the picture: a row for it would resize the picture.
void FractalPanel::showMessage(const QString& text, const QString& action)
{
    m_ui->fractalView->setNote(text, action);
    emit m_context.navigator.statusMessage(text);
}

void FractalPanel::showCrash()
{
    if (m_frame && m_frame->run.frozen)
        emit m_context.navigator.crashRequested(*m_frame->run.frozen);
}

void FractalPanel::scaleNotebook()
{
    if (!m_frame || !m_frame->isNotebook)
        return;
    const PictureViewport part = m_ui->fractalView->scene().picture();
    m_scaling.start(
        this,
        [frame = m_frame, part](std::stop_token stop) {
            return scaledImage(*frame->run.counts, part.visiblePart(), part.visiblePixels().size(), frame->colours,
                               stop);
        },
        [this, part](const QImage& image) {
            if (!image.isNull() && part == m_ui->fractalView->scene().picture()
                && m_ui->fractalView->scene().isNotebook())
                m_ui->fractalView->drawTile(image, part.visiblePixels().topLeft());
        });
}

}  // namespace memdelbrot
