#include "cli/shell_line.h"

namespace memdelbrot {

namespace {

constexpr std::size_t longestLine = 1u << 20;   // bytes

bool isSpace(char character)
{
    return character == ' ' || character == '\t' || character == '\r';
}

bool beginsName(char character)
{
    const char lower = static_cast<char>(character | 0x20);
    return (lower >= 'a' && lower <= 'z') || character == '_';
}

bool continuesName(char character)
{
    return beginsName(character) || (character >= '0' && character <= '9');
}

class LineParser final {
public:
    LineParser(std::string_view text, const NameLookup& lookup) : m_text(text), m_lookup(lookup) {}

    Result<ShellLine> parse()
    {
        skipSpaces();
        if (next() == '-' && isSpace(at(m_position + 1))) {
            m_line.mayFail = true;
            ++m_position;
            skipSpaces();
        }
        takeName();
        if (takePython())
            return std::move(m_line);
        while (skipSpaces(), m_position < m_text.size() && next() != '#') {
            auto word = takeWord();
            if (!word)
                return failure(std::move(word.error()));
            m_line.words.push_back(std::move(*word));
        }
        return std::move(m_line);
    }

private:
    [[nodiscard]] char at(std::size_t position) const { return position < m_text.size() ? m_text[position] : '\0'; }
    [[nodiscard]] char next() const { return at(m_position); }

    void skipSpaces()
    {
        while (isSpace(next()))
            ++m_position;
    }

    [[nodiscard]] std::size_t nameEnd(std::size_t begin) const
    {
        std::size_t end = begin;
        if (beginsName(at(end))) {
            while (continuesName(at(end)))
                ++end;
        }
        return end;
    }

    // NAME =, but not the == of a comparison.
    void takeName()
    {
        const std::size_t end = nameEnd(m_position);
        std::size_t sign = end;
        while (isSpace(at(sign)))
            ++sign;
        if (end == m_position || at(sign) != '=' || at(sign + 1) == '=')
            return;
        m_line.name = std::string(m_text.substr(m_position, end - m_position));
        m_position = sign + 1;
        skipSpaces();
    }

    bool takePython()
    {
        const bool isPython = m_text.substr(m_position).starts_with("py")
            && (isSpace(at(m_position + 2)) || m_position + 2 == m_text.size());
        if (!isPython)
            return false;
        m_position += 2;
        skipSpaces();
        std::string_view code = m_text.substr(m_position);
        while (!code.empty() && isSpace(code.back()))
            code.remove_suffix(1);
        m_line.python = std::string(code);
        return true;
    }

    Result<std::string> takeWord()
    {
        std::string word;
        while (m_position < m_text.size() && !isSpace(next())) {
            const char character = next();
            if (character == '\'' || character == '"') {
                if (!takeQuoted(character, word))
                    return failure(
                        {.code = ErrorCode::Syntax,
                         .subject = std::string(m_text),
                         .detail = "column " + std::to_string(m_position + 1) + ": the quote is not closed"});
            } else if (character == '\\' && m_position + 1 < m_text.size()) {
                word += at(m_position + 1);
                m_position += 2;
            } else {
                takeCharacter(word);
            }
        }
        return word;
    }

    // At an opening quote. False where none closes it; the position is then the opening one's.
    bool takeQuoted(char quote, std::string& word)
    {
        const std::size_t opening = m_position++;
        while (m_position < m_text.size()) {
            const char character = next();
            if (character == quote) {
                ++m_position;
                return true;
            }
            const char following = at(m_position + 1);
            if (quote == '"' && character == '\\' && (following == '"' || following == '\\' || following == '$')) {
                word += following;
                m_position += 2;
            } else if (quote == '"') {
                takeCharacter(word);
            } else {
                word += character;
                ++m_position;
            }
        }
        m_position = opening;
        return false;
    }

    // One character, or what a $NAME stands for.
    void takeCharacter(std::string& word)
    {
        const std::size_t end = next() == '$' ? nameEnd(m_position + 1) : m_position + 1;
        if (next() == '$' && end > m_position + 1) {
            const std::string name(m_text.substr(m_position + 1, end - m_position - 1));
            if (const auto value = m_lookup(name, m_line.words.empty() ? std::string() : m_line.words.front())) {
                word += *value;
                m_position = end;
                return;
            }
        }
        word += next();
        ++m_position;
    }

    std::string_view m_text;
    const NameLookup& m_lookup;
    std::size_t m_position = 0;
    ShellLine m_line;
};

}  // namespace

Result<ShellLine> parseShellLine(std::string_view text, const NameLookup& lookup)
{
    if (text.size() > longestLine)
        return failure({.code = ErrorCode::TooLarge, .subject = "the line", .detail = "over 1 MiB"});
    return LineParser(text, lookup).parse();
}

}  // namespace memdelbrot
