#include "fractal/palette.h"

#include "base/resources.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace memdelbrot {

namespace {

constexpr auto folder = "palettes";
constexpr auto extension = ".txt";

std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::optional<QRgb> colourFrom(const std::string& word)
{
    unsigned int value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, 16);
    if (word.size() != 6 || error != std::errc() || end != word.data() + word.size())
        return std::nullopt;
    return 0xff000000U | value;
}

}  // namespace

Result<Palette> Palette::load(const std::string& name)
{
    const std::vector<std::string> names = paletteNames();
    if (std::ranges::find(names, name) == names.end())
        return failure(
            {.code = ErrorCode::NotFound, .subject = "palette " + name, .detail = "there are: " + listed(names)});
    std::ifstream file(resourcePath(folder) / (name + extension));
    std::ostringstream text;
    text << file.rdbuf();
    return parse(name, text.str());
}

Result<Palette> Palette::parse(const std::string& name, const std::string& text)
{
    Palette palette;
    palette.m_name = name;
    std::size_t count = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line.substr(0, line.find('#')));
        for (std::string word; words >> word; ++count) {
            const auto colour = colourFrom(word);
            if (!colour)
                return failure({.code = ErrorCode::Syntax,
                                .subject = "palette " + name,
                                .detail = "“" + word + "” is no colour (rrggbb)"});
            if (count < palette.m_colours.size())
                palette.m_colours[count] = *colour;
        }
    }
    if (count != palette.m_colours.size())
        return failure({.code = ErrorCode::Syntax,
                        .subject = "palette " + name,
                        .detail = std::to_string(count) + " colours instead of 256"});
    return palette;
}

std::vector<std::string> paletteNames()
{
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(resourcePath(folder), error)) {
        if (entry.path().extension() == extension)
            names.push_back(entry.path().stem().string());
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace memdelbrot
