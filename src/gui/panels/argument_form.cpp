#include "gui/panels/argument_form.h"

#include "gui/models/call_text.h"
#include "gui/models/target_text.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace memdelbrot {

ArgumentForm::ArgumentForm(QWidget& page, QObject* parent)
    : QObject(parent), m_page(page), m_layout(new QFormLayout(&page))
{
    m_layout->setContentsMargins({});
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void ArgumentForm::clear()
{
    m_fields.clear();
    m_names.clear();
    while (m_layout->rowCount() > 0)
        m_layout->removeRow(0);
}

QStringList ArgumentForm::namesOf(const CSignature& signature)
{
    QStringList names;
    for (const CParameter& parameter : signature.parameters) {
        const QString name = parameter.name.empty() ? tr("argument %1").arg(names.size() + 1) : toQt(parameter.name);
        names.append(QStringLiteral("%1 (%2)").arg(name, toQt(parameter.type.spelling)));
    }
    return names;
}

void ArgumentForm::setSignature(const CSignature& signature, Keep keep)
{
    const QStringList names = namesOf(signature);
    const bool isAsBefore = names == m_names && signature.isVariadic == m_isVariadic;
    if (keep == Keep::Texts && isAsBefore)
        return;
    const std::vector<std::string> texts = keep == Keep::Texts ? this->texts() : std::vector<std::string>();
    clear();
    m_names = names;
    m_isVariadic = signature.isVariadic;
    for (const CParameter& parameter : signature.parameters) {
        const QString& name = names[static_cast<qsizetype>(m_fields.size())];
        addField(QString(name).replace(QLatin1String(" ("), QLatin1String("  (")), name, argumentHint(parameter.type));
    }
    for (std::size_t i = 0; i < std::min(texts.size(), m_fields.size()); ++i)
        m_fields[i]->setText(toQt(texts[i]));
    if (signature.isVariadic)
        addMore();
}

void ArgumentForm::addMore()
{
    auto* const more = new QPushButton(tr("&More…"), &m_page);
    more->setObjectName(QStringLiteral("addArgument"));
    more->setToolTip(tr("This function takes any number of further arguments"));
    more->setAutoDefault(false);
    connect(more, &QPushButton::clicked, this, &ArgumentForm::addVariadicField);
    m_layout->addRow(QString(), more);
}

QLineEdit* ArgumentForm::addField(const QString& label, const QString& name, const QString& hint)
{
    auto* const field = new QLineEdit(&m_page);
    field->setObjectName(QStringLiteral("argument%1").arg(m_fields.size()));
    field->setAccessibleName(name);
    field->setPlaceholderText(hint);
    field->setToolTip(tr("%1\n%2").arg(name, hint));
    connect(field, &QLineEdit::returnPressed, this, &ArgumentForm::submitted);
    connect(field, &QLineEdit::textEdited, this, &ArgumentForm::edited);
    auto* const text = new QLabel(label, &m_page);
    text->setTextFormat(Qt::PlainText);
    text->setBuddy(field);
    m_layout->insertRow(static_cast<int>(m_fields.size()), text, field);
    m_fields.push_back(field);
    return field;
}

void ArgumentForm::addVariadicField()
{
    const QString name = tr("argument %1").arg(m_fields.size() + 1);
    addField(name, name, tr("3, 2.5, \"text\" or $name"))->setFocus();
}

std::vector<std::string> ArgumentForm::texts() const
{
    std::vector<std::string> texts;
    for (const QLineEdit* field : m_fields)
        texts.push_back(field->text().trimmed().toStdString());
    return texts;
}

bool ArgumentForm::putIn(const QString& argument)
{
    const auto isFree = [](const QLineEdit* field) { return field->text().isEmpty(); };
    auto found = std::find_if(m_fields.begin(), m_fields.end(),
                              [&](const QLineEdit* field) { return field->hasFocus() && isFree(field); });
    if (found == m_fields.end())
        found = std::find_if(m_fields.begin(), m_fields.end(), isFree);
    if (found == m_fields.end())
        return false;
    (*found)->setText(argument);
    (*found)->setFocus();
    return true;
}

void ArgumentForm::showWrong(int argument)
{
    if (argument < 0 || static_cast<std::size_t>(argument) >= m_fields.size())
        return;
    m_fields[static_cast<std::size_t>(argument)]->setFocus();
    m_fields[static_cast<std::size_t>(argument)]->selectAll();
}

}  // namespace memdelbrot
