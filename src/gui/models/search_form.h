#pragma once

#include "decode/array_view.h"
#include "search/search.h"
#include "workbench/targets.h"

#include <string>

namespace memdelbrot {

class Workbench;

enum class SearchKind { Text, Bytes, Expression, Value, Range, NotANumber, Infinite, Pointers };
enum class SearchScope { Everywhere, Writable, Executable, Anonymous, Heap, Stack, Files, SharedMemory, Selection };

// What a person asks for, as it was typed.
struct SearchForm {
    SearchKind kind = SearchKind::Text;
    std::string query;    // of Range: the low end; of Pointers: where the range begins, an address expression
    std::string second;   // of Value: the tolerance; of Range: the high end; of Pointers: the size. May be empty
    std::vector<TextEncoding> encodings;   // of Text
    LetterCase letterCase = LetterCase::Sensitive;   // of Text and Expression
    std::string dtype;        // of numbers
    bool isAligned = false;   // numbers only where a compiler would put them
    SearchScope scope = SearchScope::Everywhere;
    AddressRange selection;   // for that scope
};

struct PlannedSearch {
    SearchQuery query;
    SearchOptions options;
    std::optional<ArrayView> view;   // how a match opens
};

// Blocks where an address is to be evaluated. Without a size, pointers are looked for into all that the address's name
// stands for, or to that address alone.
// Errors: the query's, the dtype's, the address's; InvalidArgument (nothing is selected).
[[nodiscard]] Result<PlannedSearch> planSearch(const SearchForm& form, Workbench& workbench, TargetId target);

}  // namespace memdelbrot
