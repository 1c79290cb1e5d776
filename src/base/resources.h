#pragma once

#include <filesystem>
#include <string_view>

namespace memdelbrot {

// Where a file or folder of resources/ is: "layouts/cpython-3.11.h". Looked for in the folder that the environment's
// MEMDELBROT_RESOURCES names, in ../resources and ../share/memdelbrot seen from the program's folder, then in the source
// tree. Where none has it, the last place is returned, so that the error of opening it names a path.
[[nodiscard]] std::filesystem::path resourcePath(std::string_view relative);

}  // namespace memdelbrot
