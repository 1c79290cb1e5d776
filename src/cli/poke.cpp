#include "base/hex_text.h"
#include "cli/array_text.h"
#include "cli/command_set.h"
#include "cli/element_json.h"
#include "cli/shielded_words.h"
#include "cli/target_option.h"
#include "cli/unlocked.h"
#include "cli/word_checks.h"

namespace memdelbrot {

namespace {

constexpr std::uint64_t mostBytes = 1u << 30;

struct PokeOptions {
    TargetOption target;
    std::string address;
    std::string dtype;
    std::vector<std::string> values;
    std::uint64_t repeat = 1;
    bool force = false;
};

Result<std::vector<std::byte>> encoded(const Dtype& dtype, const PokeOptions& options)
{
    std::vector<std::byte> once;
    for (const std::string& value : options.values) {
        const auto bytes = parseElement(dtype, unshieldedWord(value));
        if (!bytes)
            return failure(bytes.error());
        once.insert(once.end(), bytes->begin(), bytes->end());
    }
    if (once.empty() || options.repeat > mostBytes / once.size())
        return failure({.code = ErrorCode::TooLarge, .subject = "the values", .detail = "over 1 GiB at once"});
    std::vector<std::byte> bytes;
    bytes.reserve(once.size() * options.repeat);
    for (std::uint64_t i = 0; i < options.repeat; ++i)
        bytes.insert(bytes.end(), once.begin(), once.end());
    return bytes;
}

Outcome described(const PokeRecord& record, const Dtype& dtype)
{
    const ArrayView view{.dtype = dtype, .shape = {record.after.size() / dtype.itemSize()}, .strides = {}};
    const auto range = AddressRange::fromSize(record.address, record.after.size());
    const ReadResult before{.range = range, .bytes = record.before, .unreadable = {}};
    const ReadResult after{.range = range, .bytes = record.after, .unreadable = {}};
    Outcome outcome;
    outcome.text = "before:\n" + arrayText(view, before) + "after:\n" + arrayText(view, after);
    outcome.json = QJsonObject{{QStringLiteral("address"), jsonAddress(record.address)},
                               {QStringLiteral("before"), jsonArray(view, before)},
                               {QStringLiteral("after"), jsonArray(view, after)}};
    return outcome;
}

Result<Outcome> poke(const PokeOptions& options, Session& session)
{
    const auto place = options.target.place(session, options.address);
    if (!place)
        return failure(place.error());
    const Dtype own = place->view ? place->view->dtype : ArrayView{}.dtype;
    const auto dtype = options.dtype.empty() ? Result<Dtype>(own) : Dtype::parse(options.dtype);
    if (!dtype)
        return failure(dtype.error());
    const auto bytes = encoded(*dtype, options);
    if (!bytes)
        return failure(bytes.error());
    // The command itself is the unlock, for as long as it runs.
    const Unlocked unlocked(session.workbench().targets(), place->target);
    const auto force = options.force ? WriteForce::Yes : WriteForce::No;
    const auto record = session.workbench().journal().pokeUnseen(place->target, place->address, *bytes, force);
    if (!record)
        return failure(record.error());
    return described(*record, *dtype);
}

}  // namespace

void addPoke(CommandSet& commands)
{
    const auto options = std::make_shared<PokeOptions>();
    CLI::App* const command = commands.add("poke", "Write values at an address, and read them back",
                                           [options](Session& session) { return poke(*options, session); });
    options->target.addTo(command, commands.isShellLine());
    command->add_option("address", options->address, "Where the first value goes")->required();
    command->add_option("values", options->values, "What to write")->required();
    command->add_option("--dtype", options->dtype, "The values' type (default uint8, or that of the name)");
    command->add_option("--repeat", options->repeat, "Write the values that many times, one after the other")
        ->check(oneOrMore());
    command->add_flag("--force", options->force, "Write to read-only pages too");
}

}  // namespace memdelbrot
