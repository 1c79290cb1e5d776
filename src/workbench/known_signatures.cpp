#include "workbench/known_signatures.h"

namespace memdelbrot {

namespace {

// What declares the functions that libc.so.6 and libm.so.6 export.
const std::vector<std::string>& standardHeaders()
{
    // Where a name is in several, the first five say it first.
    static const std::vector<std::string> headers{"stdlib.h",       "stdio.h",         "string.h",
                                                  "math.h",         "unistd.h",        "aio.h",
                                                  "argp.h",         "argz.h",          "arpa/inet.h",
                                                  "arpa/nameser.h", "assert.h",        "byteswap.h",
                                                  "complex.h",      "ctype.h",         "dirent.h",
                                                  "dlfcn.h",        "endian.h",        "envz.h",
                                                  "err.h",          "errno.h",         "error.h",
                                                  "execinfo.h",     "fcntl.h",         "fenv.h",
                                                  "fmtmsg.h",       "fnmatch.h",       "fstab.h",
                                                  "fts.h",          "ftw.h",           "gconv.h",
                                                  "getopt.h",       "glob.h",          "gnu/libc-version.h",
                                                  "grp.h",          "gshadow.h",       "iconv.h",
                                                  "ifaddrs.h",      "inttypes.h",      "langinfo.h",
                                                  "libgen.h",       "libintl.h",       "link.h",
                                                  "locale.h",       "malloc.h",        "mntent.h",
                                                  "monetary.h",     "mqueue.h",        "net/if.h",
                                                  "netdb.h",        "netinet/ether.h", "netinet/in.h",
                                                  "nl_types.h",     "obstack.h",       "poll.h",
                                                  "printf.h",       "pthread.h",       "pty.h",
                                                  "pwd.h",          "regex.h",         "resolv.h",
                                                  "rpc/netdb.h",    "sched.h",         "search.h",
                                                  "semaphore.h",    "setjmp.h",        "shadow.h",
                                                  "signal.h",       "spawn.h",         "stdio_ext.h",
                                                  "strings.h",      "sys/acct.h",      "sys/auxv.h",
                                                  "sys/epoll.h",    "sys/eventfd.h",   "sys/fanotify.h",
                                                  "sys/file.h",     "sys/fsuid.h",     "sys/gmon.h",
                                                  "sys/inotify.h",  "sys/io.h",        "sys/ioctl.h",
                                                  "sys/ipc.h",      "sys/klog.h",      "sys/mman.h",
                                                  "sys/mount.h",    "sys/msg.h",       "sys/personality.h",
                                                  "sys/pidfd.h",    "sys/prctl.h",     "sys/profil.h",
                                                  "sys/ptrace.h",   "sys/random.h",    "sys/reboot.h",
                                                  "sys/resource.h", "sys/select.h",    "sys/sem.h",
                                                  "sys/sendfile.h", "sys/shm.h",       "sys/signalfd.h",
                                                  "sys/socket.h",   "sys/stat.h",      "sys/statfs.h",
                                                  "sys/statvfs.h",  "sys/swap.h",      "sys/syscall.h",
                                                  "sys/sysinfo.h",  "sys/sysmacros.h", "sys/time.h",
                                                  "sys/timeb.h",    "sys/timerfd.h",   "sys/times.h",
                                                  "sys/timex.h",    "sys/uio.h",       "sys/utsname.h",
                                                  "sys/vfs.h",      "sys/wait.h",      "sys/xattr.h",
                                                  "syslog.h",       "termios.h",       "threads.h",
                                                  "time.h",         "ttyent.h",        "uchar.h",
                                                  "ulimit.h",       "mcheck.h",        "sys/quota.h",
                                                  "ucontext.h",     "utime.h",         "utmp.h",
                                                  "utmpx.h",        "wchar.h",         "wctype.h",
                                                  "wordexp.h"};
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
