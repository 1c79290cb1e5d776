#pragma once

#include <QSettings>
#include <QVariant>

#include <memory>

namespace memdelbrot {

// Everything that is remembered between runs. Its key, type and default are one row of the table in settings.cpp.
enum class Setting {
    Theme,              // "light", "dark", "system"
    LastDesktopDark,    // what the desktop wished last time: the first frame is then rarely the wrong colour
    WindowGeometry,
    WindowState,        // docks and toolbars
    StoryDismissed,     // the strip of steps was closed
    LastFolder,         // where the last file was opened
};

// Values outside a setting's type are read as its default.
class Settings final {
public:
    Settings();                                   // the user's own store
    explicit Settings(const QString& iniFile);    // any other: for tests and the story

    [[nodiscard]] QVariant value(Setting setting) const;
    [[nodiscard]] QString text(Setting setting) const { return value(setting).toString(); }
    [[nodiscard]] bool isOn(Setting setting) const { return value(setting).toBool(); }
    [[nodiscard]] QByteArray bytes(Setting setting) const { return value(setting).toByteArray(); }
    void setValue(Setting setting, const QVariant& value);
    void reset(Setting setting);
    void save() { m_store->sync(); }   // at once; otherwise soon, or at the end

private:
    std::unique_ptr<QSettings> m_store;
};

}  // namespace memdelbrot
