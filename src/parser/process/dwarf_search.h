#pragma once

#include <dwarf.h>
#include <elfutils/libdwfl.h>

#include <optional>
#include <string>

namespace memdelbrot::parser {

// The debugging information of one ELF file, held open.
class DwarfFile final {
public:
    explicit DwarfFile(const std::string& path);
    ~DwarfFile();
    DwarfFile(const DwarfFile&) = delete;
    DwarfFile& operator=(const DwarfFile&) = delete;

    [[nodiscard]] Dwarf* dwarf() const { return m_dwarf; }               // null: none, and
    [[nodiscard]] const std::string& complaint() const { return m_complaint; }   // this says why

private:
    Dwfl* m_dwfl = nullptr;
    Dwarf* m_dwarf = nullptr;
    std::string m_complaint;
};

// The first complete record, or typedef of one, of that name.
[[nodiscard]] std::optional<Dwarf_Die> foundRecord(Dwarf* dwarf, const std::string& name);

// Makes it the next one of the same parent. False: there is none, or it leads back.
[[nodiscard]] bool moveToNext(Dwarf_Die& die);
// DW_AT_name; empty where there is none.
[[nodiscard]] std::string nameOf(Dwarf_Die& die);
[[nodiscard]] bool isRecord(int tag);
// What a typedef, const or volatile is of. nullopt: void, or a chain without an end.
[[nodiscard]] std::optional<Dwarf_Die> peeled(Dwarf_Die die);
// DW_AT_type.
[[nodiscard]] std::optional<Dwarf_Die> typeOf(Dwarf_Die& die);
[[nodiscard]] std::optional<std::uint64_t> numberIn(Dwarf_Die& die, unsigned attribute);

}  // namespace memdelbrot::parser
