#include "command_loop.h"
#include "foreign_call.h"
#include "parking.h"

#include <cstdio>
#include <cstring>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace memdelbrot;

namespace {

workerprotocol::ControlBlock* mapControl()
{
    struct stat status = {};
    if (::fstat(workerprotocol::controlDescriptor, &status) != 0
        || status.st_size != sizeof(workerprotocol::ControlBlock))
        return nullptr;
    void* memory = ::mmap(nullptr, sizeof(workerprotocol::ControlBlock), PROT_READ | PROT_WRITE, MAP_SHARED,
                          workerprotocol::controlDescriptor, 0);
    ::close(workerprotocol::controlDescriptor);
    if (memory == MAP_FAILED)
        return nullptr;
    auto* control = static_cast<workerprotocol::ControlBlock*>(memory);
    const bool isOurs = control->magic == workerprotocol::magic && control->version == workerprotocol::version
        && control->size == sizeof(workerprotocol::ControlBlock);
    return isOurs ? control : nullptr;
}

}  // namespace

int main(int argc, char** argv)
{
    workerprotocol::ControlBlock* control = mapControl();
    if (!control) {
        std::fputs("memdelbrot-worker is started by memdelbrot, which hands it shared memory of the same version\n",
                   stderr);
        return 2;
    }
    // By lines, so that what was printed before a crash is not lost in a buffer.
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    if (argc > 1 && std::strcmp(argv[1], workerprotocol::parkOption) == 0)
        startParking(*control);
    prepareForExceptions();
    CommandLoop(*control).run();
}
