#include "loader.h"

#include <cstring>
#include <dlfcn.h>
#include <link.h>

namespace memdelbrot {

using workerprotocol::ReplyStatus;

namespace {

// A library that gcc linked names neither libm nor libstdc++ where its source is C++ or computes: in Python and most
// programs they are there in any case. Tried a second time, for the loader's words about what is still missing.
void* openWithCommonLibraries(const char* path)
{
    ::dlopen("libm.so.6", RTLD_NOW | RTLD_GLOBAL);
    ::dlopen("libstdc++.so.6", RTLD_NOW | RTLD_GLOBAL);
    return ::dlopen(path, RTLD_NOW | RTLD_LOCAL);
}

// The handle, or null with the loader's words in `error`.
void* openLibrary(const char* path, const char*& error)
{
    void* handle = ::dlopen(path, RTLD_NOW | RTLD_LOCAL);
    error = handle ? nullptr : ::dlerror();
    if (error && std::strstr(error, "undefined symbol")) {
        handle = openWithCommonLibraries(path);
        error = handle ? nullptr : ::dlerror();
    }
    return handle;
}

}  // namespace

void loadLibrary(const char* path, Reply& reply)
{
    const char* error = nullptr;
    void* const handle = openLibrary(path, error);
    if (!handle) {
        reply.setStatus(ReplyStatus::LoaderError);
        reply.addText(error ? error : "");
        return;
    }
    link_map* map = nullptr;
    const bool isKnown = ::dlinfo(handle, RTLD_DI_LINKMAP, &map) == 0;
    reply.add(workerprotocol::LoadReply{reinterpret_cast<std::uint64_t>(handle)});
    reply.addText(isKnown ? map->l_name : path);
}

void findSymbol(std::uint64_t handle, const char* name, Reply& reply)
{
    ::dlerror();
    void* address = ::dlsym(reinterpret_cast<void*>(handle), name);
    if (!address) {
        const char* const error = ::dlerror();
        reply.setStatus(ReplyStatus::NotFound);
        reply.addText(error ? error : "");
        return;
    }
    reply.add(workerprotocol::AddressReply{reinterpret_cast<std::uint64_t>(address)});
}

}  // namespace memdelbrot
