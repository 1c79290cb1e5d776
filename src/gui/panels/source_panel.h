#pragma once

#include "gui/models/jobs.h"
#include "gui/shell/navigator.h"
#include "gui/widgets/text_colour.h"
#include "workbench/source_builds.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QListWidgetItem;

namespace Ui {
class SourcePanel;
}

namespace memdelbrot {

// C++ text, compiled by the system's g++ and loaded; its functions are then callable, and a kernel draws the fractal.
class SourcePanel final : public QWidget {
    Q_OBJECT

public:
    explicit SourcePanel(const PanelContext& context, QWidget* parent = nullptr);
    ~SourcePanel() override;

    [[nodiscard]] bool isModified() const;   // since it was opened, saved or replaced by the example
    // Asks for a file. False: the user thought better of it, or it could not be written, and the panel says why.
    bool save();

    // The file dialogs, to be replaced by tests. Empty: the user thought better of it.
    std::function<QString(QWidget*)> chooseFileToOpen;
    std::function<QString(QWidget*)> chooseFileToSave;
    std::function<bool(QWidget*)> confirmDiscard;   // of changed text

protected:
    void changeEvent(QEvent* event) override;

private:
    void connectControls();
    void build();
    void stopBuild();
    void showBuild(Result<SourceBuild> build);
    void showDiagnostics(const std::vector<SourceDiagnostic>& diagnostics);
    void showFunctions();
    void announceBuild();
    void colourDiagnostics();
    void showAge();
    void say(const QString& text, const ColourOf& colour);
    void goToDiagnostic(const QListWidgetItem* item);
    void callCurrentFunction();
    void useCurrentKernel();
    void updateFunctionButtons();
    void openFile();
    void openAt(const QString& path, int line);   // 1-based
    [[nodiscard]] std::optional<QString> read(const QString& path);   // nullopt: it cannot be read, which is said
    void showExample();
    [[nodiscard]] const CSignature* currentFunction() const;

    PanelContext m_context;
    std::unique_ptr<Ui::SourcePanel> m_ui;
    SourceBuild m_build;     // the last one that succeeded
    QString m_building;      // the text that is being compiled
    QString m_built;         // the text that m_build is of
    QString m_success;       // how that was said; empty: something else was said since
    Job m_job;
};

}  // namespace memdelbrot
