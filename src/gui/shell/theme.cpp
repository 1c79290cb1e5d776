#include "gui/shell/theme.h"

#include "gui/shell/desktop_colours.h"
#include "gui/shell/edged_style.h"
#include "gui/shell/palettes.h"

#include <QApplication>
#include <QIcon>
#include <QTimer>

namespace memdelbrot {

namespace {

// Qt's widgets ask for the desktop's icons first: a line edit's cross alone looks for thousands of files, a third of the
// time to the first window, and what is found may be black on our dark palette. They have icons of their own.
void useNoIconTheme()
{
    const QStringList ours{QStringLiteral(":/icons")};
    QIcon::setThemeSearchPaths(ours);
    QIcon::setFallbackSearchPaths(ours);
}

}  // namespace

Theme::Theme(Settings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_choice(choiceOf(settings.text(Setting::Theme)))
{
    useNoIconTheme();
    QApplication::setStyle(new EdgedStyle);
    apply();
}

Theme::Choice Theme::choiceOf(const QString& name)
{
    if (name == QLatin1String("light"))
        return Choice::Light;
    return name == QLatin1String("dark") ? Choice::Dark : Choice::System;
}

void Theme::choose(Choice choice)
{
    const char* const name = choice == Choice::Light ? "light" : choice == Choice::Dark ? "dark" : "system";
    m_settings.setValue(Setting::Theme, QString::fromLatin1(name));
    overrideChoice(choice);
}

void Theme::overrideChoice(Choice choice)
{
    m_choice = choice;
    apply();
    emit choiceChanged();
}

void Theme::apply()
{
    const bool dark =
        m_choice == Choice::Dark || (m_choice == Choice::System && m_settings.isOn(Setting::LastDesktopDark));
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
    if (m_choice == Choice::System && !m_desktop) {
        m_desktop = new DesktopColours(this);
        connect(m_desktop, &DesktopColours::answered, this, &Theme::desktopAnswered);
        QTimer::singleShot(0, m_desktop, &DesktopColours::ask);  // the first window comes first
    }
}

void Theme::desktopAnswered(bool isDark)
{
    if (m_settings.isOn(Setting::LastDesktopDark) == isDark)
        return;
    m_settings.setValue(Setting::LastDesktopDark, isDark);
    apply();
}

}  // namespace memdelbrot
