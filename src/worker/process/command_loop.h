#pragma once

#include "scratch.h"
#include "worker/protocol/control_block.h"

#include <sys/types.h>

namespace memdelbrot {

// Takes requests from the control block, one after another, for ever. Allocates nothing of its own.
class CommandLoop final {
public:
    explicit CommandLoop(workerprotocol::ControlBlock& control);

    [[noreturn]] void run();

private:
    void answer();
    void load(std::size_t length, Reply& reply);
    void symbol(std::size_t length, Reply& reply);
    void call(std::size_t length, Reply& reply);
    void storeScratch(std::size_t length, Reply& reply);

    workerprotocol::ControlBlock& m_control;
    const pid_t m_pid;
    Scratch m_scratch;
};

}  // namespace memdelbrot
