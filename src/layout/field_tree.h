// A C type laid over memory: what its fields hold there.
#pragma once

#include "layout/c_type.h"
#include "memory/memory_target.h"

#include <optional>
#include <string>
#include <vector>

namespace memdelbrot {

struct FieldNode {
    std::string name;                  // "ob_refcnt", "[3]"; empty for an anonymous record
    std::string type;                  // as C writes it
    AddressRange range;                // of a bit-field: the bytes that hold its bits
    std::string value;                 // text; "unreadable at 0x…"; of records empty
    std::optional<Address> pointsTo;   // pointers that are not null
    std::vector<FieldNode> children;   // fields and elements
};

struct FieldTreeLimits {
    std::uint64_t bytes = std::uint64_t{1} << 20;   // read of one object; what lies behind is said to be left out
    std::size_t elements = 64;                      // listed of one array
    std::size_t nodes = 10'000;                     // of the whole tree
};

// Reads the object at `address` once and lays the type over it.
[[nodiscard]] FieldNode layOut(const CType& type, const std::string& name, const MemoryTarget& target, Address address,
                               const FieldTreeLimits& limits = {});

}  // namespace memdelbrot
