#include "gui/shell/settings.h"

#include <QDir>

#include <array>

namespace memdelbrot {

namespace {

struct Row {
    Setting setting;
    const char* key;
    QMetaType::Type type;
    QVariant fallback;
};

const Row& rowOf(Setting setting)
{
    static const std::array<Row, 6> rows{{
        {Setting::Theme, "window/theme", QMetaType::QString, QStringLiteral("system")},
        {Setting::LastDesktopDark, "window/lastDesktopDark", QMetaType::Bool, false},
        {Setting::WindowGeometry, "window/geometry", QMetaType::QByteArray, QByteArray()},
        {Setting::WindowState, "window/state", QMetaType::QByteArray, QByteArray()},
        {Setting::StoryDismissed, "window/storyDismissed", QMetaType::Bool, false},
        {Setting::LastFolder, "files/lastFolder", QMetaType::QString, QDir::homePath()},
    }};
    return rows[static_cast<std::size_t>(setting)];
}

}  // namespace

Settings::Settings()
    : m_store(std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("memdelbrot"),
                                          QStringLiteral("memdelbrot")))
{
}

Settings::Settings(const QString& iniFile) : m_store(std::make_unique<QSettings>(iniFile, QSettings::IniFormat)) {}

QVariant Settings::value(Setting setting) const
{
    const Row& row = rowOf(setting);
    QVariant stored = m_store->value(QLatin1String(row.key), row.fallback);
    return stored.convert(QMetaType(row.type)) ? stored : row.fallback;
}

void Settings::setValue(Setting setting, const QVariant& value)
{
    m_store->setValue(QLatin1String(rowOf(setting).key), value);
}

void Settings::reset(Setting setting)
{
    m_store->remove(QLatin1String(rowOf(setting).key));
}

}  // namespace memdelbrot
