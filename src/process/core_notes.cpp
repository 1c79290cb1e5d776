#include "process/core_notes.h"

#include <algorithm>
#include <cstring>
#include <elf.h>
#include <fstream>
#include <iterator>
#include <sys/procfs.h>
#include <unistd.h>

namespace memdelbrot {

namespace {

using Bytes = std::vector<std::byte>;

constexpr std::size_t noteAlignment = 4;

void append(Bytes& bytes, std::span<const std::byte> more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

template <typename Value>
void appendValue(Bytes& bytes, const Value& value)
{
    append(bytes, std::as_bytes(std::span(&value, 1)));
}

void pad(Bytes& bytes)
{
    bytes.resize((bytes.size() + noteAlignment - 1) / noteAlignment * noteAlignment);
}

void appendNote(Bytes& notes, std::uint32_t type, std::span<const std::byte> content)
{
    static constexpr char owner[] = "CORE";
    appendValue(
        notes,
        Elf64_Nhdr{.n_namesz = sizeof owner, .n_descsz = static_cast<Elf64_Word>(content.size()), .n_type = type});
    append(notes, std::as_bytes(std::span(owner)));
    pad(notes);
    append(notes, content);
    pad(notes);
}

template <typename Value>
void appendValueNote(Bytes& notes, std::uint32_t type, const Value& value)
{
    appendNote(notes, type, std::as_bytes(std::span(&value, 1)));
}

std::string procFile(ProcessId pid, const char* name)
{
    std::ifstream file("/proc/" + std::to_string(pid.value()) + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

template <std::size_t Size>
void copyText(char (&field)[Size], const std::string& text)
{
    std::memcpy(field, text.data(), std::min(text.size(), Size - 1));
}

void appendThread(Bytes& notes, const CoreSubject& subject, const ThreadState& thread)
{
    elf_prstatus status = {};
    static_assert(sizeof status.pr_reg == sizeof thread.registers);
    status.pr_pid = thread.id;
    status.pr_cursig = static_cast<short>(subject.signal);
    status.pr_info.si_signo = subject.signal;
    status.pr_fpvalid = thread.floatingPoint ? 1 : 0;
    std::memcpy(&status.pr_reg, &thread.registers, sizeof status.pr_reg);
    appendValueNote(notes, NT_PRSTATUS, status);
}

void appendFloatingPoint(Bytes& notes, const ThreadState& thread)
{
    if (thread.floatingPoint)
        appendValueNote(notes, NT_FPREGSET, *thread.floatingPoint);
}

void appendProcess(Bytes& notes, const CoreSubject& subject)
{
    elf_prpsinfo process = {};
    process.pr_sname = 'T';
    process.pr_pid = static_cast<int>(subject.pid.value());
    process.pr_uid = ::getuid();
    process.pr_gid = ::getgid();
    std::string name = procFile(subject.pid, "comm");
    name.erase(std::min(name.find('\n'), name.size()));
    copyText(process.pr_fname, name);
    std::string words = procFile(subject.pid, "cmdline");
    std::ranges::replace(words, '\0', ' ');
    copyText(process.pr_psargs, words);
    appendValueNote(notes, NT_PRPSINFO, process);
}

// Count and page size; begin, end and page in the file of each region; then the names.
void appendFiles(Bytes& notes, std::span<const Region> regions)
{
    const auto pageSize = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    std::uint64_t count = 0;
    Bytes places;
    Bytes names;
    for (const Region& region : regions) {
        if (!region.path.starts_with('/') || region.range.isEmpty())
            continue;
        ++count;
        appendValue(places, region.range.begin().value());
        appendValue(places, region.range.begin().value() + region.range.size());
        appendValue(places, region.offset / pageSize);
        append(names, std::as_bytes(std::span(region.path.c_str(), region.path.size() + 1)));
    }
    Bytes content;
    appendValue(content, count);
    appendValue(content, pageSize);
    append(content, places);
    append(content, names);
    appendNote(notes, NT_FILE, content);
}

}  // namespace

std::vector<std::byte> coreNotes(const CoreSubject& subject, std::span<const Region> regions)
{
    Bytes notes;
    appendThread(notes, subject, subject.threads.front());
    appendProcess(notes, subject);
    if (const auto& signal = subject.threads.front().signal)
        appendValueNote(notes, NT_SIGINFO, *signal);
    const std::string vector = procFile(subject.pid, "auxv");
    appendNote(notes, NT_AUXV, std::as_bytes(std::span(vector)));
    appendFiles(notes, regions);
    appendFloatingPoint(notes, subject.threads.front());
    for (const ThreadState& thread : subject.threads.subspan(1)) {
        appendThread(notes, subject, thread);
        appendFloatingPoint(notes, thread);
    }
    return notes;
}

}  // namespace memdelbrot
