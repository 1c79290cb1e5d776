#include "cli/declaration_option.h"

#include "cli/whole_file.h"

namespace memdelbrot {

void DeclarationOption::addTo(CLI::App* command)
{
    CLI::Option* const headerOption = command->add_option("--header", header, "A file with C declarations");
    command->add_option("--declare", declare, "C declarations as text: \"struct T { int x; };\"")
        ->excludes(headerOption);
}

Result<std::string> DeclarationOption::text() const
{
    return header.empty() ? Result<std::string>(declare) : wholeFile(header);
}

}  // namespace memdelbrot
