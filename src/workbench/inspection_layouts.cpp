#include "workbench/inspection_layouts.h"

#include "base/resources.h"

#include <fstream>
#include <map>
#include <mutex>
#include <sstream>

namespace memdelbrot {

namespace {

// What was parsed, by path: the files are the program's own and do not change while it runs.
class ParsedLayouts final {
public:
    Result<std::vector<CRecord>> records(const std::filesystem::path& path, const ParserOptions& parser)
    {
        const std::lock_guard lock(m_mutex);   // held while parsing: the second asker waits instead of parsing again
        if (const auto known = m_records.find(path); known != m_records.end())
            return known->second;
        std::ifstream file(path);
        if (!file)
            return failure({.code = ErrorCode::NotFound, .errnoValue = ENOENT, .subject = path.string()});
        std::ostringstream text;
        text << file.rdbuf();
        auto parsed = parseDeclarations(text.str(), SourceLanguage::C, parser);
        if (!parsed)
            return failure(parsed.error());
        for (const SourceDiagnostic& diagnostic : parsed->diagnostics) {
            if (diagnostic.isError)
                return failure({.code = ErrorCode::Diagnostic,
                                .subject = path.string(),
                                .detail = std::to_string(diagnostic.line) + ": " + diagnostic.message});
        }
        return m_records.emplace(path, std::move(parsed->records)).first->second;
    }

private:
    std::mutex m_mutex;
    std::map<std::filesystem::path, std::vector<CRecord>> m_records;
};

std::filesystem::path layoutPath(const std::string& folder, const std::string& name)
{
    return folder.empty() ? resourcePath("layouts/" + name) : std::filesystem::path(folder) / name;
}

}  // namespace

Result<PythonLayouts> pythonLayouts(const CPythonVersion& version, const std::string& folder,
                                    const ParserOptions& parser)
{
    static ParsedLayouts parsed;
    const std::string name = "cpython-" + std::to_string(version.major) + "." + std::to_string(version.minor) + ".h";
    const auto records = parsed.records(layoutPath(folder, name), parser);
    if (!records && records.error().code == ErrorCode::NotFound)
        return failure(
            {.code = ErrorCode::Unsupported,
             .subject = "CPython " + version.text(),
             .detail = "no layout of this version's objects (" + name + "), and another version's is not taken"});
    if (!records)
        return failure(records.error());
    auto python = CPythonLayout::fromRecords(version.minor, *records);
    if (!python)
        return failure(python.error());
    PythonLayouts layouts{.python = *python};
    for (const char* file : {"numpy-1.h", "numpy-2.h"}) {
        const auto numpy = parsed.records(layoutPath(folder, file), parser).and_then([](const auto& found) {
            return NumpyLayout::fromRecords(found);
        });
        if (!numpy)
            return failure(numpy.error());
        layouts.numpy.push_back(*numpy);
    }
    return layouts;
}

}  // namespace memdelbrot
