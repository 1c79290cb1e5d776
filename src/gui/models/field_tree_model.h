#pragma once

#include "objects/inspection.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace memdelbrot {

// An inspection's fields as a tree. Values that change while the shape stays are updated in place, so that what is open
// and selected stays so.
class FieldTreeModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, TypeColumn, AddressColumn, ColumnCount };

    explicit FieldTreeModel(QObject* parent = nullptr);
    ~FieldTreeModel() override;

    void setFields(std::vector<InspectedField> fields);
    // nullptr for an invalid index. Valid until the next setFields().
    [[nodiscard]] const InspectedField* field(const QModelIndex& index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Node;

    [[nodiscard]] const Node& nodeOf(const QModelIndex& index) const;
    void update(Node& shown, Node& wanted, const QModelIndex& parent);

    std::unique_ptr<Node> m_root;
};

}  // namespace memdelbrot
