#include "objects/cpython_value.h"

#include "base/hex_text.h"
#include "objects/numpy_array.h"
#include "objects/python_text.h"
#include "objects/target_words.h"

#include <algorithm>
#include <bit>

namespace memdelbrot {

namespace {

constexpr std::uint64_t ItemLimit = 100;      // of a container inside the text
constexpr std::uint64_t CharacterLimit = 1'024;
constexpr std::size_t ArrayLimit = 8;         // elements of a NumPy array
constexpr std::size_t DepthLimit = 8;
constexpr std::uint64_t IntDigitLimit = 500;  // of 30 bits: about 4,500 decimal ones

std::string unreadable(const Error& error)
{
    if (error.code == ErrorCode::Unreadable)
        return "<unreadable at " + hexNumber(error.address.value_or(0)) + ">";
    return "<" + error.detail + ">";
}

// Writes until the text is long enough; then only brackets are closed.
class ValueWriter {
public:
    ValueWriter(CPythonReader& reader, std::size_t limit) : m_reader(reader), m_limit(limit) {}

    void write(Address address)
    {
        const auto object = m_reader.object(address);
        if (object)
            write(*object);
        else
            m_text += object.error().code == ErrorCode::Unreadable
                ? unreadable(object.error())
                : "<no object at " + hexNumber(address.value()) + ">";
    }

    void write(const PythonObject& object)
    {
        const bool isInside = std::find(m_path.begin(), m_path.end(), object.address) != m_path.end();
        const bool isContainer = object.type.kind == PythonKind::List || object.type.kind == PythonKind::Tuple
            || object.type.kind == PythonKind::Dict || object.type.kind == PythonKind::Set;
        if (isContainer && (isInside || m_path.size() >= DepthLimit)) {
            m_text += object.type.kind == PythonKind::Dict || object.type.kind == PythonKind::Set ? "{...}"
                : object.type.kind == PythonKind::List                                            ? "[...]"
                                                                                                  : "(...)";
            return;
        }
        m_path.push_back(object.address);
        writeKind(object);
        m_path.pop_back();
    }

    [[nodiscard]] std::string takeText() { return std::move(m_text); }

private:
    template <typename Content, typename Writer>
    void append(const Result<Content>& content, Writer writer)
    {
        m_text += content ? writer(*content) : unreadable(content.error());
    }

    void writeKind(const PythonObject& object)
    {
        switch (object.type.kind) {
        case PythonKind::None:
            m_text += "None";
            break;
        case PythonKind::Ellipsis:
            m_text += "Ellipsis";
            break;
        case PythonKind::NotImplemented:
            m_text += "NotImplemented";
            break;
        case PythonKind::List:
        case PythonKind::Tuple:
            writeSequence(object);
            break;
        case PythonKind::Dict:
        case PythonKind::Set:
            writeTable(object);
            break;
        case PythonKind::Type:
            append(m_reader.type(object.address), [](const PythonType& type) { return "<class '" + type.name + "'>"; });
            break;
        case PythonKind::NumpyArray:
            append(readNumpyArray(m_reader, object),
                   [this](const NumpyArray& array) { return numpyValue(m_reader, array, ArrayLimit); });
            break;
        case PythonKind::Other:
            m_text += "<" + object.type.name + " object at " + hexNumber(object.address.value()) + ">";
            break;
        default:
            writeScalar(object);
        }
    }

