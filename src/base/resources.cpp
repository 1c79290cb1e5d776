#include "base/resources.h"

#include <cstdlib>
#include <vector>

namespace memdelbrot {

namespace {

std::vector<std::filesystem::path> resourceFolders()
{
    std::vector<std::filesystem::path> folders;
    if (const char* named = std::getenv("MEMDELBROT_RESOURCES"); named && *named)
        folders.emplace_back(named);
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (!error) {
        const auto prefix = program.parent_path().parent_path();
        folders.push_back(prefix / "resources");
        folders.push_back(prefix / "share/memdelbrot");
    }
    folders.emplace_back(RESOURCES_FOLDER);
    return folders;
}

}  // namespace

std::filesystem::path resourcePath(std::string_view relative)
{
    std::filesystem::path place;
    for (const auto& folder : resourceFolders()) {
        place = folder / relative;
        std::error_code error;
        if (std::filesystem::exists(place, error))
            break;
    }
    return place;
}

}  // namespace memdelbrot
