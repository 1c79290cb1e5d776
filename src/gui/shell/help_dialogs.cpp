#include "gui/shell/help_dialogs.h"

#include "gui/shell/icons.h"

#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMessageBox>
#include <QScreen>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace memdelbrot {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("HelpDialogs", text);
}

void addRow(QTreeWidget& list, const QString& keys, const QString& text)
{
    auto* const row = new QTreeWidgetItem(&list, {keys, text});
    row->setToolTip(1, text);   // where the user makes the dialog narrow
}

void addActions(QTreeWidget& list, const QWidget& window)
{
    for (const QAction* action : window.findChildren<QAction*>()) {
        const QList<QKeySequence> keys = action->shortcuts();
        if (!keys.isEmpty())
            addRow(list, QKeySequence::listToString(keys, QKeySequence::NativeText),
                   action->text().remove(QLatin1Char('&')));
    }
}

// Wide enough for every row, where the screen is.
QSize sizeOf(const QTreeWidget& list, const QWidget& window)
{
    constexpr int room = 64;   // pixels: the dialog's margins, the list's frame and scroll bar
    const QAbstractItemView& view = list;
    return QSize(view.sizeHintForColumn(0) + view.sizeHintForColumn(1) + room, 560)
        .boundedTo(window.screen()->availableSize());
}

void addPanelKeys(QTreeWidget& list)
{
    addRow(list, tr("Tab in the memory"),
           tr("From cells to text and typed values; type to change what is under the cursor"));
    addRow(list, tr("Enter in the console"), tr("Run the cell; it asks for another line where it is not whole"));
    addRow(list, tr("Click, right click on the picture"),
           tr("Zoom in, zoom out; the wheel zooms about the cursor, dragging moves"));
}

}  // namespace

void showAbout(QWidget& window)
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Memdelbrot"),
                                tr("<h3>Memdelbrot %1</h3>").arg(QStringLiteral(MEMDELBROT_VERSION)),
                                QMessageBox::Close, &window);
    box->setObjectName(QStringLiteral("aboutBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(applicationIcon().pixmap(64));
    box->setInformativeText(
        tr("Look at memory, understand it, change it, draw it, and call any C function on it.<br><br>"
           "Everything is bytes at an address, seen through a type.<br><br>"
           "A crash of a called function cannot close this window. The function still has your rights.<br><br>"
           "Free software under the GNU General Public License, version 3 or later."));
    box->open();
}

void showShortcuts(QWidget& window)
{
    auto* dialog = new QDialog(&window);
    dialog->setObjectName(QStringLiteral("shortcutsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keyboard shortcuts"));
    auto* list = new QTreeWidget(dialog);
    list->setObjectName(QStringLiteral("shortcutsList"));
    list->setAccessibleName(tr("Keyboard shortcuts"));
    list->setHeaderLabels({tr("Keys"), tr("What they do")});
    list->setRootIsDecorated(false);
    list->setAlternatingRowColors(true);
    addActions(*list, window);
    addPanelKeys(*list);
    list->header()->setStretchLastSection(true);
    list->resizeColumnToContents(0);
    dialog->resize(sizeOf(*list, window));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(list);
    layout->addWidget(buttons);
    dialog->open();
}

}  // namespace memdelbrot
