#pragma once

#include <QObject>

class QMainWindow;

namespace memdelbrot {

// Keeps a window that is about to close until the user has said what becomes of source text that is not saved.
class UnsavedSource final : public QObject {
    Q_OBJECT

public:
    // `window` outlives it.
    explicit UnsavedSource(QMainWindow& window);

    // False: the user is being asked, and the window is closed once more where the answer allows it.
    [[nodiscard]] bool mayClose();

private:
    void answer(int button);

    QMainWindow& m_window;
    bool m_isSettled = false;   // answered, and closing
};

}  // namespace memdelbrot
