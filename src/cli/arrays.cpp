// Shell lines about named arrays: new, open, free.
#include "base/hex_text.h"
#include "cli/command_set.h"
#include "cli/element_json.h"
#include "cli/shielded_words.h"
#include "cli/view_option.h"

namespace memdelbrot {

namespace {

struct NewOptions {
    std::string name;
    ViewOption view;
    std::string fill;
    std::string ogrid;
    std::string kind = "shared";
};

// "IMAG_LOW,IMAG_HIGH,REAL_LOW,REAL_HIGH", the order of ogrid[imag, real].
Result<void> readBounds(const std::string& text, LibraryCalls::NewArray& array)
{
    double* const bounds[] = {&array.imagLow, &array.imagHigh, &array.realLow, &array.realHigh};
    std::size_t begin = 0;
    for (double* bound : bounds) {
        const std::size_t end = text.find(',', begin);
        const std::string part = text.substr(begin, end == std::string::npos ? end : end - begin);
        char* stop = nullptr;
        *bound = std::strtod(part.c_str(), &stop);
        const bool isLast = bound == bounds[3];
        if (part.empty() || *stop != '\0' || (end == std::string::npos) != isLast)
            return failure({.code = ErrorCode::Syntax,
                            .subject = text,
                            .detail = "four numbers are expected: imaginary low, high, real low, high"});
        begin = end + 1;
    }
    return {};
}

Outcome described(const Allocation& array, Workbench& workbench)
{
    const bool isWritable = workbench.targets().checkWritable(array.target, array.range).has_value();
    const ArrayFlags flags = flagsOf(array, isWritable);
    const auto word = [](bool value) { return value ? "True" : "False"; };
    Outcome outcome;
    outcome.text = array.name + " at " + hexNumber(array.range.begin().value()) + ": " + array.view.dtype.name() + " "
        + shapeText(array.view.shape) + ", " + std::to_string(array.range.size()) + " bytes, " + array.kind + "\n"
        + "  C_CONTIGUOUS : " + word(flags.contiguous) + "\n  F_CONTIGUOUS : " + word(flags.fortranContiguous)
        + "\n  OWNDATA : " + word(flags.ownsData) + "\n  WRITEABLE : " + word(flags.writeable)
        + "\n  ALIGNED : " + word(flags.aligned) + "\n";
    outcome.json = QJsonObject{{QStringLiteral("name"), jsonText(array.name)},
                               {QStringLiteral("address"), jsonAddress(array.range.begin())},
                               {QStringLiteral("size"), jsonUnsigned(array.range.size())},
                               {QStringLiteral("dtype"), jsonText(array.view.dtype.name())},
                               {QStringLiteral("shape"), jsonShape(array.view.shape)},
                               {QStringLiteral("kind"), jsonText(array.kind)},
                               {QStringLiteral("flags"),
                                QJsonObject{{QStringLiteral("C_CONTIGUOUS"), flags.contiguous},
                                            {QStringLiteral("F_CONTIGUOUS"), flags.fortranContiguous},
                                            {QStringLiteral("OWNDATA"), flags.ownsData},
                                            {QStringLiteral("WRITEABLE"), flags.writeable},
                                            {QStringLiteral("ALIGNED"), flags.aligned}}}};
    outcome.value = hexNumber(array.range.begin().value());
    return outcome;
}

Result<Outcome> newArray(const NewOptions& options, Session& session)
{
    const auto view = options.view.viewOf(std::nullopt);
    if (!view)
        return failure(view.error());
    LibraryCalls::NewArray array;
    array.name = options.name;
    array.view = *view;
    array.kind = options.kind == "malloc" ? AllocationKind::Malloc
        : options.kind == "mmap"          ? AllocationKind::Mmap
                                          : AllocationKind::SharedMemfd;
    if (!options.ogrid.empty()) {
        array.fill = LibraryCalls::Fill::ComplexGrid;
        if (auto read = readBounds(options.ogrid, array); !read)
            return failure(std::move(read.error()));
    } else if (!options.fill.empty()) {
        array.fill = LibraryCalls::Fill::Value;
        array.value = unshieldedWord(options.fill);
    }
    Workbench& workbench = session.workbench();
    const auto made = workbench.calls().newArray(array);
    if (!made)
        return failure(made.error());
    session.names()[options.name] = hexNumber(made->range.begin().value());
    return described(*made, workbench);
}

struct OpenOptions {
    std::string address;
    std::string name;
    ViewOption view;
};

Result<Outcome> openArray(const OpenOptions& options, Session& session)
{
    Workbench& workbench = session.workbench();
    const auto target = workbench.workerTarget();
    if (!target)
        return failure(target.error());
    const auto place = evaluateAddress(workbench, *target, unshieldedWord(options.address));
    if (!place)
        return failure(place.error());
    const auto view = options.view.viewOf(place->view);
    if (!view)
        return failure(view.error());
    const auto opened = workbench.calls().openAs(place->address, *view, options.name);
    if (!opened)
        return failure(opened.error());
    return described(*opened, workbench);
}

// `name`: of an allocation, or a shell's name for a pointer to one.
Result<std::string> allocationName(const std::string& name, Session& session)
{
    Allocations& allocations = session.workbench().allocations();
    const auto known = session.names().find(name);
    if (known != session.names().end()) {
        for (const Allocation& allocation : allocations.list()) {
            if (hexNumber(allocation.range.begin().value()) == known->second && allocation.isInUse())
                return allocation.name;
        }
    }
    return allocations.named(name).map([](const Allocation& allocation) { return allocation.name; });
}

Result<Outcome> freeArray(const std::string& name, Session& session)
{
    const auto allocation = allocationName(name, session);
    if (!allocation)
        return failure(allocation.error());
    if (auto freed = session.workbench().calls().freeArray(*allocation); !freed)
        return failure(std::move(freed.error()));
    Outcome outcome;
    outcome.text = *allocation + " freed\n";
    outcome.json = QJsonObject{{QStringLiteral("freed"), jsonText(*allocation)}};
    return outcome;
}

void addNew(CommandSet& commands)
{
    const auto options = std::make_shared<NewOptions>();
    CLI::App* const command = commands.add("new", "Make an array in the worker",
                                           [options](Session& session) { return newArray(*options, session); });
    command->add_option("name", options->name, "What later lines call it: $NAME, alloc:NAME")->required();
    options->view.addTo(command);
    CLI::Option* const fill = command->add_option("--fill", options->fill, "Every element's value (default: zeros)");
    command
        ->add_option("--ogrid", options->ogrid,
                     "Complex numbers of a grid, both ends included: IMAG_LOW,IMAG_HIGH,REAL_LOW,REAL_HIGH")
        ->excludes(fill);
    command->add_option("--kind", options->kind, "shared, malloc or mmap")
        ->check(CLI::IsMember({"shared", "malloc", "mmap"}));
}

}  // namespace

void addArrays(CommandSet& commands)
{
    addNew(commands);
    const auto open = std::make_shared<OpenOptions>();
    CLI::App* const opening = commands.add("open", "List a pointer into the worker as an array",
                                           [open](Session& session) { return openArray(*open, session); });
    opening->add_option("address", open->address, "Where it begins: $p")->required();
    opening->add_option("--name", open->name, "What it is called");
    open->view.addTo(opening);

    const auto freed = std::make_shared<std::string>();
    CLI::App* const freeing =
        commands.add("free", "Give an array back", [freed](Session& session) { return freeArray(*freed, session); });
    freeing->add_option("name", *freed, "Of an array, or of a pointer to one")->required();
}

}  // namespace memdelbrot
