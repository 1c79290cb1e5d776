#pragma once

#include "gui/models/latest_job.h"
#include "gui/shell/navigator.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace memdelbrot {

// Stands where a filter leaves nothing of a library's exports, or nothing that begins so: says so, and leads to a library
// that exports the name. Shows itself when there is something to say.
class ExportHint final : public QWidget {
    Q_OBJECT

public:
    explicit ExportHint(Workbench& workbench, QWidget* parent = nullptr);

    struct Search {
        QString library;  // whose exports were filtered
        QString words;  // as typed
        bool functionsOnly = true;
        bool isListEmpty = true;  // else nothing in it begins with the words: only another library is worth a line
        QStringList others;  // libraries to look in
    };
    void explain(const Search& search);
    void clear();

signals:
    void libraryWanted(const QString& library);

private:
    void offer(const QString& library);

    Workbench& m_workbench;
    QLabel* m_text;
    QPushButton* m_other;
    QString m_offered;
    LatestJob m_job;
};

}  // namespace memdelbrot
