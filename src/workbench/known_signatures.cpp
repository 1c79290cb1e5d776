#include "workbench/known_signatures.h"

namespace memdelbrot {

namespace {

// What declares the functions that libc.so.6 and libm.so.6 export.
const std::vector<std::string>& standardHeaders()
{
    static const std::vector<std::string> headers{"stdlib.h",      "stdio.h",        "string.h",     "math.h",
                                                  "unistd.h",   // where a name is in several, these say it first
                                                  "assert.h",      "complex.h",      "ctype.h",      "dirent.h",
                                                  "dlfcn.h",       "errno.h",        "fcntl.h",      "fenv.h",
                                                  "glob.h",        "grp.h",          "iconv.h",      "inttypes.h",
                                                  "langinfo.h",    "libgen.h",       "locale.h",     "malloc.h",
                                                  "mntent.h",      "netdb.h",        "poll.h",       "pthread.h",
                                                  "pwd.h",         "regex.h",        "sched.h",      "search.h",
                                                  "semaphore.h",   "setjmp.h",       "signal.h",     "spawn.h",
                                                  "strings.h",     "sys/eventfd.h",  "sys/ioctl.h",  "sys/mman.h",
                                                  "sys/random.h",  "sys/resource.h", "sys/socket.h", "sys/stat.h",
                                                  "sys/statvfs.h", "sys/sysinfo.h",  "sys/time.h",   "sys/times.h",
                                                  "sys/uio.h",     "sys/utsname.h",  "sys/wait.h",   "syslog.h",
                                                  "termios.h",     "time.h",         "uchar.h",      "wchar.h",
                                                  "wctype.h"};
    return headers;
}

bool isStandardLibrary(const std::string& path)
{
    const std::string name = path.substr(path.find_last_of('/') + 1);
    return name.starts_with("libc.so") || name.starts_with("libm.so") || name.starts_with("libm-")
        || name.starts_with("libc-");
}

tl::unexpected<Error> unknown(const std::string& name)
{
    return failure({.code = ErrorCode::NotFound,
                    .subject = name,
                    .detail = "its signature is not known: declare it, as in double cos(double x)"});
}

}  // namespace

void KnownSignatures::add(const std::string& library, const CSignature& signature)
{
    const std::lock_guard lock(m_mutex);
    m_own[{library, signature.name}] = signature;
}

Result<CSignature> KnownSignatures::find(const std::string& library, const std::string& name,
                                         const ParserOptions& parser)
{
    const std::lock_guard lock(m_mutex);
    if (const auto own = m_own.find({library, name}); own != m_own.end())
        return own->second;
    if (!isStandardLibrary(library))
        return unknown(name);
    if (const auto read = readHeaders(parser); !read)
        return failure(read.error());
    const auto found = m_fromHeaders.find(name);
    return found == m_fromHeaders.end() ? unknown(name) : Result<CSignature>(found->second);
}

Result<void> KnownSignatures::readHeaders(const ParserOptions& parser)
{
    if (!m_fromHeaders.empty())
        return {};
    const auto parsed = parseHeaders(standardHeaders(), parser);
    if (!parsed)
        return failure(parsed.error());
    for (const SourceDiagnostic& diagnostic : parsed->diagnostics) {
        if (diagnostic.isError)
            return failure(
                {.code = ErrorCode::Diagnostic, .subject = "the installed headers", .detail = diagnostic.message});
    }
    for (const CSignature& function : parsed->functions)
        m_fromHeaders.emplace(function.name, function);
    if (m_fromHeaders.empty())
        return failure({.code = ErrorCode::NotFound,
                        .subject = "headers of the C library",
                        .detail = "none are installed (libc6-dev)"});
    return {};
}

}  // namespace memdelbrot
