#include "gui/models/field_tree_model.h"

#include "gui/models/target_text.h"

#include <algorithm>

namespace memdelbrot {

struct FieldTreeModel::Node {
    InspectedField field;   // its children are in `children`
    Node* parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children;

    static std::unique_ptr<Node> make(InspectedField field, Node* parent, int row)
    {
        auto node = std::make_unique<Node>();
        node->parent = parent;
        node->row = row;
        std::vector<InspectedField> fields = std::exchange(field.children, {});
        node->field = std::move(field);
        for (InspectedField& child : fields)
            node->children.push_back(make(std::move(child), node.get(), static_cast<int>(node->children.size())));
        return node;
    }

    [[nodiscard]] bool hasShapeOf(const Node& other) const
    {
        return field.name == other.field.name
            && std::equal(children.begin(), children.end(), other.children.begin(), other.children.end(),
                          [](const auto& left, const auto& right) { return left->hasShapeOf(*right); });
    }
};

namespace {

bool isSame(const InspectedField& left, const InspectedField& right)
{
    return left.value == right.value && left.type == right.type && left.range == right.range
        && left.pointsTo == right.pointsTo;
}

}  // namespace

FieldTreeModel::FieldTreeModel(QObject* parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>()) {}

FieldTreeModel::~FieldTreeModel() = default;

void FieldTreeModel::setFields(std::vector<InspectedField> fields)
{
    auto root = Node::make({.children = std::move(fields)}, nullptr, 0);
    if (!root->hasShapeOf(*m_root)) {
        beginResetModel();
        m_root = std::move(root);
        endResetModel();
        return;
    }
    update(*m_root, *root, {});
}

void FieldTreeModel::update(Node& shown, Node& wanted, const QModelIndex& parent)
{
    for (std::size_t i = 0; i < shown.children.size(); ++i) {
        const int row = static_cast<int>(i);
        if (!isSame(shown.children[i]->field, wanted.children[i]->field)) {
            shown.children[i]->field = std::move(wanted.children[i]->field);
            emit dataChanged(index(row, 0, parent), index(row, ColumnCount - 1, parent));
        }
        update(*shown.children[i], *wanted.children[i], index(row, 0, parent));
    }
}

const FieldTreeModel::Node& FieldTreeModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? *static_cast<const Node*>(index.constInternalPointer()) : *m_root;
}

const InspectedField* FieldTreeModel::field(const QModelIndex& index) const
{
    return index.isValid() ? &nodeOf(index).field : nullptr;
}

QModelIndex FieldTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    const Node& node = nodeOf(parent);
    if (row < 0 || row >= static_cast<int>(node.children.size()) || column < 0 || column >= ColumnCount)
        return {};
    return createIndex(row, column, node.children[static_cast<std::size_t>(row)].get());
}

QModelIndex FieldTreeModel::parent(const QModelIndex& child) const
{
    Node* const parent = child.isValid() ? nodeOf(child).parent : nullptr;
    return parent && parent != m_root.get() ? createIndex(parent->row, 0, parent) : QModelIndex();
}

int FieldTreeModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent).children.size());
}

int FieldTreeModel::columnCount(const QModelIndex& parent) const
{
    Q_UNUSED(parent);
    return ColumnCount;
}

QVariant FieldTreeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const InspectedField& field = nodeOf(index).field;
    if (role == Qt::ToolTipRole && !field.range.isEmpty())
        return tr("%1: %2 at %3; a click shows the bytes")
            .arg(toQt(field.name), sizeText(field.range.size()), addressText(field.range.begin()));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return toQt(field.name);
    case ValueColumn:
        return toQt(field.value);
    case TypeColumn:
        return toQt(field.type);
    case AddressColumn:
        return field.range.isEmpty() ? QString() : addressText(field.range.begin());
    default:
        return {};
    }
}

QVariant FieldTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Field");
    case ValueColumn:
        return tr("Value");
    case TypeColumn:
        return tr("Type");
    case AddressColumn:
        return tr("Address");
    default:
        return {};
    }
}

}  // namespace memdelbrot
