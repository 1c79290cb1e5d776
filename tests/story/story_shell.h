// A memdelbrot-cli shell that is fed the story's file line by line, up to each mark.
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

#include <cstdint>

namespace memdelbrot::testing {

class StoryShell final {
public:
    static constexpr int patience = 120'000;   // ms until a line that says nothing is a failure

    [[nodiscard]] static QProcessEnvironment environment();
    void start();
    void feedTo(const QString& mark);  // the next one
    void skipTo(const QString& mark);  // over those before it
    // One line, and the one JSON line that answers it.
    QJsonDocument send(const QString& line);
    [[nodiscard]] int pidOf(const QString& target);

    [[nodiscard]] QJsonObject last() const { return m_last.object(); }  // the answer to the last line that had one
    [[nodiscard]] QJsonObject before() const { return m_before.object(); }  // and to the one before
    [[nodiscard]] QByteArray refusal() const { return m_refusal; }  // what a line that had to fail said
    [[nodiscard]] QString output() const { return last()[QStringLiteral("output")].toString().trimmed(); }
    [[nodiscard]] QProcess& process() { return m_shell; }

private:
    [[nodiscard]] QString nextMark() const;
    QJsonDocument sendRefused(const QString& line);

    QProcess m_shell;
    QStringList m_lines;
    qsizetype m_next = 0;
    QJsonDocument m_last;
    QJsonDocument m_before;
    QByteArray m_refusal;
};

inline std::uint64_t addressIn(const QJsonObject& object, const char* key = "address")
{
    return object[QLatin1String(key)].toString().toULongLong(nullptr, 16);
}

}  // namespace memdelbrot::testing
