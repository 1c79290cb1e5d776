#pragma once

#include "layout/c_type.h"

#include <QWidget>

class QFormLayout;
class QLineEdit;

namespace memdelbrot {

// A field for each parameter of a signature, and for a variadic one fields as they are asked for.
class ArgumentForm final : public QObject {
    Q_OBJECT

public:
    // The fields are made inside `page`, which outlives this.
    explicit ArgumentForm(QWidget& page, QObject* parent = nullptr);

    enum class Keep { Nothing, Texts };
    // Texts: what is typed stays with the parameters of the same place; where all are as before, nothing moves.
    void setSignature(const CSignature& signature, Keep keep = Keep::Nothing);
    void clear();
    [[nodiscard]] std::vector<std::string> texts() const;
    // Into the empty field that has the focus, else into the first empty one. False: there is none.
    bool putIn(const QString& argument);
    // Marks the field whose number (from 0) an error names, and takes the focus there.
    void showWrong(int argument);

signals:
    void submitted();   // Return in a field
    void edited();

private:
    QLineEdit* addField(const QString& label, const QString& name, const QString& hint);
    void addVariadicField();
    void addMore();   // the button for it
    [[nodiscard]] static QStringList namesOf(const CSignature& signature);

    QWidget& m_page;
    QFormLayout* m_layout;
    std::vector<QLineEdit*> m_fields;
    QStringList m_names;   // of the signature's parameters, with their types
    bool m_isVariadic = false;
};

}  // namespace memdelbrot
