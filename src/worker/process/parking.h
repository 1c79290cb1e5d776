#pragma once

#include "worker/protocol/control_block.h"

namespace memdelbrot {

// Where ptrace is refused: from here on a fatal signal, exit() and parkSignal leave their record in the block, and the
// thread stands still for ever.
void startParking(workerprotocol::ControlBlock& control);

// Called code may have reset handlers, mask or signal stack: sets them again.
void armParking();

}  // namespace memdelbrot
