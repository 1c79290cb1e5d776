#include <unistd.h>

struct Hangs {
    Hangs()
    {
        for (;;)
            ::pause();
    }
};
static const Hangs hangs;
