#include "objects/cpython_fields.h"

#include "base/hex_text.h"
#include "decode/dtype.h"
#include "objects/cpython_value.h"
#include "objects/numpy_array.h"
#include "objects/target_words.h"

#include <algorithm>
#include <bit>

namespace memdelbrot {

namespace {

constexpr std::uint64_t ChildLimit = 200;
constexpr std::size_t ChildValueLimit = 120;   // bytes of text
constexpr std::uint64_t DigitFieldLimit = 64;

std::string unreadable(const Error& error)
{
    return error.code == ErrorCode::Unreadable ? "unreadable at " + hexNumber(error.address.value_or(0)) : error.detail;
}

class FieldWriter {
public:
    FieldWriter(CPythonReader& reader, const PythonObject& object)
        : m_reader(reader), m_object(object), m_layout(reader.layout())
    {
    }

    std::vector<InspectedField> write()
    {
        header();
        switch (m_object.type.kind) {
        case PythonKind::Bool:
        case PythonKind::Int:
            intFields();
            break;
        case PythonKind::Float:
            doubleField("ob_fval", m_layout.floatValue);
            break;
        case PythonKind::Complex:
            doubleField("cval.real", m_layout.complexValue);
            doubleField("cval.imag", m_layout.complexValue + 8);
            break;
        case PythonKind::Bytes:
            numberField("ob_size", "Py_ssize_t", m_layout.itemCount);
            numberField("ob_shash", "Py_hash_t", m_layout.bytesHash);
            payloadField("ob_sval", "char");
            break;
        case PythonKind::ByteArray:
            numberField("ob_size", "Py_ssize_t", m_layout.itemCount);
            numberField("ob_alloc", "Py_ssize_t", m_layout.byteArrayAllocated);
            pointerField("ob_start", "char *", m_layout.byteArrayStart);
            payloadField("*ob_start", "char");
            break;
        case PythonKind::Text:
            textFields();
            break;
        case PythonKind::List:
        case PythonKind::Tuple:
            sequenceFields();
            break;
        case PythonKind::Dict:
        case PythonKind::Set:
            tableFields();
            break;
        case PythonKind::Type:
            typeFields();
            break;
        case PythonKind::NumpyArray:
            numpyFields();
            break;
        default:
            break;
        }
        return std::move(m_fields);
    }

private:
    InspectedField& add(std::string name, std::string type, Address begin, std::uint64_t size, std::string value)
    {
        m_fields.push_back({.name = std::move(name),
                            .type = std::move(type),
                            .range = AddressRange::fromSize(begin, size),
                            .value = std::move(value)});
        return m_fields.back();
    }

    void header()
    {
        const std::string count = std::to_string(m_object.refcount);
        add("ob_refcnt", "Py_ssize_t", m_object.at(m_layout.refcount), 8,
            m_reader.isImmortal(m_object) ? "immortal (" + count + ")" : count);
        add("ob_type", "PyTypeObject *", m_object.at(m_layout.type), 8, m_object.type.name).pointsTo =
            m_object.type.address;
    }

    void numberField(std::string name, std::string type, std::uint64_t offset, std::uint64_t size = 8)
    {
        const auto word = readNumber(m_reader.target(), m_object.at(offset), size);
        add(std::move(name), std::move(type), m_object.at(offset), size,
            !word           ? unreadable(word.error())
                : size == 8 ? std::to_string(static_cast<std::int64_t>(*word))
                            : std::to_string(static_cast<std::int32_t>(*word)));
    }

    void doubleField(std::string name, std::uint64_t offset)
    {
        const auto bytes = readBytes(m_reader.target(), m_object.at(offset), 8);
        add(std::move(name), "double", m_object.at(offset), 8,
            bytes ? formatElement(Dtype::fromKind(DtypeKind::Float, 8), *bytes) : unreadable(bytes.error()));
    }

    InspectedField& pointerField(std::string name, std::string type, std::uint64_t offset)
    {
        const auto word = readWord(m_reader.target(), m_object.at(offset));
        InspectedField& field = add(std::move(name), std::move(type), m_object.at(offset), 8,
                                    word ? hexNumber(*word) : unreadable(word.error()));
        if (word && *word != 0)
            field.pointsTo = Address(*word);
        return field;
    }

