#include <cstdlib>

struct Exits {
    Exits() { std::exit(5); }
};
static const Exits exits;
