// What a recogniser found at an address: a tree of named fields, each with where it lies and why we believe it.
#pragma once

#include "memory/address_range.h"

#include <optional>
#include <string>
#include <vector>

namespace memdelbrot {

struct InspectedField {
    std::string name;
    std::string type;                  // as C or Python names it
    AddressRange range;
    std::string value;                 // text; "unreadable at 0x…" where it could not be read
    std::optional<Address> pointsTo;   // for pointers: what to open on a click
    std::vector<InspectedField> children;
};

// A named list, tuple, set or dict of a Python session that refers to an object.
struct HoldingContainer {
    std::string name;
    std::uint64_t times = 0;   // as an item, a key or a value
    bool isCut = false;        // it is longer than was looked through: there may be more

    friend bool operator==(const HoldingContainer&, const HoldingContainer&) = default;
};

struct Inspection {
    std::string kind;          // "cpython", "struct"
    std::string type;          // "int", "bytes", "struct PyObject"
    AddressRange range;        // the whole object
    std::string evidence;      // "ob_type points at a type object named 'int'; CPython 3.11.2 by Py_Version"
    double confidence = 0;     // 0 to 1
    std::optional<std::uint64_t> referenceCount;
    std::vector<std::string> names;  // of a Python session that are bound to it, "_" last; there may be more holders
    std::vector<HoldingContainer> containers;
    bool isImmortal = false;
    std::optional<std::uint64_t> size;   // what sys.getsizeof says, GC head apart: bytes
    std::string value;                   // as repr() prints it, capped
    std::optional<AddressRange> contents;  // the payload: bytes' characters, a list's item pointers, an array's data
    std::string contentsDtype;  // "uint8", "pointer", …
    std::vector<std::uint64_t> contentsShape;  // elements an axis; empty where the payload is no array in C order
    std::vector<InspectedField> fields;
};

}  // namespace memdelbrot
