#pragma once

#include "gui/models/export_list_model.h"
#include "gui/models/jobs.h"
#include "gui/shell/navigator.h"

#include <QWidget>

#include <functional>
#include <memory>

namespace Ui {
class LibraryPanel;
}

namespace memdelbrot {

class ArgumentForm;
class ArrayTabs;
class ExportHint;
class ResultTab;

// A library's exports, their declarations, and calls of them in the worker.
class LibraryPanel final : public QWidget {
    Q_OBJECT

public:
    explicit LibraryPanel(const PanelContext& context, QWidget* parent = nullptr);
    ~LibraryPanel() override;

    // The file dialog, to be replaced by tests. Empty: the user thought better of it.
    std::function<QString(QWidget*)> chooseLibraryFile;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void setUpExports();
    void connectControls();
    void openLibrary(const QString& name);
    void showExports(Result<std::vector<LibrarySymbol>> symbols);
    void explainFilter();
    void selectSymbol(const QString& name);
    void showSymbol(const QModelIndex& index);
    void useSignature(const CSignature& signature);
    void forgetSignature(const QString& declaration);
    void declare(bool andCall);
    [[nodiscard]] QString writtenDeclaration() const;
    void call();
    void callDeclared();
    void finishDeclaring(const Result<CSignature>& signature, bool andCall);
    void stopCall();
    void showCall(const Result<CallReport>& report, const std::vector<std::string>& arguments);
    void takeArgument(const QString& argument);
    void showProblem(const QString& text);

    PanelContext m_context;
    std::unique_ptr<Ui::LibraryPanel> m_ui;
    ExportListModel m_exports;
    ExportFilter m_filter;
    ExportHint* m_exportHint;   // in the place of the exports where there are none
    std::unique_ptr<ArgumentForm> m_arguments;
    std::unique_ptr<ResultTab> m_result;
    std::unique_ptr<ArrayTabs> m_arrays;
    QString m_library;                      // whose exports are listed, or being read
    bool m_isListed = false;                // its exports are read
    QString m_wantedSymbol;                 // to be chosen once they are listed
    QStringList m_waitingArguments;         // for the form of that symbol
    std::optional<CSignature> m_signature;  // the last one declared
    QString m_declared;                     // its text: another one in the field is declared before it is called
    std::stop_source m_stopCall;            // a call is let finish its report, unlike a job that is cancelled
    Job m_exportJob;
    Job m_declareJob;
    Job m_callJob;
};

}  // namespace memdelbrot