    void writeScalar(const PythonObject& object)
    {
        const CPythonLayout& layout = m_reader.layout();
        switch (object.type.kind) {
        case PythonKind::Bool:
            append(readInt(m_reader, object), [](const PythonInt& number) {
                return std::string(!number.digits.empty() && number.digits.front() != 0 ? "True" : "False");
            });
            break;
        case PythonKind::Int:
            append(readInt(m_reader, object), [](const PythonInt& number) {
                return number.digitCount > IntDigitLimit
                    ? "<int of " + std::to_string(number.digitCount) + " digits of 30 bits>"
                    : pythonInt(number.digits, number.isNegative);
            });
            break;
        case PythonKind::Float:
            append(readWord(m_reader.target(), object.at(layout.floatValue)),
                   [](std::uint64_t bits) { return pythonFloat(std::bit_cast<double>(bits)); });
            break;
        case PythonKind::Complex:
            append(readBytes(m_reader.target(), object.at(layout.complexValue), 16),
                   [](const std::vector<std::byte>& bytes) {
                       return pythonComplex(std::bit_cast<double>(numberIn(bytes, 0, 8)),
                                            std::bit_cast<double>(numberIn(bytes, 8, 8)));
                   });
            break;
        default:
            writeText(object);
        }
    }

    void writeText(const PythonObject& object)
    {
        if (object.type.kind == PythonKind::Text) {
            append(readText(m_reader, object, CharacterLimit), [](const PythonText& text) {
                return pythonText(text.codePoints) + (text.length > text.codePoints.size() ? "…" : "");
            });
            return;
        }
        const auto payload = payloadOf(m_reader, object);
        if (!payload) {
            m_text += "<unreadable at " + hexNumber(object.address.value()) + ">";
            return;
        }
        const std::uint64_t shown = std::min(payload->range.size(), CharacterLimit);
        append(readBytes(m_reader.target(), payload->range.begin(), shown), [&](const std::vector<std::byte>& bytes) {
            const std::string text = pythonBytes(bytes) + (payload->range.size() > shown ? "…" : "");
            return object.type.kind == PythonKind::ByteArray ? "bytearray(" + text + ")" : text;
        });
    }

    [[nodiscard]] bool isFull() const { return m_text.size() >= m_limit; }

    void writeSequence(const PythonObject& object)
    {
        const bool isList = object.type.kind == PythonKind::List;
        const auto items = readItems(m_reader, object, ItemLimit);
        if (!items) {
            m_text += unreadable(items.error());
            return;
        }
        m_text += isList ? "[" : "(";
        std::size_t written = 0;
        for (; written < items->items.size() && !isFull(); ++written) {
            m_text += written == 0 ? "" : ", ";
            write(items->items[written]);
        }
        if (written < items->count)
            m_text += ", …";
        m_text += isList ? "]" : items->count == 1 ? ",)" : ")";
    }

    void writeTable(const PythonObject& object)
    {
        const bool isDict = object.type.kind == PythonKind::Dict;
        const auto found = isDict ? readDict(m_reader, object, ItemLimit) : readSet(m_reader, object, ItemLimit);
        if (!found) {
            m_text += unreadable(found.error());
            return;
        }
        const bool isFrozen = object.type.name == "frozenset";
        if (!isDict && found->entries.empty()) {
            m_text += object.type.shortName() + "()";
            return;
        }
        m_text += isFrozen ? "frozenset({" : "{";
        std::size_t written = 0;
        for (; written < found->entries.size() && !isFull(); ++written) {
            m_text += written == 0 ? "" : ", ";
            write(found->entries[written].key);
            if (isDict) {
                m_text += ": ";
                write(found->entries[written].value);
            }
        }
        m_text += written < found->used ? ", …" : "";
        m_text += isFrozen ? "})" : "}";
    }

    CPythonReader& m_reader;
    std::size_t m_limit;
    std::string m_text;
    std::vector<Address> m_path;
};

// Cut at a whole character.
std::string cut(std::string text, std::size_t limit)
{
    if (text.size() <= limit)
        return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80)
        --limit;
    text.resize(limit);
    return text + "…";
}

}  // namespace

std::string pythonValue(CPythonReader& reader, const PythonObject& object, std::size_t limit)
{
    ValueWriter writer(reader, limit);
    writer.write(object);
    return cut(writer.takeText(), limit);
}

}  // namespace memdelbrot
