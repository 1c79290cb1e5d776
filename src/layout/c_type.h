// C types as the parser process reports them, for layouts over memory and for calls.
#pragma once

#include "base/c_type_kind.h"
#include "decode/dtype.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace memdelbrot {

struct CRecord;

struct CType {
    CTypeKind kind = CTypeKind::Void;
    std::string spelling;                  // as C writes it: "const char *"
    std::uint64_t size = 0;                // bytes; 0 for void, functions and incomplete types
    std::uint64_t alignment = 0;           // bytes
    bool isConst = false;
    bool isSigned = false;                 // characters, enumerations
    std::shared_ptr<const CType> target;  // pointee (its record left out, so that types never form a cycle) or element
    std::uint64_t count = 0;  // elements of an array
    std::shared_ptr<const CRecord> record;  // fields, where kind is Record and the type is complete
};

struct CField {
    std::string name;  // empty for an anonymous struct or union
    CType type;
    std::uint64_t bitOffset = 0;  // from the record's begin
    std::optional<std::uint32_t> bitWidth;  // bit-fields only

    [[nodiscard]] std::uint64_t offset() const { return bitOffset / 8; }  // bytes
};

struct CRecord {
    std::string name;  // "struct PyObject"
    bool isUnion = false;
    std::uint64_t size = 0;  // bytes
    std::uint64_t alignment = 0;  // bytes
    std::vector<CField> fields;
};

// A type of that record, to be laid over an address or to be looked up in.
[[nodiscard]] CType typeOf(const CRecord& record);

// The dtype whose elements read as this type does: "int32" for int, "pointer" for char *. nullopt: records, arrays, void.
[[nodiscard]] std::optional<Dtype> dtypeOf(const CType& type);

enum class SignatureOrigin { Header, Typed, Dwarf };

struct CParameter {
    std::string name;  // may be empty
    CType type;
};

struct CSignature {
    std::string name;
    CType result;
    std::vector<CParameter> parameters;
    bool isVariadic = false;
    SignatureOrigin origin = SignatureOrigin::Typed;
    std::string declaration;  // "void *malloc(size_t size)": one line for the screen
    std::string header;  // where it was found, for Header
};

}  // namespace memdelbrot
