#pragma once

#include "gui/models/counts_places.h"
#include "gui/models/latest_job.h"
#include "gui/shell/navigator.h"

#include <QTimer>
#include <QWidget>

namespace Ui {
class FractalPanel;
}

namespace memdelbrot {

class FractalMenu;

// The fractal: exploring, or the notebook's picture on a canvas of any size; by the built-in kernel or a loaded one. Its
// counts are memory: a pixel and its count light up together, and a count that is poked repaints its pixel.
class FractalPanel final : public QWidget {
    Q_OBJECT

public:
    explicit FractalPanel(const PanelContext& context, QWidget* parent = nullptr);
    ~FractalPanel() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void setUpChoosers();
    void connectControls();
    void connectView();
    void connectSession();
    void connectNavigator();

    void setMode(FractalMode mode);
    void showMode();
    void colourModeButtons();
    void showLimit();
    void limitEdited(int limit);
    void paletteChosen();
    [[nodiscard]] QString& chosenPalette();  // of the mode
    void addKernel(const QString& library, const QString& symbol);
    void useKernel(const QString& library, const QString& symbol);
    void useArray(const QString& name);
    void viewMoved();
    void resizeCanvas();

    [[nodiscard]] KernelChoice kernel() const;
    void requestSoon();
    void request();
    void showFrame();
    void showFailure(const Error& error);
    void giveUp(const Error& error);
    void forgetTimes();
    void forgetPicture();
    void showMessage(const QString& text, const QString& action = {});
    void offerBuiltIn(const QString& text);
    void goOn();  // after what failed
    void showCrash();
    void scaleNotebook();
    void keepResultHeight();
    void showTimes();
    void showComparison();
    void compareAnew();
    void showSample(const std::optional<Sample>& sample);

    void hoverSample(Sample sample);
    void leaveSample();
    void hoverMemory(TargetId target, const AddressRange& range);
    void openSample(Sample sample);
    void takeChange(TargetId target, const AddressRange& range);
    bool repaintCounts(TargetId target, const AddressRange& range);
    void readJournal();
    void notePoke();

    PanelContext m_context;
    std::unique_ptr<Ui::FractalPanel> m_ui;
    FractalSession m_session;
    std::unique_ptr<FractalMenu> m_menu;
    std::shared_ptr<const FractalFrame> m_frame;  // null while one is being counted
    QTimer m_soon;  // many changes in a row are one request
    std::optional<CountsComparison> m_comparison;  // of the counts as they are now
    std::optional<Sample> m_sample;  // whose words are shown
    Job m_scaling;
    LatestJob m_comparing;
    QString m_palettes[2];  // of each mode
    std::size_t m_journalRead = 0;  // entries already looked at
    bool m_isPoked = false;  // the frame's counts, by whoever writes through the journal
    bool m_pokesAreGone = false;  // with the frame before, which the next one says
    bool m_isResized = false;  // what is asked for next is the same view in another size
    bool m_goesOnBuiltIn = false;  // by the button over the picture
    bool m_isOwnHover = false;
    bool m_isOwnChange = false;
};

}  // namespace memdelbrot
