#include "base/result.h"

#include <cerrno>

namespace memdelbrot {

namespace {

ErrorCode codeOf(int errnoValue)
{
    switch (errnoValue) {
    case EPERM:
    case EACCES:
        return ErrorCode::Refused;
    case ESRCH:
        return ErrorCode::Ended;
    case ENOENT:
        return ErrorCode::NotFound;
    case ENOMEM:
        return ErrorCode::OutOfMemory;
    default:
        return ErrorCode::System;
    }
}

}  // namespace

tl::unexpected<Error> systemFailure(int errnoValue, std::string subject)
{
    return failure({.code = codeOf(errnoValue), .errnoValue = errnoValue, .subject = std::move(subject)});
}

}  // namespace memdelbrot
