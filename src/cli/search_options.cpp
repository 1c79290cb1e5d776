#include "cli/search_options.h"

#include "cli/shielded_words.h"
#include "cli/word_checks.h"

namespace memdelbrot {

namespace {

Result<SearchQuery> textQuery(const SearchCommandOptions& options, LetterCase letterCase)
{
    std::vector<TextEncoding> encodings;
    for (const std::string& name : options.encodings) {
        const auto encoding = parseTextEncoding(name);
        if (!encoding)
            return failure(encoding.error());
        encodings.push_back(*encoding);
    }
    return SearchQuery::forText(*options.text, encodings, letterCase);
}

Result<SearchQuery> valueQuery(const SearchCommandOptions& options)
{
    const auto dtype = Dtype::parse(options.value[0]);
    if (!dtype)
        return failure(dtype.error());
    const std::string value = unshieldedWord(options.value[1]);
    return !options.tolerance ? SearchQuery::forValue(*dtype, value)
                              : SearchQuery::forNearly(*dtype, value, unshieldedWord(*options.tolerance));
}

Result<SearchQuery> rangeQuery(const std::vector<std::string>& words)
{
    const auto dtype = Dtype::parse(words[0]);
    return dtype ? SearchQuery::forRange(*dtype, unshieldedWord(words[1]), unshieldedWord(words[2]))
                 : failure(dtype.error());
}

Result<SearchQuery> classQuery(const std::string& name, NumberClass wanted)
{
    const auto dtype = Dtype::parse(name);
    return dtype ? SearchQuery::forClass(*dtype, wanted) : failure(dtype.error());
}

}  // namespace

void SearchCommandOptions::addTo(CLI::App* command)
{
    CLI::Option_group* const group = command->add_option_group("what", "What is looked for");
    group->add_option("--bytes", bytes, "Pairs of hex digits, ?? for any byte, &mask: \"48 65 ?? 6c 41&df\"");
    auto* const ofText = group->add_option("--text", text, "Text");
    group->add_option("--regex", regex, "A regular expression over raw bytes (PCRE2)");
    auto* const ofValue = group->add_option("--value", value, "DTYPE VALUE: float64 0.5")->expected(2);
    group->add_option("--range", range, "DTYPE LOW HIGH: int32 1 100, both ends included")->expected(3);
    group->add_option("--nan", nan, "DTYPE: every NaN of it");
    group->add_option("--infinite", infinite, "DTYPE: both infinities of it");
    group->add_option("--pointers", pointers, "ADDRESS SIZE: pointers into that range")->expected(2);
    group->require_option(1);
    command->add_option("--tolerance", tolerance, "How far from --value a number may be")->needs(ofValue);
    command
        ->add_option("--encoding", encodings,
                     "Of --text, any of several: utf-8, utf-16le, utf-16be, latin-1, ascii (default utf-8)")
        ->delimiter(',')
        ->needs(ofText);
    command->add_flag("--ignore-case", ignoreCase, "Of --text (ASCII letters) and --regex")->excludes(ofValue);
    command->add_option("--align", alignment, "Only addresses that are multiples of it")->check(oneOrMore());
    command->add_option("--limit", limit, "Stop after so many matches (default 10000)")->check(oneOrMore());
    where.addTo(command);
}

Result<SearchQuery> queryOf(const SearchCommandOptions& options, Workbench& workbench, TargetId target)
{
    const LetterCase letterCase = options.ignoreCase ? LetterCase::Insensitive : LetterCase::Sensitive;
    if (options.bytes)
        return SearchQuery::forBytes(*options.bytes);
    if (options.text)
        return textQuery(options, letterCase);
    if (options.regex)
        return SearchQuery::forRegex(*options.regex, letterCase);
    if (!options.value.empty())
        return valueQuery(options);
    if (!options.range.empty())
        return rangeQuery(options.range);
    if (!options.pointers.empty()) {
        const auto range = rangeOf(options.pointers, workbench, target);
        return range ? SearchQuery::forPointersInto(*range) : failure(range.error());
    }
    return options.nan ? classQuery(*options.nan, NumberClass::NotANumber)
                       : classQuery(*options.infinite, NumberClass::Infinite);
}

Result<SearchOptions> limitsOf(const SearchCommandOptions& options, Workbench& workbench, TargetId target)
{
    const auto range = options.where.range(workbench, target);
    if (!range)
        return failure(range.error());
    const auto regions = options.where.regions();
    if (!regions)
        return failure(regions.error());
    return SearchOptions{.alignment = options.alignment, .limit = options.limit, .within = *range, .regions = *regions};
}

}  // namespace memdelbrot
