#pragma once

#include "memory/buffer_target.h"
#include "support/bytes_of.h"
#include "workbench/journal.h"

#include <QtTest>

namespace memdelbrot::testing {

inline constexpr Address begin(0x1000);

// An unlocked buffer that holds "Hello, world!" and a journal over it.
struct Bench {
    Targets targets{[] {}};
    int changes = 0;
    Journal journal{targets, [this] { ++changes; }};
    std::shared_ptr<BufferTarget> memory = std::make_shared<BufferTarget>("greeting", begin, bytesOf("Hello, world!"));
    TargetId id = targets.add(TargetKind::Buffer, "greeting", ProcessId(0), memory, WriteLock::Unlocked);

    [[nodiscard]] std::string held() const
    {
        const auto read = memory->read(AddressRange::fromSize(begin, 13));
        return {reinterpret_cast<const char*>(read.bytes.data()), read.bytes.size()};
    }
    [[nodiscard]] Result<PokeRecord> poke(std::uint64_t offset, std::string_view expected, std::string_view text)
    {
        return journal.poke(id, *begin.plus(offset), bytesOf(expected), bytesOf(text));
    }
    // A character at a time.
    void type(std::uint64_t offset, std::string_view text, TypedRunId run)
    {
        for (std::size_t index = 0; index < text.size(); ++index) {
            const auto letter = bytesOf(text.substr(index, 1));
            QVERIFY(journal.pokeUnseen(id, *begin.plus(offset + index), letter, WriteForce::No, run));
        }
    }
};

}  // namespace memdelbrot::testing
