// A library without symbols but its one export, whose code is a local function that the loader asks for (as libc's strlen
// is one of several).
extern "C" {

static void writeToNull()
{
    int* volatile nowhere = nullptr;
    *nowhere = 1;  // dies here
}

static void (*chosen())()
{
    return writeToNull;
}

__attribute__((visibility("default"), ifunc("chosen"))) void chosenAndFault();
}
