#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace memdelbrot {

// A number that names one kind of thing and does not mix with others. `Tag` is never defined.
template <typename Tag, typename Number = std::uint64_t>
class StrongId final {
public:
    constexpr StrongId() = default;
    explicit constexpr StrongId(Number value) : m_value(value) {}

    [[nodiscard]] constexpr Number value() const { return m_value; }

    friend constexpr auto operator<=>(const StrongId&, const StrongId&) = default;

private:
    Number m_value = 0;
};

using ProcessId = StrongId<struct ProcessIdTag, int>;   // as the kernel numbers it in our namespace

}  // namespace memdelbrot

template <typename Tag, typename Number>
struct std::hash<memdelbrot::StrongId<Tag, Number>> {
    std::size_t operator()(const memdelbrot::StrongId<Tag, Number>& id) const
    {
        return std::hash<Number>{}(id.value());
    }
};
