// The picture's counts as memory: hovering, opening, poking.
#include "fractal/counts_image.h"
#include "gui/models/fractal_text.h"
#include "gui/panels/fractal_menu.h"
#include "gui/panels/fractal_panel.h"
#include "ui_fractal_panel.h"

#include <QScopedValueRollback>

namespace memdelbrot {

void FractalPanel::hoverSample(Sample sample)
{
    if (!m_frame)
        return;
    m_ui->fractalView->setHighlight(std::nullopt);   // the pointer is the mark
    showSample(sample);
    const QScopedValueRollback own(m_isOwnHover, true);
    emit m_context.navigator.memoryHovered(m_frame->run.allocation.target, rangeOf(*m_frame, sample));
}

void FractalPanel::leaveSample()
{
    showSample(std::nullopt);
    const QScopedValueRollback own(m_isOwnHover, true);
    emit m_context.navigator.memoryHovered(m_context.workbench.targets().self(), {});
}

void FractalPanel::hoverMemory(TargetId target, const AddressRange& range)
{
    if (m_isOwnHover || !m_frame)
        return;
    const bool isOurs = target == m_frame->run.allocation.target && !range.isEmpty();
    const auto sample = isOurs ? sampleAt(*m_frame, range.begin()) : std::nullopt;
    m_ui->fractalView->setHighlight(sample);
    showSample(sample);
}

void FractalPanel::showSample(const std::optional<Sample>& sample)
{
    m_sample = sample;
    m_ui->sampleLabel->setText(m_frame && sample ? sampleText(*m_frame, *sample) : QString());
    m_ui->resultStack->setCurrentWidget(m_frame && sample ? m_ui->samplePage : m_ui->resultPage);
}

// After a write into the counts.
void FractalPanel::compareAnew()
{
    if (!m_frame->comparison)
        return;
    m_comparing.start(
        this, [frame = m_frame](const std::stop_token& stop) { return comparedNow(*frame, stop); },
        [this, frame = m_frame](const std::optional<CountsComparison>& comparison) {
            if (frame != m_frame)
                return;
            m_comparison = comparison;
            showComparison();
        });
}

void FractalPanel::openSample(Sample sample)
{
    if (!m_frame)
        return;
    m_ui->fractalView->setHighlight(sample);
    emit m_context.navigator.memoryRequested(placeOf(*m_frame, sample));
}

void FractalPanel::takeChange(TargetId target, const AddressRange& range)
{
    if (!m_isOwnChange && repaintCounts(target, range))
        compareAnew();
}

// False: the range is not in the counts.
bool FractalPanel::repaintCounts(TargetId target, const AddressRange& range)
{
    if (!m_frame || target != m_frame->run.allocation.target)
        return false;
    const auto tile = tileIn(*m_frame, range);
    if (!tile)
        return false;
    if (m_frame->isNotebook)
        scaleNotebook();
    else if (tile->height < m_frame->run.counts->height())
        m_ui->fractalView->drawTile(tileImage(*m_frame->run.counts, *tile, m_frame->colours, m_frame->smoothOffsets()),
                                    {tile->column, tile->row});
    if (tile->height == 1 && tile->width <= 4)
        m_ui->fractalView->setHighlight(Sample{tile->row, tile->column});
    showSample(m_sample);
    return true;
}

// Pokes by others than the memory view: undo, scripts, the command line's shell.
void FractalPanel::readJournal()
{
    bool isOther = false;
    for (const auto& entry : m_context.workbench.journal().entriesSince(m_journalRead)) {
        m_journalRead = entry->number + 1;
        const auto range = AddressRange::fromSize(entry->record.address, entry->record.after.size());
        isOther = repaintCounts(entry->target, range) || isOther;
    }
    if (!isOther)
        return;
    notePoke();
    compareAnew();
}

// What was written by hand must not go when the window's panels are moved about.
void FractalPanel::notePoke()
{
    m_isPoked = true;
    if (!m_frame->isNotebook)
        m_ui->fractalView->holdCanvas();
    showTimes();
}

}  // namespace memdelbrot
