#include "base/hex_text.h"
#include "base/unique_fd.h"
#include "cli/array_text.h"
#include "cli/command_set.h"
#include "cli/element_json.h"
#include "cli/target_option.h"
#include "cli/view_option.h"
#include "decode/npy.h"

#include <fcntl.h>
#include <unistd.h>

namespace memdelbrot {

namespace {

constexpr std::uint64_t mostPrinted = 16u << 20;   // elements as text or JSON
constexpr std::uint64_t chunkSize = 4u << 20;      // bytes held at a time where the output streams; a multiple of 16

struct PeekOptions {
    TargetOption target;
    ViewOption view;
    std::string address;
    bool hex = false;
    std::string npy;
};

// Exit code and complaint for what could not be read.
void judge(Outcome& outcome, const ReadResult& read)
{
    std::uint64_t unreadable = 0;
    for (const UnreadableRange& hole : read.unreadable)
        unreadable += hole.range.size();
    if (unreadable == 0)
        return;
    outcome.exitCode = unreadable >= read.range.size() ? ExitNothingReadable : ExitPartlyUnreadable;
    outcome.complaint =
        "cannot read " + unreadableText(read) + ": nothing readable is there; see `regions` for what is mapped";
}

bool writeAll(int fd, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
    return true;
}

// Joins the holes of consecutive chunks into one list over the whole range.
void addHoles(ReadResult& whole, const ReadResult& part)
{
    for (const UnreadableRange& hole : part.unreadable) {
        UnreadableRange* const last = whole.unreadable.empty() ? nullptr : &whole.unreadable.back();
        const bool continues = last && last->errnoValue == hole.errnoValue
            && last->range.begin().plus(last->range.size()) == hole.range.begin();
        if (continues)
            last->range = AddressRange::fromSize(last->range.begin(), last->range.size() + hole.range.size());
        else
            whole.unreadable.push_back(hole);
    }
}

// Reads the range a chunk at a time; what comes back has the holes of all, and no bytes.
template <typename Take>
Result<ReadResult> readInChunks(const MemoryTarget& target, const AddressRange& range, Take take)
{
    ReadResult whole{.range = range, .bytes = {}, .unreadable = {}};
    for (std::uint64_t offset = 0; offset < range.size(); offset += chunkSize) {
        const auto part =
            AddressRange::fromSize(Address(range.begin().value() + offset), std::min(chunkSize, range.size() - offset));
        const ReadResult read = target.read(part);
        addHoles(whole, read);
        if (auto taken = take(read); !taken)
            return failure(std::move(taken.error()));
    }
    return whole;
}

Result<ReadResult> writeNpy(const MemoryTarget& target, const AddressRange& range, const ArrayView& view,
                            const std::string& path)
{
    UniqueFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!file.isOpen())
        return systemFailure(errno, path);
    if (!writeAll(file.get(), npyHeader(view.dtype, view.shape)))
        return systemFailure(errno, path);
    auto whole = readInChunks(target, range, [&](const ReadResult& part) -> Result<void> {
        return writeAll(file.get(), part.bytes) ? Result<void>() : systemFailure(errno, path);
    });
    if (whole && ::close(file.release()) != 0)
        return systemFailure(errno, path);
    return whole;
}

QJsonObject jsonHead(const Place& place, const ArrayView& view)
{
    return {{QStringLiteral("address"), jsonAddress(place.address)},
            {QStringLiteral("dtype"), jsonText(view.dtype.name())},
            {QStringLiteral("shape"), jsonShape(view.shape)}};
}

Result<Outcome> saved(const MemoryTarget& target, const AddressRange& range, const Place& place, const ArrayView& view,
                      const std::string& path)
{
    const auto read = writeNpy(target, range, view, path);
    if (!read)
        return failure(read.error());
    Outcome outcome;
    outcome.text = path + ": " + view.dtype.name() + " " + shapeText(view.shape) + ", " + std::to_string(range.size())
        + " bytes\n";
    QJsonObject json = jsonHead(place, view);
    json[QStringLiteral("npy")] = jsonText(path);
    json[QStringLiteral("unreadable")] = jsonUnreadable(read->unreadable);
    outcome.json = json;
    judge(outcome, *read);
    return outcome;
}

Result<Outcome> dumped(const MemoryTarget& target, const AddressRange& range)
{
    const auto read = readInChunks(target, range, [](const ReadResult& part) -> Result<void> {
        const std::string text = hexDump(part);
        return std::fwrite(text.data(), 1, text.size(), stdout) == text.size()
            ? Result<void>()
            : systemFailure(errno, "standard output");
    });
    if (!read)
        return failure(read.error());
    Outcome outcome;
    judge(outcome, *read);
    return outcome;
}

Result<Outcome> printed(const MemoryTarget& target, const AddressRange& range, const Place& place,
                        const ArrayView& view)
{
    if (elementCount(view.shape) > mostPrinted)
        return failure({.code = ErrorCode::TooLarge,
                        .subject = "the array",
                        .detail = "over 16777216 elements are too many to print: --npy FILE saves them"});
    const ReadResult read = target.read(range);
    if (read.errnoIn(range) == E2BIG)
        return failure({.code = ErrorCode::TooLarge,
                        .subject = "the array",
                        .detail = "over 1 GiB is too much to print: --npy FILE saves it"});
    Outcome outcome;
    QJsonObject json = jsonHead(place, view);
    json[QStringLiteral("values")] = jsonArray(view, read);
    json[QStringLiteral("unreadable")] = jsonUnreadable(read.unreadable);
    outcome.json = json;
    outcome.text = arrayText(view, read);
    if (elementCount(view.shape) == 1 && read.isComplete())
        outcome.value = formatElement(view.dtype, read.bytes);
    judge(outcome, read);
    return outcome;
}

// What stands in memory that was given back is shown, and said to mean nothing; of what is frozen that much is said.
void noteState(Outcome& outcome, Workbench& workbench, const Place& place)
{
    for (const Allocation& known : workbench.allocations().list()) {
        if (known.isInUse() || known.target != place.target || !known.range.contains(place.address))
            continue;
        const std::string note = known.state == AllocationState::Freed
            ? " was freed: what stands there now is not its own"
            : ": " + stateText(known.state);
        outcome.complaint = known.name + note + (outcome.complaint.empty() ? "" : "; " + outcome.complaint);
        QJsonObject json = outcome.json.toObject();
        json[known.state == AllocationState::Freed ? QStringLiteral("freed") : QStringLiteral("frozen")] = true;
        outcome.json = json;
    }
}

// As many of the elements as there are before the address space ends, and one at least.
void cutAtTheLastAddress(ArrayView& view, Address begin)
{
    const std::uint64_t room = AddressRange::fromSize(begin, view.byteSize()).size();
    const std::uint64_t elements = room / std::max<std::size_t>(view.dtype.itemSize(), 1);
    view.shape = {std::max<std::uint64_t>(1, std::min(elementCount(view.shape), elements))};
}

Result<Outcome> peek(const PeekOptions& options, Session& session)
{
    const auto place = options.target.place(session, options.address);
    if (!place)
        return failure(place.error());
    const auto target = session.workbench().targets().target(place->target);
    if (!target)
        return failure(target.error());
    auto view = options.view.viewOf(place->view);
    if (!view)
        return failure(view.error());
    if (!options.view.isSized() && !place->view)
        cutAtTheLastAddress(*view, place->address);
    const auto range = AddressRange::fromSize(place->address, view->byteSize());
    if (range.size() != view->byteSize())
        return failure({.code = ErrorCode::TooLarge,
                        .address = place->address.value(),
                        .subject = "the array",
                        .detail = "it runs past the last address"});
    auto outcome = !options.npy.empty()       ? saved(**target, range, *place, *view, options.npy)
        : options.hex && !session.wantsJson() ? dumped(**target, range)
                                              : printed(**target, range, *place, *view);
    if (outcome)
        noteState(*outcome, session.workbench(), *place);
    return outcome;
}

}  // namespace

void addPeek(CommandSet& commands)
{
    const auto options = std::make_shared<PeekOptions>();
    CLI::App* const command = commands.add("peek", "Show what stands at an address",
                                           [options](Session& session) { return peek(*options, session); });
    options->target.addTo(command, commands.isShellLine());
    command->add_option("address", options->address, "0x…, decimal, module:symbol, [address], + - *")->required();
    options->view.addTo(command);
    CLI::Option* const hex = command->add_flag("--hex", options->hex, "Bytes in hexadecimal with their text");
    command->add_option("--npy", options->npy, "Save as a NumPy file; unreadable bytes are saved as zeros and reported")
        ->excludes(hex);
}

}  // namespace memdelbrot
