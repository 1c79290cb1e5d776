#pragma once

#include <QString>

#include <string>
#include <vector>

namespace memdelbrot {

// "held at least by hello and _ (the console's last result)": a Python object's names. Empty for none.
[[nodiscard]] QString holdersText(const std::vector<std::string>& names);

}  // namespace memdelbrot
