#pragma once

class QWidget;

namespace memdelbrot {

// Non-blocking; gone when closed.
void showAbout(QWidget& window);
// Lists every action of the window that has a shortcut, so that it never lags behind them, and the panels' own keys.
void showShortcuts(QWidget& window);

}  // namespace memdelbrot