    void payloadField(std::string name, const std::string& element)
    {
        if (const auto payload = payloadOf(m_reader, m_object)) {
            const std::string count = payload->shape.empty() ? "" : std::to_string(payload->shape.front());
            add(std::move(name), element + " [" + count + "]", payload->range.begin(), payload->range.size(),
                pythonValue(m_reader, m_object, ChildValueLimit));
        }
    }

    void intFields()
    {
        if (m_layout.intTag)
            numberField("lv_tag", "uintptr_t", *m_layout.intTag);
        else
            numberField("ob_size", "Py_ssize_t", m_layout.itemCount);
        const auto number = readInt(m_reader, m_object);
        if (!number) {
            add("ob_digit", "digit []", m_object.at(m_layout.intDigits), 4, unreadable(number.error()));
            return;
        }
        InspectedField& digits =
            add("ob_digit", "digit [" + std::to_string(number->digitCount) + "]", m_object.at(m_layout.intDigits),
                4 * std::max<std::uint64_t>(1, number->digitCount), pythonValue(m_reader, m_object, ChildValueLimit));
        for (std::uint64_t i = 0; i < std::min<std::uint64_t>(number->digits.size(), DigitFieldLimit); ++i)
            digits.children.push_back({.name = "[" + std::to_string(i) + "]",
                                       .type = "uint32_t",
                                       .range = AddressRange::fromSize(m_object.at(m_layout.intDigits + 4 * i), 4),
                                       .value = std::to_string(number->digits[i])});
    }

    void textFields()
    {
        numberField("length", "Py_ssize_t", m_layout.textLength);
        numberField("hash", "Py_hash_t", m_layout.textHash);
        const auto text = readText(m_reader, m_object, 0);
        if (!text) {
            add("state", "uint32_t", m_object.at(m_layout.textState), 4, unreadable(text.error()));
            return;
        }
        const auto state = readNumber(m_reader.target(), m_object.at(m_layout.textState), 4).value_or(0);
        add("state", "uint32_t", m_object.at(m_layout.textState), 4,
            std::string(m_layout.textInterned.of(state) ? "interned, " : "") + "kind " + std::to_string(text->kind)
                + (text->isCompact ? ", compact" : "") + (text->isAscii ? ", ascii" : ""));
        if (!text->isAscii) {
            numberField("utf8_length", "Py_ssize_t", m_layout.textUtf8Length);
            pointerField("utf8", "char *", m_layout.textUtf8);
        }
        if (!text->isCompact)
            pointerField("data", "void *", m_layout.looseValue);
        payloadField("characters", "uint" + std::to_string(8 * text->kind) + "_t");
    }

    void sequenceFields()
    {
        numberField("ob_size", "Py_ssize_t", m_layout.itemCount);
        const bool isList = m_object.type.kind == PythonKind::List;
        if (isList)
            pointerField("ob_item", "PyObject **", m_layout.listItems);
        if (isList)
            numberField("allocated", "Py_ssize_t", m_layout.listAllocated);
        const auto items = readItems(m_reader, m_object, ChildLimit);
        const auto payload = payloadOf(m_reader, m_object);
        if (!items || !payload) {
            add("items", "PyObject *[]", {}, 0, items ? "" : unreadable(items.error()));
            return;
        }
        InspectedField& table = add("items", "PyObject *[" + std::to_string(items->count) + "]", payload->range.begin(),
                                    payload->range.size(), "");
        for (std::uint64_t i = 0; i < items->items.size(); ++i)
            table.children.push_back(
                reference("[" + std::to_string(i) + "]", Address(items->begin.value() + 8 * i), 8, items->items[i]));
        addRest(table, items->count);
    }

