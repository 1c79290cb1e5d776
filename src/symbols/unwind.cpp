#include "symbols/unwind.h"

#include "base/unique_fd.h"
#include "symbols/elf_symbols.h"

#include <cerrno>
#include <cstring>
#include <elfutils/libdwfl.h>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <string>
#include <unistd.h>

namespace memdelbrot {

namespace {

constexpr std::size_t frameLimit = 256;

struct DwflEnd {
    void operator()(Dwfl* dwfl) const { ::dwfl_end(dwfl); }
};

// What libdwfl's callbacks get: the thread's memory and registers, and where its frames go.
struct Walk {
    UniqueFd memory;   // /proc/PID/mem
    UnwindRegisters registers;
    Dwfl* dwfl = nullptr;
    bool leftNowhere = false;   // the first frame was a jump to nowhere, and `registers` are its caller's
    std::vector<StackFrame> frames;
};

bool readWord(Dwfl*, Dwarf_Addr address, Dwarf_Word* word, void* argument)
{
    const auto* walk = static_cast<const Walk*>(argument);
    return ::pread(walk->memory.get(), word, sizeof *word, static_cast<off_t>(address)) == sizeof *word;
}

bool giveThread(Dwfl*, pid_t, void* argument, void** threadArgument)
{
    *threadArgument = argument;
    return true;
}

// libdwfl asks for threads one by one until 0; there is one, called 1 whatever its id.
pid_t nextThread(Dwfl*, void* argument, void** threadArgument)
{
    if (*threadArgument)
        return 0;
    *threadArgument = argument;
    return 1;
}

bool setRegisters(Dwfl_Thread* thread, void* argument)
{
    const auto* walk = static_cast<const Walk*>(argument);
    return ::dwfl_thread_state_registers(thread, 0, UnwindRegisters::Count, walk->registers.values.data());
}

// Files are read, not mapped: one that shrinks while it is mapped is a SIGBUS in the reader.
int findElf(Dwfl_Module* module, void** userData, const char* name, Dwarf_Addr base, char** fileName, Elf** elf)
{
    if (name && name[0] == '/') {
        UniqueFd file(::open(name, O_RDONLY | O_CLOEXEC));
        if (file.isOpen()) {
            *elf = ::elf_begin(file.get(), ELF_C_READ, nullptr);
            if (*elf) {
                *fileName = ::strdup(name);
                return file.release();
            }
        }
    }
    return ::dwfl_linux_proc_find_elf(module, userData, name, base, fileName, elf);   // deleted files, the vdso
}

// By build id alone: the standard search ends at a debuginfod server, and a crash is no reason to wait for the network.
int findDebugInformation(Dwfl_Module* module, void** userData, const char* name, Dwarf_Addr base, const char* file,
                         const char* link, GElf_Word checksum, char** fileName)
{
    const unsigned char* buildId = nullptr;
    GElf_Addr address = 0;
    if (::dwfl_module_build_id(module, &buildId, &address) <= 0)
        return -1;
    return ::dwfl_build_id_find_debuginfo(module, userData, name, base, file, link, checksum, fileName);
}

const char* baseName(const char* path)
{
    const char* slash = path ? std::strrchr(path, '/') : nullptr;
    return slash ? slash + 1 : path;
}

// A compiler that was given a relative path notes that one, and where it ran.
std::string absoluteSource(const char* file, const char* compiledIn)
{
    const std::filesystem::path path(file);
    if (path.is_absolute() || !compiledIn || *compiledIn != '/')
        return file;
    return (std::filesystem::path(compiledIn) / path).lexically_normal().string();
}

AddressSymbol symbolAt(Dwfl* dwfl, Dwarf_Addr address)
{
    AddressSymbol symbol;
    Dwfl_Module* module = ::dwfl_addrmodule(dwfl, address);
    if (!module)
        return symbol;
    Dwarf_Addr begin = 0;
    const char* path = nullptr;
    const char* name = ::dwfl_module_info(module, nullptr, &begin, nullptr, nullptr, nullptr, &path, nullptr);
    if (const char* file = baseName(path ? path : name))
        symbol.module = file;
    symbol.offset = address - begin;
    GElf_Sym elfSymbol = {};
    GElf_Off offset = 0;
    if (const char* function =
            ::dwfl_module_addrinfo(module, address, &offset, &elfSymbol, nullptr, nullptr, nullptr)) {
        symbol.function = demangled(function);
        symbol.offset = offset;
    }
    if (Dwfl_Line* line = ::dwfl_module_getsrc(module, address)) {
        if (const char* file = ::dwfl_lineinfo(line, nullptr, &symbol.line, nullptr, nullptr, nullptr))
            symbol.file = absoluteSource(file, ::dwfl_line_comp_dir(line));
    }
    return symbol;
}

void addFrame(Walk& walk, Dwarf_Addr programCounter, bool isActivation)
{
    // A return address may lie behind its function's last instruction: what counts is the call before it.
    const Dwarf_Addr looked = isActivation ? programCounter : programCounter - 1;
    AddressSymbol symbol = symbolAt(walk.dwfl, looked);
    symbol.offset += programCounter - looked;
    walk.frames.push_back({Address(programCounter), std::move(symbol)});
}

int takeFrame(Dwfl_Frame* frame, void* argument)
{
    auto& walk = *static_cast<Walk*>(argument);
    Dwarf_Addr programCounter = 0;
    bool isActivation = false;
    if (!::dwfl_frame_pc(frame, &programCounter, &isActivation))
        return DWARF_CB_ABORT;
    // After a jump to nowhere the innermost known frame is a caller, although libdwfl takes it for the begin.
    addFrame(walk, programCounter, isActivation && !(walk.leftNowhere && walk.frames.size() == 1));
    return walk.frames.size() < frameLimit ? DWARF_CB_OK : DWARF_CB_ABORT;
}

// Called code that jumped to nowhere left its return address on top of the stack.
void leaveNowhere(Walk& walk)
{
    auto& registers = walk.registers.values;
    if (::dwfl_addrmodule(walk.dwfl, registers[UnwindRegisters::Rip]))
        return;
    walk.frames.push_back({Address(registers[UnwindRegisters::Rip]), {}});
    Dwarf_Word returnAddress = 0;
    if (!readWord(walk.dwfl, registers[UnwindRegisters::Rsp], &returnAddress, &walk))
        return;
    walk.leftNowhere = true;
    registers[UnwindRegisters::Rip] = returnAddress;
    registers[UnwindRegisters::Rsp] += sizeof returnAddress;
}

}  // namespace

Result<std::vector<StackFrame>> unwind(ProcessId process, const UnwindRegisters& registers)
{
    static const Dwfl_Callbacks files{findElf, findDebugInformation, nullptr, nullptr};
    static const Dwfl_Thread_Callbacks threads{nextThread, giveThread, readWord, setRegisters, nullptr, nullptr};

    const std::string folder = "/proc/" + std::to_string(process.value());
    Walk walk{.memory = UniqueFd(::open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC)), .registers = registers};
    if (!walk.memory.isOpen())
        return systemFailure(errno == ENOENT ? ESRCH : errno, folder + "/mem");
    const std::unique_ptr<Dwfl, DwflEnd> dwfl(::dwfl_begin(&files));
    if (!dwfl)
        return failure({.code = ErrorCode::System, .subject = folder, .detail = ::dwfl_errmsg(-1)});
    walk.dwfl = dwfl.get();
    if (const int error = ::dwfl_linux_proc_report(walk.dwfl, process.value()); error != 0)
        return systemFailure(error > 0 ? error : EIO, folder + "/maps");
    ::dwfl_report_end(walk.dwfl, nullptr, nullptr);

    leaveNowhere(walk);
    if (::dwfl_attach_state(walk.dwfl, nullptr, process.value(), &threads, &walk))
        ::dwfl_getthread_frames(walk.dwfl, 1, takeFrame, &walk);  // an error is the end of what can be followed
    if (walk.frames.empty())
        addFrame(walk, registers.values[UnwindRegisters::Rip], true);
    return std::move(walk.frames);
}

}  // namespace memdelbrot
