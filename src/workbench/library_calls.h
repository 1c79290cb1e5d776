#pragma once

#include "layout/c_type.h"
#include "symbols/elf_symbols.h"
#include "workbench/allocations.h"
#include "worker/client/worker.h"

#include <filesystem>

namespace memdelbrot {

class Workbench;

// An exported function or variable and, where it is known, its declaration.
struct LibrarySymbol {
    ElfSymbol symbol;
    std::optional<CSignature> signature;
};

// Text as the user typed it: 42, -1, 2.5, 100*8, "text", null, 0x…, $NAME, $NAME+16, [1,2,3], @file.npy, @new:dtype:shape[:fill], &.
using ArgumentText = std::string;

// An array that went in by pointer, read back after the call.
struct CallOutput {
    std::size_t argument = 0;  // 0-based
    Address address;
    ArrayView view;
    std::vector<std::byte> bytes;
};

struct CallReport {
    CSignature signature;
    std::string result;  // as text, typed by the signature; "void"
    std::string resultText;  // of a char * that is not null: the text there, as a C literal; capped
    PassedValue value;
    int errnoValue = 0;
    std::uint64_t nanoseconds = 0;
    std::string standardOutput;
    std::string standardError;
    std::vector<CallOutput> outputs;
    std::optional<CrashReport> crash;  // instead of a result
    TargetId target;  // the worker that was called; not set where it crashed
    std::optional<TargetId> frozen;  // the crashed process, open as a target
};

// Libraries, signatures and calls in the worker. Thread-safe, blocking.
class LibraryCalls final {
public:
    explicit LibraryCalls(Workbench& workbench);
    ~LibraryCalls();

    // A path, or a soname that the loader finds ("libm.so.6", "c", "m"). Does not run anything: reads the ELF.
    [[nodiscard]] Result<std::string> resolveLibrary(const std::string& name) const;
    [[nodiscard]] Result<std::vector<LibrarySymbol>> symbols(const std::string& library);
    // Known signature of an export: typed before, from the installed headers of libc and libm. Errors: NotFound.
    [[nodiscard]] Result<CSignature> signature(const std::string& library, const std::string& name);
    // Parses "double cos(double x)". Any error diagnostic refuses: Diagnostic.
    [[nodiscard]] Result<CSignature> declare(const std::string& library, const std::string& declaration);

    // Signatures of that library's functions that are known from elsewhere: its source.
    void addSignatures(const std::string& library, const std::vector<CSignature>& signatures);
    // $NAME in arguments stands for that text (an earlier result) from now on. Allocations' names need no telling.
    void nameValue(const std::string& name, const std::string& value);

    // Loads the library where it isn't loaded, converts the arguments, calls. A crash is a CallReport, not an Error.
    // malloc, calloc, free and their like are noticed: what they return is listed in Allocations.
    // One call at a time: a second one waits. With `stop` the call ends as by its time-out.
    // Errors: NotFound, Diagnostic (the loader's, or a C++ exception that left the function), InvalidArgument, Syntax,
    // Unsupported (subject names the argument), TooLarge, Cancelled.
    [[nodiscard]] Result<CallReport> call(const std::string& library, const CSignature& signature,
                                          const std::vector<ArgumentText>& arguments,
                                          std::chrono::milliseconds timeout = std::chrono::seconds(10),
                                          std::stop_token stop = {});

    enum class Fill { Zeros, Value, ComplexGrid };
    struct NewArray {
        std::string name;
        ArrayView view;
        AllocationKind kind = AllocationKind::SharedMemfd;
        Fill fill = Fill::Zeros;
        std::string value;  // for Fill::Value, in the dtype's text
        // for Fill::ComplexGrid (complex128, two axes): ogrid's bounds
        double realLow = -1.5, realHigh = 0, imagLow = -1, imagHigh = 0;
    };
    // Errors: InvalidArgument, Syntax (the value), TooLarge, OutOfMemory, the worker's.
    [[nodiscard]] Result<Allocation> newArray(const NewArray& array);
    // Errors: NotFound, Refused (not the worker's, or an address inside another allocation), Ended (freed, or its worker is over).
    [[nodiscard]] Result<void> freeArray(const std::string& name);
    // A pointer that a call returned, listed as an array: "open as [float64] x [100]". What is known to be smaller is TooLarge.
    [[nodiscard]] Result<Allocation> openAs(Address address, const ArrayView& view, const std::string& name);

private:
    class Private;
    std::unique_ptr<Private> d;
};

}  // namespace memdelbrot
