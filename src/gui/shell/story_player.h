#pragma once

#include "gui/models/jobs.h"
#include "gui/shell/window_hands.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace memdelbrot {

class MainWindow;
class Workbench;

// Walks through the story in a window as a person would and saves a picture of each step: step-1-hello.png …
class StoryPlayer final : public QObject {
    Q_OBJECT

public:
    // `window` outlives it. `folder` is made where it isn't there.
    StoryPlayer(MainWindow& window, QString folder);

    void start();

signals:
    // exitCode 0: all steps were played, and said so on stdout; 1: one was not, and stderr says which.
    void finished(int exitCode);

private:
    struct Step {
        QString name;
        std::function<bool()> act;                        // false: what it needs is not in the window
        std::function<bool(Workbench&)> isDone = {};      // asked off this thread until it is true
        std::function<bool()> isShown = {};               // asked on this thread, after isDone
    };

    [[nodiscard]] std::vector<Step> steps();
    [[nodiscard]] Step helloStep();
    [[nodiscard]] Step evilStep();
    [[nodiscard]] Step mallocStep();
    [[nodiscard]] Step kernelStep();
    [[nodiscard]] Step fractalStep();
    [[nodiscard]] bool isPictureDone() const;
    void playNext();
    void ask();
    void heard(bool isDone);
    void takePicture();
    void fail(const QString& why);

    MainWindow& m_window;
    WindowHands m_hands;
    QString m_folder;
    std::vector<Step> m_steps;
    std::size_t m_current = 0;
    int m_renders = 0;
    QElapsedTimer m_time;
    Job m_question;
};

}  // namespace memdelbrot
