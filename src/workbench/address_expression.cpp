#include "workbench/address_expression.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace memdelbrot {

namespace {

constexpr int deepestNesting = 64;         // brackets in brackets
constexpr std::size_t longestText = 4096;  // bytes

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

bool isHexDigit(char character)
{
    const char lower = static_cast<char>(character | 0x20);
    return isDigit(character) || (lower >= 'a' && lower <= 'f');
}

class Parser final {
public:
    Parser(std::string_view text, std::span<const std::string> modules) : m_text(text), m_modules(modules) {}

    Result<AddressNode> parse()
    {
        if (m_text.size() > longestText)
            return failure({.code = ErrorCode::TooLarge,
                            .subject = std::string(m_text.substr(0, 40)),
                            .detail = "an expression over 4096 bytes"});
        auto node = sum(0);
        if (node && !atEnd())
            return expected("an operator");
        return node;
    }

private:
    using Kind = AddressNode::Kind;

    Result<AddressNode> sum(int depth)
    {
        auto left = product(depth);
        while (left && (peek() == '+' || peek() == '-')) {
            const Kind kind = peek() == '+' ? Kind::Add : Kind::Subtract;
            left = joined(kind, std::move(*left), &Parser::product, depth);
        }
        return left;
    }

    Result<AddressNode> product(int depth)
    {
        auto left = operand(depth);
        while (left && peek() == '*')
            left = joined(Kind::Multiply, std::move(*left), &Parser::operand, depth);
        return left;
    }

    // At an operator: takes it and what stands right of it.
    Result<AddressNode> joined(Kind kind, AddressNode left, Result<AddressNode> (Parser::*next)(int), int depth)
    {
        const std::size_t column = m_position + 1;
        ++m_position;
        auto right = (this->*next)(depth);
        if (!right)
            return right;
        AddressNode node{.kind = kind, .column = column};
        node.parts.push_back(std::move(left));
        node.parts.push_back(std::move(*right));
        return node;
    }

    Result<AddressNode> operand(int depth)
    {
        const char next = peek();
        if (next == '[' || next == '(')
            return bracketed(next, depth + 1);
        const std::string_view rest = m_text.substr(m_position);
        const std::string_view module = longestModule(rest);
        const std::size_t digits = numberLength(rest);
        if (digits > module.size() || (digits > 0 && digits == module.size() && isNumber(module)))
            return number(digits);
        if (!module.empty())
            return moduleOrSymbol(module);
        return named();
    }

    Result<AddressNode> bracketed(char opening, int depth)
    {
        if (depth > deepestNesting)
            return expected("at most 64 nested brackets");
        const std::size_t column = ++m_position;
        auto inner = sum(depth);
        if (!inner)
            return inner;
        const char closing = opening == '[' ? ']' : ')';
        if (peek() != closing)
            return expected(std::string("'") + closing + "'");
        ++m_position;
        if (opening == '(')
            return inner;
        AddressNode node{.kind = Kind::Dereference, .column = column};
        node.parts.push_back(std::move(*inner));
        return node;
    }

    // The longest known module that the text begins with, where the name ends there.
    [[nodiscard]] std::string_view longestModule(std::string_view text) const
    {
        std::string_view longest;
        for (const std::string& module : m_modules) {
            const bool fits =
                text.starts_with(module) && (text.size() == module.size() || !isNameCharacter(text[module.size()]));
            if (fits && module.size() > longest.size())
                longest = module;
        }
        return longest;
    }

    [[nodiscard]] static bool isNumber(std::string_view text)
    {
        return text.starts_with("0x") || std::all_of(text.begin(), text.end(), isDigit);
    }

    [[nodiscard]] static std::size_t numberLength(std::string_view text)
    {
        if (text.empty() || !isDigit(text[0]))
            return 0;
        std::size_t length = 0;
        while (length < text.size() && isNameCharacter(text[length]))
            ++length;
        return length;
    }

