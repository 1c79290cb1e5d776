#include "parser/process/dwarf_spelling.h"

namespace memdelbrot::parser {

namespace {

constexpr int deepestType = 60;                                  // types in types
constexpr std::uint64_t largestCount = std::uint64_t{1} << 40;   // elements of an array

// Declarators of functions and arrays stand around what points to them: "void (*)()", "int (*)[3]".
std::string pointerTo(const std::string& inner)
{
    const std::size_t behind = inner.ends_with(" ()") ? inner.size() - 2
        : inner.ends_with(']')                        ? inner.find('[')
                                                      : inner.size();
    if (behind == inner.size())
        return inner + (inner.ends_with('*') ? "*" : " *");
    return inner.substr(0, behind) + (inner[behind - 1] == ' ' ? "(*)" : " (*)") + inner.substr(behind);
}

std::string qualified(int tag, const std::string& inner)
{
    switch (tag) {
    case DW_TAG_const_type:
        return inner.ends_with('*') ? inner + " const" : "const " + inner;
    case DW_TAG_volatile_type:
        return inner.ends_with('*') ? inner + " volatile" : "volatile " + inner;
    case DW_TAG_pointer_type:
        return pointerTo(inner);
    case DW_TAG_reference_type:
        return inner + " &";
    case DW_TAG_rvalue_reference_type:
        return inner + " &&";
    default:
        return inner;
    }
}

const char* keywordOf(int tag)
{
    switch (tag) {
    case DW_TAG_structure_type:
        return "struct ";
    case DW_TAG_union_type:
        return "union ";
    case DW_TAG_class_type:
        return "class ";
    case DW_TAG_enumeration_type:
        return "enum ";
    default:
        return "";
    }
}

std::string spelled(const std::optional<Dwarf_Die>& type, int depth)
{
    if (!type)
        return "void";
    Dwarf_Die die = *type;
    const int tag = ::dwarf_tag(&die);
    const std::string name = nameOf(die);
    if (!name.empty())
        return keywordOf(tag) + name;
    if (depth > deepestType)
        return "…";
    if (isRecord(tag) || tag == DW_TAG_enumeration_type)
        return std::string(keywordOf(tag)) + "(unnamed)";
    const std::string inner = spelled(typeOf(die), depth + 1);
    if (tag == DW_TAG_subroutine_type)
        return inner + " ()";
    if (tag != DW_TAG_array_type)
        return qualified(tag, inner);
    std::string text = inner;
    for (const std::uint64_t count : countsOf(die))
        text += count > 0 ? "[" + std::to_string(count) + "]" : "[]";
    return text;
}

}  // namespace

std::vector<std::uint64_t> countsOf(Dwarf_Die& array)
{
    std::vector<std::uint64_t> counts;
    Dwarf_Die die;
    if (::dwarf_child(&array, &die) != 0)
        return counts;
    do {
        if (::dwarf_tag(&die) != DW_TAG_subrange_type)
            continue;
        const auto upper = numberIn(die, DW_AT_upper_bound);
        const auto count = upper ? std::optional(*upper + 1) : numberIn(die, DW_AT_count);
        counts.push_back(count && *count <= largestCount ? *count : 0);   // 0: as long as it happens to be
    } while (moveToNext(die));
    return counts;
}

std::string spellingOf(const std::optional<Dwarf_Die>& type)
{
    return spelled(type, 0);
}

}  // namespace memdelbrot::parser
