#include "cli/shielded_words.h"

#include <algorithm>
#include <cctype>

namespace memdelbrot {

namespace {

constexpr char mark = '\x01';

bool isOtherNumber(std::string word)
{
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char character) { return std::tolower(character); });
    return word == "-inf" || word == "-infinity" || word == "-nan"
        || (word.size() > 2 && word[1] == '.' && std::isdigit(static_cast<unsigned char>(word[2])));
}

}  // namespace

std::string shieldedWord(const std::string& word)
{
    return word.starts_with('[') || (word.starts_with('-') && isOtherNumber(word)) ? mark + word : word;
}

std::string unshieldedWord(const std::string& word)
{
    return word.starts_with(mark) ? word.substr(1) : word;
}

}  // namespace memdelbrot
