#include "workbench/error_text.h"

#include "base/hex_text.h"

#include <cerrno>
#include <cstring>

namespace memdelbrot {

namespace {

constexpr std::size_t longestPart = 600;   // characters of foreign text in one line

// Foreign text as part of one line: line ends become "; ", other control characters vanish.
std::string oneLine(const std::string& text)
{
    std::string line;
    for (const char character : text) {
        if (character == '\n') {
            if (!line.empty() && !line.ends_with("; "))
                line += "; ";
        } else if (static_cast<unsigned char>(character) >= 0x20 && character != 0x7f) {
            line += character;
        } else if (character == '\t') {
            line += ' ';
        }
        if (line.size() >= longestPart)
            return line + "…";
    }
    while (line.ends_with(' ') || line.ends_with(';'))
        line.pop_back();
    return line;
}

// "Permission denied (EACCES)"
std::string errnoText(int value)
{
    const char* const name = ::strerrorname_np(value);
    const char* const description = ::strerrordesc_np(value);
    return std::string(description ? description : "unknown error") + " ("
        + (name ? name : std::to_string(value).c_str()) + ")";
}

std::string whyUnreadable(int errnoValue)
{
    const char* const name = ::strerrorname_np(errnoValue);
    if (errnoValue == EFAULT || errnoValue == EIO)
        return std::string("nothing readable is mapped there (") + name + ")";
    if (errnoValue == ENXIO)
        return "it ends before that (ENXIO)";
    if (errnoValue == E2BIG)
        return "more than 1 GiB at once (E2BIG)";
    return errnoValue == 0 ? "nothing readable is mapped there" : errnoText(errnoValue);
}

// The words of one kind of failure: "cannot <act> <place>: <why>; <remedy>".
struct Words {
    const char* act;
    const char* why;      // where neither errno nor detail say
    const char* remedy;
};

Words wordsOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return {"cannot use", "the value is not possible here", "give another value"};
    case ErrorCode::Syntax:
        return {"cannot understand", "it is not written as expected", "check how it is written"};
    case ErrorCode::NotFound:
        return {"cannot find", "there is no such thing", "check the name"};
    case ErrorCode::Ambiguous:
        return {"cannot tell what is meant by", "it has several meanings", "write the one you mean in full"};
    case ErrorCode::Unreadable:
        return {"cannot read", "", "see the target's regions for what is mapped"};
    case ErrorCode::ReadOnly:
        return {"cannot write", "it is read-only", "force the write if you mean it"};
    case ErrorCode::Locked:
        return {"cannot write", "the target is locked", "unlock the target first"};
    case ErrorCode::Refused:
        return {"cannot access", "the system refuses", "check whose it is and its permissions"};
    case ErrorCode::Ended:
        return {"cannot reach", "the process has ended", "start it again, or open another target"};
    case ErrorCode::Busy:
        return {"cannot ask", "it is doing something else", "try again then, or stop it"};
    case ErrorCode::Stale:
        return {"cannot write", "the target no longer holds what was shown", "look again, then repeat the change"};
    case ErrorCode::Crashed:
        return {"cannot finish", "the called code ended its process",
                "look at the crash report; a fresh process takes over"};
    case ErrorCode::TimedOut:
        return {"cannot wait longer for", "no answer came in time", "allow more time, or look where it hangs"};
    case ErrorCode::BadMessage:
        return {"cannot trust", "the other process sent nonsense", "try again; it was ended"};
    case ErrorCode::Diagnostic:
        return {"cannot compile or load", "it was refused", "mend the text and try again"};
    case ErrorCode::TooLarge:
        return {"cannot take", "it is more than the limit", "ask for less"};
    case ErrorCode::OutOfMemory:
        return {"cannot get memory for", "there is not enough", "ask for less, or free some"};
    case ErrorCode::Unsupported:
        return {"cannot handle", "it is not supported here", "use another form of it"};
    case ErrorCode::Cancelled:
        return {"did not finish", "it was cancelled", "start it again to have it whole"};
    case ErrorCode::System:
        return {"cannot use", "a system call failed", "see why above and try again"};
    }
    return {"cannot use", "an unknown failure", "try again"};
}

std::string placeOf(const Error& error)
{
    std::string place = oneLine(error.subject);
    if (error.address)
        place += (place.empty() ? "" : " at ") + hexNumber(*error.address);
    if (!place.empty())
        return place;
    return error.code == ErrorCode::Syntax || error.code == ErrorCode::NotFound ? "an empty text" : "this";
}

std::string whyOf(const Error& error, const Words& words)
{
    std::string why = oneLine(error.detail);
    if (error.code == ErrorCode::Unreadable)
        return why.empty() ? whyUnreadable(error.errnoValue) : why + ", " + whyUnreadable(error.errnoValue);
    if (error.errnoValue != 0)
        why += (why.empty() ? "" : ", ") + errnoText(error.errnoValue);
    return why.empty() ? words.why : why;
}

}  // namespace

std::string errorText(const Error& error)
{
    const Words words = wordsOf(error.code);
    return std::string(words.act) + " " + placeOf(error) + ": " + whyOf(error, words) + "; " + words.remedy;
}

}  // namespace memdelbrot
