// What the picture's counts come from: the built-in kernel, a loaded one, an array of the worker's.
#include "gui/models/target_text.h"
#include "gui/panels/fractal_panel.h"
#include "ui_fractal_panel.h"
#include "workbench/error_text.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFileInfo>
#include <QStyle>

#include <algorithm>

namespace memdelbrot {

namespace {

enum KernelRole { LibraryRole = Qt::UserRole, SymbolRole, ArrayRole };

constexpr int widestList = 600;   // pixels; longer names lose their middle

// The chooser itself may be narrower than its names.
void fitList(QComboBox& chooser)
{
    QAbstractItemView& list = *chooser.view();
    const int bar = chooser.style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, &list);
    list.setTextElideMode(Qt::ElideMiddle);
    list.setMinimumWidth(std::min(list.sizeHintForColumn(0) + bar, widestList));
}

}  // namespace

// A kernel that was compiled anew takes the place of the one before, and is drawn where that one was in use.
void FractalPanel::addKernel(const QString& library, const QString& symbol)
{
    QComboBox* const chooser = m_ui->kernelChooser;
    const QSignalBlocker quiet(chooser);
    int index = chooser->findData(symbol, SymbolRole);
    if (index < 0) {
        chooser->addItem({});
        index = chooser->count() - 1;
    }
    const bool isNew = chooser->itemData(index, LibraryRole).toString() != library;
    chooser->setItemText(index, symbol + QStringLiteral(" — ") + QFileInfo(library).fileName());
    chooser->setItemData(index, library, LibraryRole);
    chooser->setItemData(index, symbol, SymbolRole);
    chooser->setItemData(index, library, Qt::ToolTipRole);
    fitList(*chooser);
    if (isNew && index == chooser->currentIndex())
        requestSoon();
}

void FractalPanel::useKernel(const QString& library, const QString& symbol)
{
    addKernel(library, symbol);
    const QSignalBlocker quiet(m_ui->kernelChooser);
    m_ui->kernelChooser->setCurrentIndex(m_ui->kernelChooser->findData(symbol, SymbolRole));
    requestSoon();
}

// An array has a shape and no place in the plane: it is seen as Notebook view's canvas, whose axes count rows and columns.
void FractalPanel::useArray(const QString& name)
{
    const auto array = m_context.workbench.allocations().named(name.toStdString());
    constexpr std::uint64_t longest = 1 << 20;  // of the canvas's axes
    if (!array || array->view.shape.size() != 2 || array->view.shape[0] > longest || array->view.shape[1] > longest)
        return showFailure(array ? Error{.code = ErrorCode::InvalidArgument,
                                         .subject = name.toStdString(),
                                         .detail = "a picture has two axes of up to 1,048,576"}
                                 : array.error());
    QComboBox* const chooser = m_ui->kernelChooser;
    {
        const QSignalBlocker quiet(chooser);
        int index = chooser->findData(name, ArrayRole);
        if (index < 0) {
            chooser->addItem(QLatin1Char('$') + name);
            index = chooser->count() - 1;
            chooser->setItemData(index, name, ArrayRole);
            fitList(*chooser);
        }
        chooser->setCurrentIndex(index);
        m_ui->heightSpin->setValue(static_cast<int>(array->view.shape[0]));
        m_ui->widthSpin->setValue(static_cast<int>(array->view.shape[1]));
    }
    setMode(FractalMode::Notebook);
    requestSoon();
}

KernelChoice FractalPanel::kernel() const
{
    const QComboBox& chooser = *m_ui->kernelChooser;
    return {.library = chooser.currentData(LibraryRole).toString().toStdString(),
            .symbol = chooser.currentData(SymbolRole).toString().toStdString(),
            .array = chooser.currentData(ArrayRole).toString().toStdString()};
}

}  // namespace memdelbrot