    Result<AddressNode> number(std::size_t length)
    {
        std::string_view digits = m_text.substr(m_position, length);
        const bool isHex = digits.starts_with("0x") || digits.starts_with("0X");
        if (isHex)
            digits.remove_prefix(2);
        AddressNode node{.kind = Kind::Number, .column = m_position + 1};
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), node.number, isHex ? 16 : 10);
        if (error == std::errc::result_out_of_range)
            return failure(
                {.code = ErrorCode::TooLarge, .subject = std::string(m_text), .detail = "a number beyond 64 bits"});
        if (error != std::errc() || end != digits.data() + digits.size())
            return expected(isHex || std::all_of(digits.begin(), digits.end(), isHexDigit)
                                ? "a number (hexadecimal ones begin with 0x)"
                                : "a number");
        m_position += length;
        return node;
    }

    Result<AddressNode> moduleOrSymbol(std::string_view module)
    {
        AddressNode node{.kind = Kind::Module, .module = std::string(module), .column = m_position + 1};
        m_position += module.size();
        if (m_position >= m_text.size() || m_text[m_position] != ':')
            return node;
        ++m_position;
        node.kind = Kind::Symbol;
        node.name = takeName();
        return node.name.empty() ? expected("a symbol") : Result<AddressNode>(std::move(node));
    }

    Result<AddressNode> named()
    {
        AddressNode node{.kind = Kind::BareName, .column = m_position + 1};
        node.name = takeName();
        if (node.name.empty())
            return expected("an address, a name, '[' or '('");
        if (node.name.starts_with('$')) {   // as arguments of calls are written
            node.name.erase(0, 1);
            node.kind = Kind::Allocation;
            return node.name.empty() ? expected("a name") : indexed(std::move(node));
        }
        if (m_position >= m_text.size() || m_text[m_position] != ':')
            return indexed(std::move(node));
        ++m_position;
        std::string kind = std::exchange(node.name, takeName());
        if (node.name.empty())
            return expected("a name");
        node.kind = kind == "py" ? Kind::Python : kind == "alloc" ? Kind::Allocation : Kind::Symbol;
        if (node.kind == Kind::Symbol)
            node.module = std::move(kind);   // of no known module: the look-up will say so
        return node.kind == Kind::Symbol ? Result<AddressNode>(std::move(node)) : indexed(std::move(node));
    }

    // Behind a name that may be an array's: takes its indexes where there are some.
    Result<AddressNode> indexed(AddressNode array)
    {
        if (peek() != '[')
            return array;
        AddressNode node{.kind = Kind::Index, .column = m_position + 1};
        node.parts.push_back(std::move(array));
        do {
            ++m_position;   // the bracket, or a comma
            peek();
            std::int64_t index = 0;
            const char* const begin = m_text.data() + m_position;
            const auto [end, error] = std::from_chars(begin, m_text.data() + m_text.size(), index);
            if (error != std::errc())
                return expected("an index, such as 3 or -1");
            m_position += static_cast<std::size_t>(end - begin);
            node.indexes.push_back(index);
        } while (peek() == ',');
        if (peek() != ']')
            return expected("',' or ']'");
        ++m_position;
        return node;
    }

    std::string takeName()
    {
        const std::size_t begin = m_position;
        while (m_position < m_text.size() && isNameCharacter(m_text[m_position]))
            ++m_position;
        return std::string(m_text.substr(begin, m_position - begin));
    }

    // The next character that is no space, or NUL at the end.
    char peek()
    {
        while (m_position < m_text.size() && (m_text[m_position] == ' ' || m_text[m_position] == '\t'))
            ++m_position;
        return m_position < m_text.size() ? m_text[m_position] : '\0';
    }

    bool atEnd()
    {
        peek();
        return m_position == m_text.size();
    }

    [[nodiscard]] tl::unexpected<Error> expected(const std::string& what) const
    {
        return failure({.code = ErrorCode::Syntax,
                        .subject = std::string(m_text),
                        .detail = "column " + std::to_string(m_position + 1) + ": expected " + what});
    }

    std::string_view m_text;
    std::span<const std::string> m_modules;
    std::size_t m_position = 0;
};

}  // namespace

bool isNameCharacter(char character)
{
    const char lower = static_cast<char>(character | 0x20);
    return isDigit(character) || (lower >= 'a' && lower <= 'z') || character == '_' || character == '.'
        || character == '$' || character == '@' || static_cast<unsigned char>(character) >= 0x80;
}

Result<AddressNode> parseAddressExpression(std::string_view text, std::span<const std::string> modules)
{
    return Parser(text, modules).parse();
}

}  // namespace memdelbrot
