#pragma once

#include <QString>
#include <QStringList>

namespace memdelbrot {

// What was typed before, walked with Up and Down. The line being typed is kept and comes back at the end.
class ConsoleHistory final {
public:
    static constexpr int Limit = 1000;

    void add(const QString& text);   // not what is empty or repeats the last one; ends the walk
    // The text to show instead of `current`; null at either end.
    [[nodiscard]] QString previous(const QString& current);
    [[nodiscard]] QString next();

    [[nodiscard]] const QStringList& texts() const { return m_texts; }

private:
    QStringList m_texts;      // oldest first
    qsizetype m_position = 0; // texts().size(): at what is being typed
    QString m_typed;
};

}  // namespace memdelbrot
