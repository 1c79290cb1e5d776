#pragma once

#include "worker/protocol/control_block.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace memdelbrot {

// What goes back, written straight into the control block: nothing here allocates, since the heap may be broken.
class Reply final {
public:
    explicit Reply(workerprotocol::ControlBlock& control) : m_control(control)
    {
        m_control.replyStatus = workerprotocol::ReplyStatus::Done;
        m_control.replyErrno = 0;
        m_control.replyLength = 0;
    }

    void setStatus(workerprotocol::ReplyStatus status, int errnoValue = 0)
    {
        m_control.replyStatus = status;
        m_control.replyErrno = errnoValue;
    }
    template <typename Part>
    void add(const Part& part)
    {
        add(&part, sizeof part);
    }
    void addText(std::string_view text) { add(text.data(), text.size()); }   // cut at the limit

private:
    void add(const void* bytes, std::size_t size)
    {
        const std::size_t taken = std::min(size, workerprotocol::replyLimit - m_length);
        std::memcpy(m_control.replyPayload + m_length, bytes, taken);
        m_length += taken;
        m_control.replyLength = static_cast<std::uint32_t>(m_length);
    }

    workerprotocol::ControlBlock& m_control;
    std::size_t m_length = 0;   // own: the block's may be written by called code
};

}  // namespace memdelbrot
