#pragma once

#include <QDBusVariant>
#include <QObject>

namespace memdelbrot {

// What the desktop wishes: the portal's org.freedesktop.appearance color-scheme, asked off this thread and then followed.
// Silent where there is no session bus, no portal or no wish.
class DesktopColours final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void ask();

signals:
    void answered(bool isDark);

private slots:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);
};

}  // namespace memdelbrot
