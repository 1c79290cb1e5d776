#include "gui/models/status_fields.h"

namespace memdelbrot {

std::size_t fittingFields(int room, std::span<const int> widths)
{
    std::size_t count = 0;
    for (const int width : widths) {
        room -= width;
        if (room < 0)
            break;
        ++count;
    }
    return count;
}

}  // namespace memdelbrot
