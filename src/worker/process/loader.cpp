#include "loader.h"

#include <dlfcn.h>
#include <link.h>

namespace memdelbrot {

using workerprotocol::ReplyStatus;

namespace {

void addLoaderError(ReplyStatus status, Reply& reply)
{
    const char* text = ::dlerror();
    reply.setStatus(status);
    reply.addText(text ? text : "");
}

}  // namespace

void loadLibrary(const char* path, Reply& reply)
{
    void* handle = ::dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        addLoaderError(ReplyStatus::LoaderError, reply);
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
        addLoaderError(ReplyStatus::NotFound, reply);
        return;
    }
    reply.add(workerprotocol::AddressReply{reinterpret_cast<std::uint64_t>(address)});
}

}  // namespace memdelbrot
