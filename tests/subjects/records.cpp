// Records for whoever reads debugging information.
#include <cstdint>

struct Inner {
    std::uint8_t first;
    std::uint32_t second;
};

struct Outer {
    const char* name;
    Inner inner;
    double matrix[2][3];
    unsigned low : 3;
    unsigned high : 7;
    Outer* next;
    static int ignored;
};

union Either {
    float number;
    std::uint8_t bytes[4];
};

struct __attribute__((packed)) Packed {
    char tag;
    std::uint32_t value;
};

typedef struct {
    long x;
    long y;
} Point;

namespace shapes {
struct Base {
    virtual ~Base() = default;
    int colour = 0;
};
struct Circle : Base {
    float radius = 1;
};
enum class Kind : std::int16_t { Round, Square };
struct Tagged {
    Kind kind;
    bool isOpen;
    void (*draw)(int);
};
}  // namespace shapes

int Outer::ignored = 0;
extern "C" {
Outer outer{};
Either either{};
Packed packed{};
Point point{};
shapes::Circle circle{};
shapes::Tagged tagged{};
}
