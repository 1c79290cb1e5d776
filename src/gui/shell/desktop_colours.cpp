#include "gui/shell/desktop_colours.h"

#include "gui/models/jobs.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QPointer>

namespace memdelbrot {

namespace {

// org.freedesktop.portal.Settings: color-scheme 1 is "prefers dark", 2 "prefers light", 0 no preference
// (xdg-desktop-portal, data/org.freedesktop.portal.Settings.xml).
constexpr uint prefersDark = 1;

const QString portalService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colourScheme = QStringLiteral("color-scheme");

// Read() answers a variant within a variant.
uint innermostNumber(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

// Without either, Qt would try to launch a bus of its own.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") || qEnvironmentVariableIsSet("XDG_RUNTIME_DIR");
}

}  // namespace

void DesktopColours::ask()
{
    if (!hasSessionBus())
        return;
    blockingPool().start([self = QPointer<DesktopColours>(this)] {
        QDBusConnection bus = QDBusConnection::sessionBus();
        if (!bus.isConnected())
            return;
        QDBusMessage question =
            QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, QStringLiteral("Read"));
        question << appearance << colourScheme;
        const QDBusMessage answer = bus.call(question, QDBus::Block, 2000);
        QMetaObject::invokeMethod(
            qApp,
            [self, answer] {
                if (!self || answer.type() != QDBusMessage::ReplyMessage || answer.arguments().isEmpty())
                    return;
            // QtDBus connects by name only.
                QDBusConnection::sessionBus().connect(portalService, portalPath, portalInterface,
                                                      QStringLiteral("SettingChanged"), self,
                                                      SLOT(settingChanged(QString, QString, QDBusVariant)));
                emit self->answered(innermostNumber(answer.arguments().constFirst()) == prefersDark);
            },
            Qt::QueuedConnection);
    });
}

void DesktopColours::settingChanged(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group == appearance && key == colourScheme)
        emit answered(innermostNumber(value.variant()) == prefersDark);
}

}  // namespace memdelbrot
