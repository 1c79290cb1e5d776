#pragma once

#include <QObject>
#include <QStringList>

namespace memdelbrot {

class MainWindow;
class StoryStrip;

// Presses the story's steps in a window, one after the other, and saves a picture of each: step-00-first-screen.png,
// step-01-makeHello.png …
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
    void listen();
    void waitForFirstPicture();
    void playNext();
    void takePicture(const QString& name);
    void fail(const QString& step, const QString& why);

    MainWindow& m_window;
    StoryStrip* m_strip;
    QString m_folder;
    QStringList m_waiting;   // steps to be played
    int m_pictures = 0;
    int m_tries = 0;
    bool m_isRendered = false;
};

}  // namespace memdelbrot
