#include "workbench/library_calls.h"

#include "base/hex_text.h"
#include "workbench/library_calls_private.h"
#include "workbench/library_files.h"
#include "workbench/noticed_allocations.h"
#include "workbench/workbench.h"

#include <algorithm>

namespace memdelbrot {

namespace {

std::string diagnosticText(const std::vector<SourceDiagnostic>& diagnostics)
{
    std::string text;
    for (const SourceDiagnostic& diagnostic : diagnostics) {
        if (diagnostic.isError)
            text += (text.empty() ? "" : "\n") + std::to_string(diagnostic.line) + ":"
                + std::to_string(diagnostic.column) + ": " + diagnostic.message;
    }
    return text;
}

bool exports(const std::vector<ElfSymbol>& symbols, const std::string& name)
{
    return std::any_of(symbols.begin(), symbols.end(), [&](const ElfSymbol& symbol) { return symbol.name == name; });
}

bool isCLibrary(const std::string& path)
{
    return path.substr(path.find_last_of('/') + 1).starts_with("libc.so");
}

}  // namespace

LibraryCalls::LibraryCalls(Workbench& workbench) : d(std::make_unique<Private>(workbench)) {}

LibraryCalls::~LibraryCalls() = default;

Result<LibraryCalls::Private::RunningWorker> LibraryCalls::Private::runningWorker()
{
    auto worker = workbench.worker();
    if (!worker)
        return failure(worker.error());
    const auto target = workbench.workerTarget();
    if (!target)
        return failure(target.error());
    auto memory = workbench.targets().target(*target);
    if (!memory)
        return failure(memory.error());
    return RunningWorker{std::move(*worker), *target, std::move(*memory)};
}

Result<LoadedLibrary> LibraryCalls::Private::loaded(const std::shared_ptr<Worker>& worker, const std::string& path)
{
    if (loadedInto.lock() != worker) {
        libraries.clear();
        loadedInto = worker;
    }
    if (const auto known = libraries.find(path); known != libraries.end())
        return known->second;
    auto library = worker->load(path);
    if (library)
        libraries[path] = *library;
    return library;
}

Result<std::string> LibraryCalls::Private::namedValue(const std::string& name)
{
    const auto allocation = workbench.allocations().named(name);
    if (allocation && allocation->isInUse()) {
        const auto current = workbench.workerTarget();
        if (current && allocation->target != *current)
            return failure({.code = ErrorCode::InvalidArgument, .detail = "it does not lie in the worker"});
        return hexNumber(allocation->range.begin().value());
    }
    const std::lock_guard lock(naming);
    if (const auto value = values.find(name); value != values.end())
        return value->second;
    if (allocation)
        return failure({.code = ErrorCode::InvalidArgument, .detail = whyUnused(allocation->state)});
    return failure({.code = ErrorCode::NotFound, .detail = "nothing has this name"});
}

void LibraryCalls::nameValue(const std::string& name, const std::string& value)
{
    const std::lock_guard lock(d->naming);
    d->values[name] = value;
}

Result<std::string> LibraryCalls::resolveLibrary(const std::string& name) const
{
    return libraryPath(name);
}

Result<std::vector<LibrarySymbol>> LibraryCalls::symbols(const std::string& library)
{
    const auto path = libraryPath(library);
    if (!path)
        return failure(path.error());
    auto exported = exportedSymbols(*path);
    if (!exported)
        return failure(exported.error());
    std::vector<LibrarySymbol> found;
    found.reserve(exported->size());
    for (ElfSymbol& symbol : *exported) {
        const bool isFunction = symbol.kind == SymbolKind::Function || symbol.kind == SymbolKind::IndirectFunction;
        const auto signature =
            isFunction ? d->signatures.find(*path, symbol.name, d->workbench.options().parser) : failure(Error{});
        found.push_back({std::move(symbol), signature ? std::optional(*signature) : std::nullopt});
    }
    return found;
}

Result<CSignature> LibraryCalls::signature(const std::string& library, const std::string& name)
{
    const auto path = libraryPath(library);
    if (!path)
        return failure(path.error());
    return d->signatures.find(*path, name, d->workbench.options().parser);
}

void LibraryCalls::addSignatures(const std::string& library, const std::vector<CSignature>& signatures)
{
    const auto path = libraryPath(library);
    for (const CSignature& signature : signatures)
        d->signatures.add(path ? *path : library, signature);
}

Result<CSignature> LibraryCalls::declare(const std::string& library, const std::string& declaration)
{
    const auto path = libraryPath(library);
    if (!path)
        return failure(path.error());
    const std::size_t end = declaration.find_last_not_of(" \t\r\n");
    const bool isEnded = end != std::string::npos && (declaration[end] == ';' || declaration[end] == '}');
    const auto parsed =
        parseDeclarations(isEnded ? declaration : declaration + ";", SourceLanguage::C, d->workbench.options().parser);
    if (!parsed)
        return failure(parsed.error());
    if (const std::string errors = diagnosticText(parsed->diagnostics); !errors.empty())
        return failure({.code = ErrorCode::Diagnostic, .subject = declaration, .detail = errors});
    if (parsed->functions.empty())
        return failure({.code = ErrorCode::Syntax,
                        .subject = declaration,
                        .detail = "it declares no function, as double cos(double x) does"});
    const CSignature signature = parsed->functions.back();
    const auto exported = exportedSymbols(*path);
    if (!exported)
        return failure(exported.error());
    if (!exports(*exported, signature.name))
        return failure(
            {.code = ErrorCode::NotFound, .subject = signature.name, .detail = *path + " exports no such function"});
    d->signatures.add(*path, signature);
    return signature;
}

Result<CallReport> LibraryCalls::call(const std::string& library, const CSignature& signature,
                                      const std::vector<ArgumentText>& arguments, std::chrono::milliseconds timeout,
                                      std::stop_token stop)
{
    const auto path = libraryPath(library);
    if (!path)
        return failure(path.error());
    std::unique_lock calling(d->calling, std::defer_lock);
    while (!calling.try_lock_for(std::chrono::milliseconds(20))) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled, .subject = signature.name});
    }
    const auto running = d->runningWorker();
    if (!running)
        return failure(running.error());
    LibraryCall call(d->workbench, running->worker, running->target, running->memory, signature);
    std::vector<std::string> passed;
    const auto valueOf = [this, &passed](const std::string& name) {
        passed.push_back(name);
        return d->namedValue(name);
    };
    if (const auto planned = call.plan(arguments, valueOf); !planned)
        return failure(planned.error());
    const auto loaded = d->loaded(running->worker, *path);
    const auto function =
        loaded ? running->worker->symbol(*loaded, signature.name) : Result<Address>(failure(loaded.error()));
    if (!function && running->worker->report())   // a constructor crashed, or the worker had died in between
        return crashReport(d->workbench, running->worker, signature);
    if (!function)
        return failure(function.error());
    auto report = call.make(*function, timeout, stop);
    for (const std::string& name : passed)
        noteCall(d->workbench.allocations(), name, signature.name);
    if (report && !report->crash && isCLibrary(*path))
        noticeAllocation(d->workbench.allocations(), running->target, {signature, call.passed(), report->value});
    return report;
}

}  // namespace memdelbrot
