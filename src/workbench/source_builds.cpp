#include "workbench/source_builds.h"

#include "base/unique_fd.h"
#include "workbench/compiler_run.h"
#include "workbench/workbench.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <set>

namespace memdelbrot {

namespace {

struct BuildFiles {
    std::string source;
    std::string library;
};

Result<void> writeAll(int file, const std::string& text, const std::string& path)
{
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t count = ::write(file, text.data() + done, text.size() - done);
        if (count < 0 && errno != EINTR)
            return systemFailure(errno, path);
        done += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    return {};
}

// Names that no build in that folder had: what is loaded is never overwritten, and the loader knows files by their names.
Result<BuildFiles> newBuildFiles(const std::string& folder, const std::string& text)
{
    for (int number = 1;; ++number) {
        const std::string base = folder + "/source" + std::to_string(number);
        const UniqueFd file(::open((base + ".cpp").c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (!file.isOpen() && errno == EEXIST)
            continue;
        if (!file.isOpen())
            return systemFailure(errno, base + ".cpp");
        if (const auto written = writeAll(file.get(), text, base + ".cpp"); !written)
            return failure(written.error());
        return BuildFiles{base + ".cpp", base + ".so"};
    }
}

std::set<std::string> exportedNames(const std::string& library)
{
    std::set<std::string> names;
    if (const auto symbols = exportedSymbols(library)) {
        for (const ElfSymbol& symbol : *symbols)
            names.insert(symbol.name);
    }
    return names;
}

// What the compiler took and libclang does not leaves the functions untyped; it is said, and they can be declared by hand.
void typeFunctions(SourceBuild& build, const std::string& text, const ParserOptions& parser)
{
    const auto parsed = parseDeclarations(text, SourceLanguage::Cpp, parser);
    if (!parsed) {
        build.diagnostics.push_back({.message = "its functions could not be typed: the parser did not answer"});
        return;
    }
    for (SourceDiagnostic diagnostic : parsed->diagnostics) {
        if (!diagnostic.isError)
            continue;
        diagnostic.isError = false;
        diagnostic.message = "its functions could not be typed: " + diagnostic.message;
        build.diagnostics.push_back(diagnostic);
    }
    const std::set<std::string> exported = exportedNames(build.library);
    for (const CSignature& function : parsed->functions) {
        if (exported.contains(function.name))
            build.functions.push_back(function);
    }
}

bool isPointerTo(const CType& type, CTypeKind kind, std::uint64_t size)
{
    return type.kind == CTypeKind::Pointer && type.target && type.target->kind == kind && type.target->size == size;
}

}  // namespace

Result<SourceBuild> buildSource(Workbench& workbench, const std::string& text, std::stop_token stop)
{
    const auto start = std::chrono::steady_clock::now();
    const auto files = newBuildFiles(workbench.options().buildFolder, text);
    if (!files)
        return failure(files.error());
    auto run = compileSource(files->source, files->library, stop);
    if (!run)
        return failure(run.error());
    SourceBuild build{.diagnostics = std::move(run->diagnostics)};
    if (run->succeeded) {
        build.library = files->library;
        typeFunctions(build, text, workbench.options().parser);
        workbench.calls().addSignatures(build.library, build.functions);
    }
    build.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return build;
}

std::string exampleKernel()
{
    return R"(#include <complex>

extern "C" void escapetimes(
    int height, int width,
    int maxiterations,
    double* c, int* fractal)
{
    const long samples = long(height) * width;
    for (long k = 0; k < samples; ++k) {
        const std::complex<double> start(c[2 * k], c[2 * k + 1]);
        std::complex<double> z = start;
        int step = 0;
        while (step < maxiterations) {
            z = z * z + start;
            if (std::abs(z) > 2)
                break;
            ++step;
        }
        fractal[k] = step;
    }
}

// Escape times of z = z*z + c, one sample after the other.
//
// c holds height x width complex numbers, row by row: the real part, then the
// imaginary part of each. fractal takes one count for each of them: the step
// after which |z| is above 2, or maxiterations where it never is.
)";
}

bool isKernelSignature(const CSignature& signature)
{
    const auto isInt = [](const CType& type) { return type.kind == CTypeKind::SignedInteger && type.size == 4; };
    const std::vector<CParameter>& parameters = signature.parameters;
    return (signature.result.kind == CTypeKind::Void || isInt(signature.result)) && !signature.isVariadic
        && parameters.size() == 5
        && std::all_of(parameters.begin(), parameters.begin() + 3,
                       [&](const CParameter& one) { return isInt(one.type); })
        && isPointerTo(parameters[3].type, CTypeKind::Float, 8)
        && isPointerTo(parameters[4].type, CTypeKind::SignedInteger, 4) && !parameters[4].type.target->isConst;
}

}  // namespace memdelbrot
