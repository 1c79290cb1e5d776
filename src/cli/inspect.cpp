#include "cli/code_on_one_line.h"
#include "cli/command_set.h"
#include "cli/declaration_option.h"
#include "cli/inspection_outcome.h"
#include "cli/target_option.h"

namespace memdelbrot {

namespace {

struct InspectOptions {
    TargetOption target;
    std::string address;
    std::string as;
    DeclarationOption declaration;
};

// A refused declaration's subject is the mended text, where a common slip was seen.
Error withFix(const Error& error)
{
    if (error.code != ErrorCode::Diagnostic || error.subject.empty())
        return error;
    const std::string mended = codeOnOneLine(error.subject);
    return {.code = error.code,
            .subject = "the declarations",
            .detail = error.detail + (mended.empty() ? "" : "; meant was perhaps: " + mended)};
}

Result<Outcome> inspect(const InspectOptions& options, Session& session)
{
    const auto place = options.target.place(session, options.address);
    if (!place)
        return failure(place.error());
    Workbench& workbench = session.workbench();
    if (options.as.empty() && !options.declaration.isGiven())
        return workbench.inspect(place->target, place->address).map(inspectionOutcome);
    if (!options.declaration.isGiven())
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = options.as,
                        .detail = "--header or --declare must hold its declaration"});
    const auto text = options.declaration.text();
    if (!text)
        return failure(text.error());
    return workbench.inspectAs(place->target, place->address, *text, options.as)
        .map(inspectionOutcome)
        .map_error(withFix);
}

}  // namespace

void addInspect(CommandSet& commands)
{
    const auto options = std::make_shared<InspectOptions>();
    CLI::App* const command = commands.add("inspect", "Say what object stands at an address, or lay a C struct over it",
                                           [options](Session& session) { return inspect(*options, session); });
    options->target.addTo(command, commands.isShellLine());
    command->add_option("address", options->address, "The object's first byte")->required();
    command->add_option("--as", options->as,
                        "The struct to lay over it: \"struct T\" (default: the last one declared)");
    options->declaration.addTo(command);
}

}  // namespace memdelbrot
