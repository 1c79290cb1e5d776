#include "cli/kernel_option.h"

#include "cli/whole_file.h"
#include "workbench/source_builds.h"

namespace memdelbrot {

namespace {

// The one function of a source that has the kernel's signature.
Result<KernelChoice> builtKernel(Workbench& workbench, const std::string& path)
{
    const auto text = wholeFile(path);
    if (!text)
        return failure(text.error());
    const auto build = buildSource(workbench, *text);
    if (!build)
        return failure(build.error());
    if (build->library.empty()) {
        std::string messages;
        for (const SourceDiagnostic& diagnostic : build->diagnostics)
            messages +=
                diagnostic.isError ? "line " + std::to_string(diagnostic.line) + ": " + diagnostic.message + "\n" : "";
        return failure({.code = ErrorCode::Diagnostic, .subject = path, .detail = messages});
    }
    for (const CSignature& function : build->functions) {
        if (isKernelSignature(function))
            return KernelChoice{build->library, function.name};
    }
    // Where the functions could not be typed, the last diagnostic says so.
    if (build->functions.empty() && !build->diagnostics.empty())
        return failure({.code = ErrorCode::NotFound,
                        .subject = "a kernel in " + path,
                        .detail = build->diagnostics.back().message});
    return failure({.code = ErrorCode::NotFound,
                    .subject = "a kernel in " + path,
                    .detail = "extern \"C\" void f(int height, int width, int maxiterations, double* c, int* fractal) "
                              "is what it needs"});
}

}  // namespace

Result<KernelChoice> kernelNamed(Workbench& workbench, const std::string& text)
{
    if (text == "builtin")
        return KernelChoice{};
    if (text.ends_with(".cpp") || text.ends_with(".cc") || text.ends_with(".cxx"))
        return builtKernel(workbench, text);
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size())
        return failure(
            {.code = ErrorCode::Syntax, .subject = text, .detail = "expected builtin, SOURCE.cpp or LIBRARY:SYMBOL"});
    const auto library = workbench.calls().resolveLibrary(text.substr(0, colon));
    if (!library)
        return failure(library.error());
    KernelChoice kernel{*library, text.substr(colon + 1)};
    const auto signature = workbench.calls().signature(kernel.library, kernel.symbol);
    if (signature && !isKernelSignature(*signature))
        return failure({.code = ErrorCode::InvalidArgument,
                        .subject = text,
                        .detail = "declared as " + signature->declaration
                            + "; a kernel takes int height, int width, int maxiterations, double* c, int* fractal"});
    return kernel;
}

}  // namespace memdelbrot
