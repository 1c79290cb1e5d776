#include "workbench/library_files.h"

#include "symbols/elf_file.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace memdelbrot {

namespace {

namespace fs = std::filesystem;

void addFolders(std::vector<std::string>& folders, const std::string& list, char separator)
{
    std::istringstream pieces(list);
    for (std::string piece; std::getline(pieces, piece, separator);) {
        piece.erase(0, piece.find_first_not_of(" \t"));
        if (piece.starts_with('/'))
            folders.push_back(piece);
    }
}

// The loader's order: LD_LIBRARY_PATH, what ldconfig was told of, the system's own (ld.so(8)).
std::vector<std::string> loaderFolders()
{
    std::vector<std::string> folders;
    if (const char* listed = std::getenv("LD_LIBRARY_PATH"))
        addFolders(folders, listed, ':');
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/etc/ld.so.conf.d", error)) {
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        addFolders(folders, text.str(), '\n');
    }
    for (const char* folder : {"/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/lib",
                               "/usr/lib", "/usr/local/lib"})
        folders.emplace_back(folder);
    return folders;
}

// libc.so of the C library's development package is a linker's script, and other machines' libraries lie about too.
bool isOurElf(const fs::path& path)
{
    const auto file = ElfFile::open(path.string());
    return file && file->header().e_machine == EM_X86_64 && file->header().e_type == ET_DYN;
}

// What a short name's file is called: "m" and "libm" both mean libm.so.
std::vector<std::string> linkerNames(const std::string& name)
{
    if (name.empty())
        return {};
    if (name.starts_with("lib"))
        return {name + ".so", "lib" + name + ".so"};
    return {"lib" + name + ".so"};
}

// "libm.so", "libm.so.6" for libm.so: the shortest of the highest version, so that links win over what they name.
std::string versionedIn(const std::string& folder, const std::string& name)
{
    std::vector<std::string> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string file = entry.path().filename().string();
        if ((file == name || file.starts_with(name + ".")) && isOurElf(entry.path()))
            found.push_back(entry.path().string());
    }
    std::sort(found.begin(), found.end(), [](const std::string& left, const std::string& right) {
        return left.size() != right.size() ? left.size() < right.size() : left > right;
    });
    return found.empty() ? std::string() : found.front();
}

}  // namespace

Result<std::string> libraryPath(const std::string& name)
{
    std::error_code error;
    if (name.find('/') != std::string::npos) {
        const fs::path path = fs::absolute(name, error);
        if (fs::exists(path, error))
            return path.lexically_normal().string();
        return failure({.code = ErrorCode::NotFound, .subject = name, .detail = "no such file"});
    }
    const std::vector<std::string> folders = loaderFolders();
    for (const std::string& folder : folders) {
        const fs::path path = fs::path(folder) / name;
        if (!name.empty() && fs::is_regular_file(path, error) && isOurElf(path))
            return path.string();
    }
    for (const std::string& file : linkerNames(name)) {
        for (const std::string& folder : folders) {
            if (std::string path = versionedIn(folder, file); !path.empty())
                return path;
        }
    }
    return failure(
        {.code = ErrorCode::NotFound, .subject = name, .detail = "no library of that name in the loader's folders"});
}

}  // namespace memdelbrot
