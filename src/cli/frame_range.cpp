#include "cli/frame_range.h"

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <optional>

namespace memdelbrot {

namespace {

constexpr int lastFrame = 999'999;

std::optional<int> frameNumber(std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0 || number > lastFrame)
        return std::nullopt;
    return number;
}

}  // namespace

Result<FrameRange> parseFrames(const std::string& text)
{
    const std::size_t dots = text.find("..");
    const std::string_view whole(text);
    const auto first = frameNumber(whole.substr(0, dots));
    const auto last = dots == std::string::npos ? first : frameNumber(whole.substr(dots + 2));
    if (!first || !last || *first > *last)
        return failure({.code = ErrorCode::Syntax,
                        .subject = text,
                        .detail = "expected frames: 0..99 are a hundred, the first first"});
    return FrameRange{*first, *last};
}

std::string framePath(const std::string& path, int frame)
{
    char number[16];
    std::snprintf(number, sizeof number, "-%04d", frame);
    const std::filesystem::path file(path);
    return (file.parent_path() / (file.stem().string() + number + file.extension().string())).string();
}

}  // namespace memdelbrot
