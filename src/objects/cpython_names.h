#pragma once

#include "objects/cpython_reader.h"
#include "objects/inspection.h"

namespace memdelbrot {

// The names that a module's dict binds to the object right now, in the dict's order; at most `limit`. None where the
// dict cannot be read: it may be changing.
[[nodiscard]] std::vector<std::string> namesBoundTo(CPythonReader& reader, Address dict, Address object,
                                                    std::size_t limit);

// The lists, tuples, sets and dicts that a module's dict names and that refer to the object themselves; each once, by its
// first name; at most `limit`.
[[nodiscard]] std::vector<HoldingContainer> containersHolding(CPythonReader& reader, Address dict, Address object,
                                                              std::size_t limit);

}  // namespace memdelbrot
