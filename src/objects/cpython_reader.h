#pragma once

#include "memory/memory_target.h"
#include "objects/cpython_layout.h"

#include <map>

namespace memdelbrot {

enum class PythonKind {
    Other,
    None,
    Ellipsis,
    NotImplemented,
    Bool,
    Int,
    Float,
    Complex,
    Bytes,
    ByteArray,
    Text,
    List,
    Tuple,
    Dict,
    Set,
    Type,
    NumpyArray
};

struct PythonType {
    Address address;
    std::string name;          // tp_name: "int", "numpy.ndarray"; a class of Python code has its bare name
    std::uint64_t flags = 0;
    std::uint64_t basicSize = 0;   // bytes
    std::int64_t itemSize = 0;     // bytes
    PythonKind kind = PythonKind::Other;
    bool isSubclass = false;   // of the built-in type that `kind` says

    [[nodiscard]] std::string shortName() const { return name.substr(name.rfind('.') + 1); }
};

struct PythonObject {
    Address address;
    std::int64_t refcount = 0;    // as it stands there
    PythonType type;

    [[nodiscard]] Address at(std::uint64_t offset) const { return Address(address.value() + offset); }
};

struct PythonLayouts {
    CPythonLayout python;
    std::vector<NumpyLayout> numpy;   // 1.x and 2.x, told apart by the size of the dtype's type
};

// Reads objects of one interpreter from outside. Every byte is hostile: types are believed when the chain of their own
// types ends at the interpreter's `type`. For one question at a time: types are kept and not read anew.
class CPythonReader final {
public:
    // All must outlive the reader.
    CPythonReader(const MemoryTarget& target, const PythonLayouts& layouts, Address typeType)
        : m_target(target), m_layouts(layouts), m_typeType(typeType)
    {
    }

    [[nodiscard]] const MemoryTarget& target() const { return m_target; }
    [[nodiscard]] const CPythonLayout& layout() const { return m_layouts.python; }
    [[nodiscard]] const std::vector<NumpyLayout>& numpyLayouts() const { return m_layouts.numpy; }

    // Errors: NotFound (no object: detail says what was looked for), Unreadable.
    [[nodiscard]] Result<PythonObject> object(Address address);
    [[nodiscard]] Result<PythonType> type(Address address);

    [[nodiscard]] bool isImmortal(const PythonObject& object) const
    {
        return layout().hasImmortals() && static_cast<std::int32_t>(object.refcount) < 0;
    }

private:
    struct Kinship {
        PythonKind kind = PythonKind::Other;
        bool isSubclass = false;
    };

    [[nodiscard]] Result<void> checkMetatypes(Address type) const;
    [[nodiscard]] Kinship kinship(const PythonType& type, Address base) const;

    const MemoryTarget& m_target;
    const PythonLayouts& m_layouts;
    Address m_typeType;
    std::map<Address, PythonType> m_types;
};

}  // namespace memdelbrot
