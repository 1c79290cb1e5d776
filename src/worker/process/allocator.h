#pragma once

#include "reply.h"

namespace memdelbrot {

void allocate(const workerprotocol::AllocateRequest& request, Reply& reply);
void release(const workerprotocol::ReleaseRequest& request, Reply& reply);

}  // namespace memdelbrot
