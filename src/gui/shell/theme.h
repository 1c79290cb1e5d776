#pragma once

#include "gui/shell/settings.h"

#include <QObject>

namespace memdelbrot {

class DesktopColours;

// The application's colours: Fusion with our own palettes, chosen by the user or by the desktop.
// Start-up never waits for the desktop's answer.
class Theme final : public QObject {
    Q_OBJECT

public:
    enum class Choice { Light, Dark, System };

    // `settings` outlives it.
    explicit Theme(Settings& settings, QObject* parent = nullptr);

    [[nodiscard]] static Choice choiceOf(const QString& name);   // "light", "dark"; anything else: System
    [[nodiscard]] Choice choice() const { return m_choice; }
    void choose(Choice choice);                                  // and remembers it
    void overrideChoice(Choice choice);                          // for this run only

signals:
    void choiceChanged();

private:
    void apply();
    void desktopAnswered(bool isDark);

    Settings& m_settings;
    Choice m_choice;
    DesktopColours* m_desktop = nullptr;   // once the desktop was asked
};

}  // namespace memdelbrot