    InspectedField reference(std::string name, Address at, std::uint64_t size, Address to)
    {
        InspectedField field{.name = std::move(name), .range = AddressRange::fromSize(at, size), .pointsTo = to};
        if (const auto object = m_reader.object(to)) {
            field.type = object->type.shortName();
            field.value = pythonValue(m_reader, *object, ChildValueLimit);
        } else {
            field.type = "PyObject *";
            field.value = to.value() == 0                      ? "null"
                : object.error().code == ErrorCode::Unreadable ? unreadable(object.error())
                                                               : hexNumber(to.value());
        }
        return field;
    }

    static void addRest(InspectedField& table, std::uint64_t count)
    {
        if (count > table.children.size())
            table.children.push_back({.name = "…", .value = std::to_string(count - table.children.size()) + " more"});
    }

    void tableFields()
    {
        const bool isDict = m_object.type.kind == PythonKind::Dict;
        numberField(isDict ? "ma_used" : "used", "Py_ssize_t", isDict ? m_layout.dictUsed : m_layout.setUsed);
        if (isDict) {
            pointerField("ma_keys", "PyDictKeysObject *", m_layout.dictKeys);
            pointerField("ma_values", "PyDictValues *", m_layout.dictValues);
        } else {
            numberField("mask", "Py_ssize_t", m_layout.setMask);
            pointerField("table", "setentry *", m_layout.setTable);
        }
        const auto found = isDict ? readDict(m_reader, m_object, ChildLimit) : readSet(m_reader, m_object, ChildLimit);
        if (!found) {
            add("entries", "", {}, 0, unreadable(found.error()));
            return;
        }
        InspectedField& table = add("entries", std::to_string(found->used) + (isDict ? " keys and values" : " keys"),
                                    found->table.begin(), found->table.size(), "");
        for (const PythonEntry& entry : found->entries) {
            const auto key = m_reader.object(entry.key);
            const std::string name = key ? pythonValue(m_reader, *key, ChildValueLimit) : unreadable(key.error());
            table.children.push_back(reference(name, entry.at, entry.size, isDict ? entry.value : entry.key));
        }
        addRest(table, found->used);
    }

    void typeFields()
    {
        numberField("ob_size", "Py_ssize_t", m_layout.itemCount);
        const auto type = m_reader.type(m_object.address);
        pointerField("tp_name", "const char *", m_layout.typeName).value =
            type ? "\"" + type->name + "\"" : unreadable(type.error());
        numberField("tp_basicsize", "Py_ssize_t", m_layout.typeBasicSize);
        numberField("tp_itemsize", "Py_ssize_t", m_layout.typeItemSize);
        if (type)
            add("tp_flags", "unsigned long", m_object.at(m_layout.typeFlags), 8, hexNumber(type->flags));
        InspectedField& base = pointerField("tp_base", "PyTypeObject *", m_layout.typeBase);
        if (base.pointsTo) {
            if (const auto parent = m_reader.type(*base.pointsTo))
                base.value = parent->name;
        }
    }

    void numpyFields()
    {
        const auto array = readNumpyArray(m_reader, m_object);
        if (!array) {
            add("array", "", m_object.address, 0, unreadable(array.error()));
            return;
        }
        pointerField("data", "char *", array->layout.data);
        numberField("nd", "int", array->layout.dimensionCount, 4);
        const auto axes = [](const auto& lengths) {
            std::string text = "(";
            for (const auto length : lengths)
                text += (text.size() > 1 ? ", " : "") + std::to_string(length);
            return text + (lengths.size() == 1 ? ",)" : ")");
        };
        pointerField("dimensions", "npy_intp *", array->layout.dimensions).value = axes(array->shape);
        pointerField("strides", "npy_intp *", array->layout.strides).value = axes(array->strides);
        pointerField("base", "PyObject *", array->layout.base);
        pointerField("descr", "PyArray_Descr *", array->layout.descr).value = array->dtype;
        add("flags", "int", m_object.at(array->layout.flags), 4, array->flagsText());
        payloadField("elements", array->dtype);
    }

    CPythonReader& m_reader;
    const PythonObject& m_object;
    const CPythonLayout& m_layout;
    std::vector<InspectedField> m_fields;
};

}  // namespace

std::vector<InspectedField> pythonFields(CPythonReader& reader, const PythonObject& object)
{
    return FieldWriter(reader, object).write();
}

}  // namespace memdelbrot
