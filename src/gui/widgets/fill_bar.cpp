#include "gui/widgets/fill_bar.h"

#include "gui/models/target_text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace memdelbrot {

namespace {

// As often as it goes in wholly.
std::vector<std::byte> repeated(const std::vector<std::byte>& element, std::uint64_t size)
{
    std::vector<std::byte> bytes;
    bytes.reserve(static_cast<std::size_t>(size));
    while (bytes.size() + element.size() <= size)
        bytes.insert(bytes.end(), element.begin(), element.end());
    return bytes;
}

}  // namespace

FillBar::FillBar(QWidget* parent) : QFrame(parent), m_what(new QLabel(this)), m_value(new QLineEdit(this))
{
    m_value->setObjectName(QStringLiteral("fillValue"));
    m_value->setAccessibleName(tr("Value to fill with"));
    m_value->setMaximumWidth(180);
    m_what->setBuddy(m_value);
    auto* const fillButton = new QPushButton(tr("Fill"), this);
    fillButton->setObjectName(QStringLiteral("fillButton"));
    auto* const cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("fillCancel"));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(8, 3, 4, 3);
    row->addWidget(m_what);
    row->addWidget(m_value);
    row->addWidget(fillButton);
    row->addWidget(cancel);
    row->addStretch();
    connect(fillButton, &QPushButton::clicked, this, &FillBar::fill);
    connect(m_value, &QLineEdit::returnPressed, this, &FillBar::fill);
    connect(cancel, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void FillBar::open(const AddressRange& range, const Dtype& dtype)
{
    m_range = range;
    m_dtype = dtype;
    m_what->setText(
        tr("Fill %1 from %2 as %3 with").arg(sizeText(range.size()), addressText(range.begin()), toQt(dtype.name())));
    m_value->setText(dtype.kind() == DtypeKind::Float ? QStringLiteral("0.0") : QStringLiteral("0"));
    show();
    m_value->setFocus();
    m_value->selectAll();
}

void FillBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QFrame::keyPressEvent(event);
}

void FillBar::fill()
{
    if (!m_dtype)
        return;
    const auto element = fillElement(*m_dtype, m_value->text().toStdString(), m_range.size());
    if (!element) {
        emit refused(element.error());
        return;
    }
    hide();
    m_building.start(
        this,
        [element = *element, size = m_range.size()](std::stop_token) {
            return std::make_shared<std::vector<std::byte>>(repeated(element, size));
        },
        [this, begin = m_range.begin()](const std::shared_ptr<std::vector<std::byte>>& bytes) {
            emit filled(begin, bytes);
        });
}

void FillBar::abandon()
{
    m_building.cancel();
    hide();
}

Result<std::vector<std::byte>> fillElement(const Dtype& dtype, std::string_view value, std::uint64_t size)
{
    if (size > FillBar::kMostBytes)
        return failure(
            {.code = ErrorCode::TooLarge, .subject = "the selection", .detail = "64 MiB can be filled at once"});
    const auto element = parseElement(dtype, value);
    if (!element)
        return failure(element.error());
    if (size < element->size())
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = "the selection",
                        .detail = "it is smaller than an element"});
    return element;
}

}  // namespace memdelbrot
