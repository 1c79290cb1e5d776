// The library panel over a workbench of its own, driven by its objects' names.
#pragma once

#include "gui/models/allocation_list_model.h"
#include "gui/models/workbench_events.h"
#include "gui/panels/library_panel.h"
#include "support/second_program.h"

#include <QtTest>
#include <QtWidgets>

namespace memdelbrot {

class LibraryPanelFixture {
protected:
    void openPanel()
    {
        m_workbench =
            std::make_unique<Workbench>(WorkbenchOptions{.worker = {.program = BINARY_FOLDER "/memdelbrot-worker"},
                                                         .parser = {.program = BINARY_FOLDER "/memdelbrot-parser"}});
        m_events = std::make_unique<WorkbenchEvents>(*m_workbench);
        m_navigator = std::make_unique<Navigator>();
        m_panel = std::make_unique<LibraryPanel>(PanelContext{*m_workbench, *m_events, *m_navigator});
        m_panel->resize(1200, 300);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        QTRY_VERIFY_WITH_TIMEOUT(find<QTreeView>("exportTable")->model()->rowCount() > 0, 30'000);
    }

    void closePanel()
    {
        m_panel.reset();
        m_navigator.reset();
        m_events.reset();
        m_workbench.reset();
    }

    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name)
    {
        return m_panel->findChild<Widget*>(QLatin1String(name));
    }

    void open(const QString& library, const QString& symbol)
    {
        emit m_navigator->symbolRequested(library, symbol);
        QTRY_VERIFY_WITH_TIMEOUT(find<QLineEdit>("declarationField")->text().contains(symbol), 30'000);
    }

    void type(const char* field, const char* text)
    {
        auto* const edit = find<QLineEdit>(field);
        QVERIFY2(edit, field);
        edit->selectAll();
        QTest::keyClicks(edit, QString::fromUtf8(text));
    }

    void press(const char* button) { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }
    [[nodiscard]] QString shown(const char* label) { return find<QLabel>(label)->text(); }

    static inline const QString callees = QStringLiteral(SUBJECTS_FOLDER "/libcallees.so");
    static inline const QString crashers = QStringLiteral(SUBJECTS_FOLDER "/libcrashers.so");
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<WorkbenchEvents> m_events;
    std::unique_ptr<Navigator> m_navigator;
    std::unique_ptr<LibraryPanel> m_panel;
};

}  // namespace memdelbrot
