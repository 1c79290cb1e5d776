#pragma once

#include "base/unique_fd.h"

#include <string>

namespace memdelbrot {

// A folder for compiled sources that goes away with its owner. It is locked while it is in use, so that those of programs
// that were killed are known, and removed when the next one is made.
class BuildFolder final {
public:
    // Makes one in the system's folder for temporary files where `path` is empty, and sets it. Empty afterwards: none
    // could be made.
    explicit BuildFolder(std::string& path);
    ~BuildFolder();
    BuildFolder(const BuildFolder&) = delete;
    BuildFolder& operator=(const BuildFolder&) = delete;

private:
    std::string m_temporary;
    UniqueFd m_lock;
};

}  // namespace memdelbrot
