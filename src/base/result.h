#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

#include <utility>

namespace memdelbrot {

template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

// The error of a system call that just failed on `subject`, from errno.
[[nodiscard]] tl::unexpected<Error> systemFailure(int errnoValue, std::string subject);

}  // namespace memdelbrot
