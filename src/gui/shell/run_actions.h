#pragma once

#include <QObject>

#include <vector>

class QAction;
class QMenu;

namespace memdelbrot {

class DockLayout;

// The Run menu: each panel's main button, from anywhere, and one action (F5) for the panel that was used last. The panels
// name their buttons; a button that is disabled does nothing, and the menu shows it so.
class RunActions final : public QObject {
    Q_OBJECT

public:
    // Both outlive it.
    RunActions(const DockLayout& docks, QMenu& menu, QObject* parent);

    [[nodiscard]] QAction* runAction() const { return m_run; }

private:
    struct Entry {
        QString dock;
        QString button;
        QAction* action = nullptr;
    };

    void addEntry(const char* dock, const char* button, const char* action, const QString& text, const QString& keys);
    [[nodiscard]] bool isUsable(const Entry& entry) const;
    void press(const Entry& entry) const;
    void runLastUsed();
    void noteFocus(const QWidget* focused);

    const DockLayout& m_docks;
    QMenu& m_menu;
    QAction* m_run;
    std::vector<Entry> m_entries;
    QString m_lastUsedDock;
};

}  // namespace memdelbrot
