#pragma once

#include "base/result.h"
#include "base/unique_fd.h"
#include "worker/protocol/control_block.h"

namespace memdelbrot {

// The control block of one worker: a sealed memfd, mapped here.
class ControlMemory final {
public:
    [[nodiscard]] static Result<ControlMemory> create();
    ControlMemory(ControlMemory&& other) noexcept;
    ControlMemory& operator=(ControlMemory&&) = delete;
    ~ControlMemory();

    [[nodiscard]] int descriptor() const { return m_file.get(); }
    [[nodiscard]] workerprotocol::ControlBlock& block() { return *m_block; }

private:
    ControlMemory(UniqueFd file, workerprotocol::ControlBlock* block) : m_file(std::move(file)), m_block(block) {}

    UniqueFd m_file;
    workerprotocol::ControlBlock* m_block;
};

}  // namespace memdelbrot
