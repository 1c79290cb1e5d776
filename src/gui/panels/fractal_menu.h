#pragma once

#include "gui/models/fractal_session.h"
#include "gui/models/jobs.h"
#include "gui/shell/navigator.h"
#include "gui/widgets/fractal_view.h"

#include <QMenu>

namespace memdelbrot {

// What the picture's menu does: moving about, the counts in memory, saving.
class FractalMenu final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    FractalMenu(FractalView& view, FractalSession& session, Navigator& navigator);

    void open(const QPoint& globalPosition);

signals:
    void countsRequested();
    void failed(const memdelbrot::Error& error);

private:
    QAction* add(const char* name, const QString& text, const QKeySequence& shown = {});
    void addMoves();
    void addSaving();
    void askForFile(const QString& title, const QString& suggestion, void (FractalMenu::*save)(const QString& path));
    void savePicture(const QString& path);
    void saveCounts(const QString& path);
    void copyPlace() const;
    void report(const Result<QString>& saved);

    FractalView& m_view;
    FractalSession& m_session;
    Navigator& m_navigator;
    QMenu m_menu;
    QAction* m_back = nullptr;
    QAction* m_forward = nullptr;
    QList<QAction*> m_needFrame;
    Job m_saving;
};

}  // namespace memdelbrot
