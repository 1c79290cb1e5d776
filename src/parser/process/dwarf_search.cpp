#include "parser/process/dwarf_search.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <vector>

namespace memdelbrot::parser {

namespace {

constexpr int longestChain = 100;    // of typedefs and qualifiers
constexpr int deepestScope = 100;    // of namespaces and records in each other

// "struct ns::T" as its parts.
struct WantedName {
    int tag = 0;   // 0: any record or typedef
    std::vector<std::string> parts;
};

WantedName wantedName(std::string text)
{
    static constexpr std::pair<const char*, int> keywords[] = {
        {"struct ", DW_TAG_structure_type}, {"union ", DW_TAG_union_type}, {"class ", DW_TAG_class_type}};
    WantedName wanted;
    for (const auto& [keyword, tag] : keywords) {
        if (text.starts_with(keyword)) {
            wanted.tag = tag;
            text.erase(0, std::strlen(keyword));
        }
    }
    for (std::size_t colons = text.find("::"); colons != std::string::npos; colons = text.find("::")) {
        wanted.parts.push_back(text.substr(0, colons));
        text.erase(0, colons + 2);
    }
    wanted.parts.push_back(text);
    return wanted;
}

bool isScope(int tag)
{
    return tag == DW_TAG_namespace || isRecord(tag);
}

class Search final {
public:
    explicit Search(const WantedName& wanted) : m_wanted(wanted) {}

    [[nodiscard]] std::optional<Dwarf_Die> in(Dwarf_Die scope, int depth = 0)
    {
        Dwarf_Die die;
        if (depth > deepestScope || ::dwarf_child(&scope, &die) != 0)
            return std::nullopt;
        do {
            if (isWanted(die))
                return die;
            if (!isScope(::dwarf_tag(&die)))
                continue;
            m_scopes.push_back(nameOf(die));
            auto found = in(die, depth + 1);
            m_scopes.pop_back();
            if (found)
                return found;
        } while (moveToNext(die));
        return std::nullopt;
    }

private:
    [[nodiscard]] bool isWanted(Dwarf_Die& die) const
    {
        const int tag = ::dwarf_tag(&die);
        const bool isTypedef = tag == DW_TAG_typedef && m_wanted.tag == 0;
        if (!isTypedef && !(isRecord(tag) && hasKeyword(tag)))
            return false;
        if (nameOf(die) != m_wanted.parts.back() || !liesWithin())
            return false;
        auto record = peeled(die);
        return record && isRecord(::dwarf_tag(&*record)) && ::dwarf_hasattr(&*record, DW_AT_declaration) == 0;
    }

    // C++ takes struct for class and class for struct.
    [[nodiscard]] bool hasKeyword(int tag) const
    {
        if (m_wanted.tag == 0 || tag == m_wanted.tag)
            return true;
        return tag != DW_TAG_union_type && m_wanted.tag != DW_TAG_union_type;
    }

    [[nodiscard]] bool liesWithin() const
    {
        const std::size_t outer = m_wanted.parts.size() - 1;
        return outer <= m_scopes.size()
            && std::equal(m_wanted.parts.begin(), m_wanted.parts.end() - 1,
                          m_scopes.end() - static_cast<std::ptrdiff_t>(outer));
    }

    const WantedName& m_wanted;
    std::vector<std::string> m_scopes;
};

}  // namespace

DwarfFile::DwarfFile(const std::string& path)
{
    ::unsetenv("DEBUGINFOD_URLS");   // nothing is fetched from elsewhere
    // libdwfl's own message for a file that is not there names neither the file nor the reason.
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        m_complaint = path + ": " + ::strerror(errno);
        return;
    }
    static const Dwfl_Callbacks callbacks{.find_elf = ::dwfl_build_id_find_elf,
                                          .find_debuginfo = ::dwfl_standard_find_debuginfo,
                                          .section_address = ::dwfl_offline_section_address,
                                          .debuginfo_path = nullptr};
    m_dwfl = ::dwfl_begin(&callbacks);
    Dwfl_Module* const module = m_dwfl ? ::dwfl_report_offline(m_dwfl, path.c_str(), path.c_str(), file) : nullptr;
    if (!module)
        ::close(file);   // else libdwfl has it
    Dwarf_Addr bias = 0;
    if (module && ::dwfl_report_end(m_dwfl, nullptr, nullptr) == 0)
        m_dwarf = ::dwfl_module_getdwarf(module, &bias);
    if (!m_dwarf)
        m_complaint = path + ": " + ::dwfl_errmsg(-1);
}

DwarfFile::~DwarfFile()
{
    ::dwfl_end(m_dwfl);
}

std::optional<Dwarf_Die> foundRecord(Dwarf* dwarf, const std::string& name)
{
    const WantedName wanted = wantedName(name);
    Dwarf_CU* unit = nullptr;
    Dwarf_Die unitDie;
    Dwarf_Die splitDie;
    std::uint8_t unitType = 0;
    while (::dwarf_get_units(dwarf, unit, &unit, nullptr, &unitType, &unitDie, &splitDie) == 0) {
        const bool isSplit = unitType == DW_UT_skeleton && splitDie.addr != nullptr;
        if (auto found = Search(wanted).in(isSplit ? splitDie : unitDie))
            return found;
    }
    return std::nullopt;
}

bool moveToNext(Dwarf_Die& die)
{
    const void* const before = die.addr;
    return ::dwarf_siblingof(&die, &die) == 0 && std::less<const void*>()(before, die.addr);
}

std::string nameOf(Dwarf_Die& die)
{
    const char* const name = ::dwarf_diename(&die);
    return name ? name : "";
}

bool isRecord(int tag)
{
    return tag == DW_TAG_structure_type || tag == DW_TAG_union_type || tag == DW_TAG_class_type;
}

std::optional<Dwarf_Die> typeOf(Dwarf_Die& die)
{
    Dwarf_Attribute attribute;
    Dwarf_Die type;
    if (!::dwarf_attr_integrate(&die, DW_AT_type, &attribute) || !::dwarf_formref_die(&attribute, &type))
        return std::nullopt;
    return type;
}

std::optional<Dwarf_Die> peeled(Dwarf_Die die)
{
    for (int step = 0; step < longestChain; ++step) {
        switch (::dwarf_tag(&die)) {
        case DW_TAG_typedef:
        case DW_TAG_const_type:
        case DW_TAG_volatile_type:
        case DW_TAG_restrict_type:
        case DW_TAG_atomic_type: {
            const auto inner = typeOf(die);
            if (!inner)
                return std::nullopt;
            die = *inner;
            break;
        }
        default:
            return die;
        }
    }
    return std::nullopt;
}

std::optional<std::uint64_t> numberIn(Dwarf_Die& die, unsigned attribute)
{
    Dwarf_Attribute found;
    Dwarf_Word value = 0;
    if (!::dwarf_attr_integrate(&die, attribute, &found) || ::dwarf_formudata(&found, &value) != 0)
        return std::nullopt;
    return value;
}

}  // namespace memdelbrot::parser
