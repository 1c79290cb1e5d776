#pragma once

#include "objects/inspection.h"

#include <QString>

namespace memdelbrot {

// "held at least by hello, biglist (1000 times) and _ (the console's last result)": a Python object's names, and those of
// containers that refer to it. Empty for none.
[[nodiscard]] QString holdersText(const std::vector<std::string>& names,
                                  const std::vector<HoldingContainer>& containers = {});

}  // namespace memdelbrot
