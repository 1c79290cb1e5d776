#include "search/regex_finder.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <new>

namespace memdelbrot {

namespace {

constexpr std::size_t longestFollowed = 4096;        // bytes
constexpr std::uint32_t mostSteps = 1'000'000;       // at one place: some milliseconds
constexpr std::size_t largestStack = 1024 * 1024;    // bytes
constexpr std::size_t longestExpression = 65'536;    // bytes

template <auto release>
struct Release {
    template <typename T>
    void operator()(T* held) const
    {
        release(held);
    }
};

template <typename T>
T* allocated(T* made)
{
    return made ? made : throw std::bad_alloc();
}

using Code = std::unique_ptr<pcre2_code, Release<pcre2_code_free>>;

// What one thread needs to match.
struct Matcher {
    explicit Matcher(const pcre2_code* code)
        : data(allocated(pcre2_match_data_create_from_pattern(code, nullptr))),
          context(allocated(pcre2_match_context_create(nullptr))),
          stack(allocated(pcre2_jit_stack_create(32 * 1024, largestStack, nullptr)))
    {
        pcre2_set_match_limit(context.get(), mostSteps);
        pcre2_set_heap_limit(context.get(), largestStack / 1024);   // KiB
        pcre2_jit_stack_assign(context.get(), nullptr, stack.get());
    }

    std::unique_ptr<pcre2_match_data, Release<pcre2_match_data_free>> data;
    std::unique_ptr<pcre2_match_context, Release<pcre2_match_context_free>> context;
    std::unique_ptr<pcre2_jit_stack, Release<pcre2_jit_stack_free>> stack;
};

std::string messageOf(int code)
{
    std::array<PCRE2_UCHAR, 256> text{};
    pcre2_get_error_message(code, text.data(), text.size());
    return reinterpret_cast<const char*>(text.data());
}

class RegexFinder final : public Finder {
public:
    explicit RegexFinder(Code code, std::string expression)
        : m_code(std::move(code)), m_expression(std::move(expression))
    {
        std::uint32_t before = 0;
        pcre2_pattern_info(m_code.get(), PCRE2_INFO_MAXLOOKBEHIND, &before);
        m_lookBehind = std::max<std::size_t>(1, before);   // ^ looks at one that PCRE2 does not count
    }

    Result<void> find(const SearchedBytes& where, std::uint64_t alignment, std::size_t limit,
                      std::vector<Match>& matches) const override
    {
        std::unique_ptr<Matcher> matcher = taken();
        std::size_t from = where.firstStart;
        Result<void> outcome;
        while (from < where.endStart && matches.size() < limit) {
            const int code =
                pcre2_match(m_code.get(), reinterpret_cast<PCRE2_SPTR>(where.bytes.data()), where.bytes.size(), from,
                            PCRE2_NOTEMPTY, matcher->data.get(), matcher->context.get());
            if (code < 0 && code != PCRE2_ERROR_NOMATCH)
                outcome = failure(refusal(code, Address(where.base.value() + from)));
            if (code < 0)
                break;
            const PCRE2_SIZE* const found = pcre2_get_ovector_pointer(matcher->data.get());
            from = take(where, {found[0], found[1]}, from, alignment, matches);
        }
        giveBack(std::move(matcher));
        return outcome;
    }

    [[nodiscard]] std::size_t reach() const override { return longestFollowed; }
    [[nodiscard]] std::size_t lookBehind() const override { return m_lookBehind; }
    [[nodiscard]] bool mayOverlap() const override { return false; }

private:
    struct Found {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    // Where to go on.
    static std::size_t take(const SearchedBytes& where, const Found& found, std::size_t from, std::uint64_t alignment,
                            std::vector<Match>& matches)
    {
        const std::size_t next = std::max(from + 1, found.end);
        if (found.begin < from || found.begin >= found.end)   // \K can move a beginning anywhere
            return next;
        if ((where.base.value() + found.begin) % alignment != 0)
            return found.begin + 1;   // there may be an aligned one inside it
        if (found.begin < where.endStart) {
            const std::size_t size = std::min(found.end - found.begin, longestFollowed);
            matches.push_back({Address(where.base.value() + found.begin), static_cast<std::uint32_t>(size)});
        }
        return next;
    }

    [[nodiscard]] Error refusal(int code, Address place) const
    {
        return {
            .code = ErrorCode::TooLarge, .address = place.value(), .subject = m_expression, .detail = messageOf(code)};
    }

    // There are as many matchers as there have ever been threads at once.
    [[nodiscard]] std::unique_ptr<Matcher> taken() const
    {
        const std::lock_guard lock(m_mutex);
        if (m_idle.empty())
            return std::make_unique<Matcher>(m_code.get());
        std::unique_ptr<Matcher> matcher = std::move(m_idle.back());
        m_idle.pop_back();
        return matcher;
    }

    void giveBack(std::unique_ptr<Matcher> matcher) const
    {
        const std::lock_guard lock(m_mutex);
        m_idle.push_back(std::move(matcher));
    }

    const Code m_code;
    const std::string m_expression;
    std::size_t m_lookBehind = 1;
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<Matcher>> m_idle;
};

}  // namespace

Result<std::shared_ptr<const Finder>> makeRegexFinder(std::string_view expression, LetterCase letterCase)
{
    const auto refused = [&](const std::string& detail) {
        return failure({.code = ErrorCode::Syntax, .subject = std::string(expression.substr(0, 80)), .detail = detail});
    };
    if (expression.empty() || expression.size() > longestExpression)
        return refused(expression.empty() ? "nothing to look for" : "65536 characters at most");
    const std::uint32_t options = PCRE2_DOTALL | PCRE2_MULTILINE | PCRE2_NEVER_UTF
        | (letterCase == LetterCase::Insensitive ? PCRE2_CASELESS : 0u);
    int code = 0;
    PCRE2_SIZE column = 0;
    Code compiled(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.data()), expression.size(), options, &code,
                                &column, nullptr));
    if (!compiled)
        return refused("column " + std::to_string(column + 1) + ": " + messageOf(code));
    pcre2_jit_compile(compiled.get(), PCRE2_JIT_COMPLETE);   // where there is no JIT, PCRE2 interprets
    return std::make_shared<RegexFinder>(std::move(compiled), std::string(expression));
}

}  // namespace memdelbrot
