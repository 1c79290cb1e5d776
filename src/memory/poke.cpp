#include "memory/poke.h"

#include <algorithm>
#include <cerrno>

namespace memdelbrot {

namespace {

Result<std::vector<std::byte>> readAll(const MemoryTarget& target, const AddressRange& range)
{
    ReadResult result = target.read(range);
    if (result.isComplete())
        return std::move(result.bytes);
    const UnreadableRange& bad = result.unreadable.front();
    return failure({.code = bad.errnoValue == ESRCH ? ErrorCode::Ended : ErrorCode::Unreadable,
                    .errnoValue = bad.errnoValue,
                    .address = bad.range.begin().value(),
                    .subject = target.name()});
}

Result<void> expectSame(const MemoryTarget& target, Address address, std::span<const std::byte> held,
                        std::span<const std::byte> expected, ErrorCode otherwise)
{
    const auto different = std::ranges::mismatch(held, expected).in1;
    if (different == held.end())
        return {};
    return failure({.code = otherwise,
                    .address = address.value() + static_cast<std::uint64_t>(different - held.begin()),
                    .subject = target.name()});
}

// A write that stopped half-way is taken back, so that a failed poke leaves what it found.
void takeBack(MemoryTarget& target, Address address, std::span<const std::byte> before, const Error& error,
              WriteForce force)
{
    if (!error.address || *error.address <= address.value())
        return;
    const std::uint64_t written = std::min<std::uint64_t>(*error.address - address.value(), before.size());
    (void)target.write(address, before.first(written), force);   // the first error is the one to tell
}

}  // namespace

Result<PokeRecord> poke(MemoryTarget& target, Address address, std::span<const std::byte> expected,
                        std::span<const std::byte> bytes, WriteForce force)
{
    const AddressRange range = AddressRange::fromSize(address, bytes.size());
    if (expected.size() != bytes.size() || range.size() != bytes.size())
        return failure({.code = ErrorCode::InvalidArgument, .address = address.value(), .subject = target.name()});

    auto before = readAll(target, range);
    if (!before)
        return failure(std::move(before.error()));
    if (const auto same = expectSame(target, address, *before, expected, ErrorCode::Stale); !same)
        return failure(same.error());
    if (const auto written = target.write(address, bytes, force); !written) {
        takeBack(target, address, *before, written.error(), force);
        return failure(written.error());
    }
    auto after = readAll(target, range);
    if (!after)
        return failure(std::move(after.error()));
    if (const auto same = expectSame(target, address, *after, bytes, ErrorCode::System); !same)
        return failure(same.error());
    return PokeRecord{address, std::move(*before), std::move(*after), std::chrono::system_clock::now()};
}

Result<PokeRecord> undoPoke(MemoryTarget& target, const PokeRecord& record, WriteForce force)
{
    return poke(target, record.address, record.after, record.before, force);
}

}  // namespace memdelbrot
