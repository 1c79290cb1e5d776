#pragma once

#include "memory/address.h"

#include <string>

namespace memdelbrot {

// What lies at an address: "malloc+0x12 in libc.so.6".
struct AddressSymbol {
    std::string function;      // demangled; empty where no symbol covers the address
    std::uint64_t offset = 0;  // bytes from the symbol's begin, or from the module's load address without a symbol
    std::string module;        // file name, without folders
    std::string file;          // source file, absolute where that is known; empty without debug information
    int line = 0;              // 1-based; 0 unknown
};

// One frame of a stack, innermost first.
struct StackFrame {
    Address programCounter;
    AddressSymbol symbol;
};

}  // namespace memdelbrot
