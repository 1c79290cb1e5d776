#include "gui/panels/fractal_panel.h"

#include "gui/models/target_text.h"
#include "gui/models/workbench_events.h"
#include "gui/panels/fractal_menu.h"
#include "gui/shell/palettes.h"
#include "ui_fractal_panel.h"

#include <QTimer>

namespace memdelbrot {

namespace {

constexpr int noteMilliseconds = 5000;   // of what is no failure

}  // namespace

FractalPanel::FractalPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_ui(std::make_unique<Ui::FractalPanel>()),
      m_session(context.workbench),
      m_palettes{QStringLiteral("dusk"), QStringLiteral("viridis")},
      m_journalRead(context.workbench.journal().nextNumber())
{
    m_ui->setupUi(this);
    m_menu = std::make_unique<FractalMenu>(*m_ui->fractalView, m_session, context.navigator);
    m_soon.setSingleShot(true);
    setTabOrder(m_ui->openCountsButton, m_ui->fractalView->pickButton());
    setTabOrder(m_ui->fractalView->pickButton(), m_ui->fractalView->homeButton());
    setTabOrder(m_ui->fractalView->homeButton(), m_ui->fractalView->cornerButton());
    setTabOrder(m_ui->fractalView->cornerButton(), m_ui->fractalView);
    setUpChoosers();
    connectControls();
    connectView();
    connectSession();
    connectNavigator();
    m_ui->fractalView->placeAbove(*m_ui->openCountsButton);
    m_ui->sampleLabel->setLines(2);
    m_ui->sampleHint->setText(tr("Alt+click, or Pick and a click, shows it in Memory"));
    keepResultHeight();
    m_ui->showCrashButton->hide();
    showMode();
}

FractalPanel::~FractalPanel() = default;

void FractalPanel::setUpChoosers()
{
    m_ui->kernelChooser->addItem(tr("Built-in kernel"));
    for (const std::string& name : paletteNames())
        m_ui->paletteChooser->addItem(toQt(name));
    m_ui->stopButton->setEnabled(false);
    m_ui->openCountsButton->setEnabled(false);
}

void FractalPanel::connectControls()
{
    connect(m_ui->exploreButton, &QToolButton::clicked, this, [this] { setMode(FractalMode::Explore); });
    connect(m_ui->notebookButton, &QToolButton::clicked, this, [this] { setMode(FractalMode::Notebook); });
    connect(m_ui->kernelChooser, &QComboBox::currentIndexChanged, this, &FractalPanel::requestSoon);
    connect(m_ui->renderButton, &QPushButton::clicked, this, &FractalPanel::resizeCanvas);
    connect(m_ui->stopButton, &QPushButton::clicked, &m_session, &FractalSession::stop);
    connect(m_ui->iterationsSpin, &QSpinBox::valueChanged, this, &FractalPanel::limitEdited);
    connect(m_ui->pinLimit, &QCheckBox::toggled, this, [this](bool isPinned) {
        FractalScene& scene = m_ui->fractalView->scene();
        scene.pinLimit(isPinned ? std::optional(m_ui->iterationsSpin->value()) : std::nullopt);
        showLimit();
        requestSoon();
    });
    connect(m_ui->heightSpin, &QSpinBox::valueChanged, this, &FractalPanel::resizeCanvas);
    connect(m_ui->widthSpin, &QSpinBox::valueChanged, this, &FractalPanel::resizeCanvas);
    connect(m_ui->paletteChooser, &QComboBox::currentIndexChanged, this, &FractalPanel::paletteChosen);
    connect(m_ui->openCountsButton, &QPushButton::clicked, this, [this] { openSample({}); });
    connect(m_ui->showCrashButton, &QPushButton::clicked, this, &FractalPanel::showCrash);
    connect(&m_soon, &QTimer::timeout, this, &FractalPanel::request);
}

void FractalPanel::connectView()
{
    FractalView* const view = m_ui->fractalView;
    connect(view, &FractalView::viewChanged, this, &FractalPanel::viewMoved);
    connect(view, &FractalView::canvasChanged, this, [this] {
        m_isResized = true;
        viewMoved();
    });
    connect(view, &FractalView::hovered, this, &FractalPanel::hoverSample);
    connect(view, &FractalView::hoverLeft, this, &FractalPanel::leaveSample);
    connect(view, &FractalView::picked, this, &FractalPanel::openSample);
    connect(view, &FractalView::noteActed, this, &FractalPanel::goOn);
    connect(view, &FractalView::menuRequested, this, [this](const QPoint& position) { m_menu->open(position); });
    connect(view, &FractalView::precisionReached, this, [this] {
        const QString text = tr("Double precision ends here: deeper, neighbouring pixels would be the same number.");
        showMessage(text);
        QTimer::singleShot(noteMilliseconds, m_ui->fractalView, [note = m_ui->fractalView, text] {
            if (note->note() == text)
                note->setNote({});   // it would hide the picture
        });
    });
    connect(m_menu.get(), &FractalMenu::countsRequested, this, [this] { openSample({}); });
    connect(m_menu.get(), &FractalMenu::failed, this, &FractalPanel::showFailure);
}

void FractalPanel::connectSession()
{
    FractalView* const view = m_ui->fractalView;
    connect(&m_session, &FractalSession::requested, this, [this] {
        m_frame.reset();
        m_scaling.cancel();
        m_comparing.cancel();
        showSample(std::nullopt);
        m_ui->fractalView->setHighlight(std::nullopt);
    });
    // What comes before the picture that is asked for soon belongs to the view before.
    connect(&m_session, &FractalSession::coarseReady, this, [this, view](const QImage& image, int pixels) {
        if (!m_soon.isActive())
            view->drawCoarse(image, pixels);
    });
    connect(&m_session, &FractalSession::tileReady, this, [this, view](const QImage& image, const QPoint& topLeft) {
        if (!m_soon.isActive())
            view->drawTile(image, topLeft);
    });
    connect(&m_session, &FractalSession::finished, this, &FractalPanel::showFrame);
    connect(&m_session, &FractalSession::failed, this, &FractalPanel::giveUp);
    connect(&m_session, &FractalSession::runningChanged, this, [this](bool isRunning) {
        m_ui->stopButton->setEnabled(isRunning);
        m_ui->openCountsButton->setEnabled(m_session.frame() && !m_soon.isActive());
    });
}

void FractalPanel::connectNavigator()
{
    Navigator& navigator = m_context.navigator;
    connect(&navigator, &Navigator::kernelBuilt, this, &FractalPanel::addKernel);
    connect(&navigator, &Navigator::kernelLoaded, this, &FractalPanel::useKernel);
    connect(&navigator, &Navigator::pictureRequested, this, &FractalPanel::useArray);
    connect(&navigator, &Navigator::memoryHovered, this, &FractalPanel::hoverMemory);
    connect(&navigator, &Navigator::memoryChanged, this, &FractalPanel::takeChange);
    connect(&m_context.events, &WorkbenchEvents::journalChanged, this, &FractalPanel::readJournal);
}

void FractalPanel::setMode(FractalMode mode)
{
    FractalScene& scene = m_ui->fractalView->scene();
    if (scene.mode() == mode)
        return;
    scene.setMode(mode);
    if (mode == FractalMode::Explore && !kernel().array.empty()) {
        const QSignalBlocker quiet(m_ui->kernelChooser);
        m_ui->kernelChooser->setCurrentIndex(0);   // an array has no place in the plane
        emit m_context.navigator.statusMessage(
            tr("An array has no place in the plane: the built-in kernel explores it"));
    }
    m_ui->fractalView->setHighlight(std::nullopt);
    m_ui->fractalView->showScene();
    showMode();
    requestSoon();
}

void FractalPanel::showMode()
{
    const FractalScene& scene = m_ui->fractalView->scene();
    const bool isNotebook = scene.isNotebook();
    for (QWidget* const control : {static_cast<QWidget*>(m_ui->canvasLabel), static_cast<QWidget*>(m_ui->heightSpin),
                                   static_cast<QWidget*>(m_ui->timesSign), static_cast<QWidget*>(m_ui->widthSpin)})
        control->setVisible(isNotebook);
    m_ui->pinLimit->setVisible(!isNotebook);
    const QSignalBlocker quietHeight(m_ui->heightSpin);
    const QSignalBlocker quietWidth(m_ui->widthSpin);
    m_ui->heightSpin->setValue(scene.notebookSize().height());   // one that was refused is not asked for again
    m_ui->widthSpin->setValue(scene.notebookSize().width());
    const QSignalBlocker quiet(m_ui->paletteChooser);
    m_ui->paletteChooser->setCurrentText(chosenPalette());
    colourModeButtons();
    showLimit();
}

// Fusion's own look of a checked button is too faint to tell the mode by.
void FractalPanel::colourModeButtons()
{
    QPalette chosen = palette();
    chosen.setColor(QPalette::Button, chosen.color(QPalette::Highlight));
    chosen.setColor(QPalette::ButtonText, chosen.color(QPalette::HighlightedText));
    const bool isNotebook = m_ui->fractalView->scene().isNotebook();
    m_ui->exploreButton->setPalette(isNotebook ? QPalette() : chosen);
    m_ui->notebookButton->setPalette(isNotebook ? chosen : QPalette());
}

void FractalPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colourModeButtons();
    if (event->type() == QEvent::FontChange)
        keepResultHeight();
}

void FractalPanel::showLimit()
{
    const FractalScene& scene = m_ui->fractalView->scene();
    const QSignalBlocker quietSpin(m_ui->iterationsSpin);
    const QSignalBlocker quietPin(m_ui->pinLimit);
    m_ui->iterationsSpin->setValue(scene.limit());
    m_ui->pinLimit->setChecked(scene.isLimitPinned());
}

void FractalPanel::limitEdited(int limit)
{
    m_ui->fractalView->scene().pinLimit(limit);
    showLimit();
    requestSoon();
}

QString& FractalPanel::chosenPalette()
{
    return m_palettes[m_ui->fractalView->scene().isNotebook() ? 1 : 0];
}

void FractalPanel::paletteChosen()
{
    chosenPalette() = m_ui->paletteChooser->currentText();
    requestSoon();
}

}  // namespace memdelbrot
