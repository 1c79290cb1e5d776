// A library of functions to call, one for each way in which values go in and out.
#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

extern "C" {

char calleeName[16] = "callees";

std::int8_t negateInt8(std::int8_t value)
{
    return static_cast<std::int8_t>(-value);
}
std::uint16_t addUInt16(std::uint16_t a, std::uint16_t b)
{
    return static_cast<std::uint16_t>(a + b);
}
int subtract(int a, int b)
{
    return a - b;
}
std::uint64_t widest()
{
    return ~std::uint64_t{0};
}
float halve(float value)
{
    return value / 2;
}
double multiply(double a, double b)
{
    return a * b;
}
long double thirdOf(long double value)
{
    return value / 3;
}
void* passThrough(void* pointer)
{
    return pointer;
}
std::size_t lengthOf(const char* text)
{
    return std::strlen(text);
}

double sumOf(const double* values, int count)
{
    double sum = 0;
    for (int i = 0; i < count; ++i)
        sum += values[i];
    return sum;
}

void doubleAll(std::int32_t* values, int count)
{
    for (int i = 0; i < count; ++i)
        values[i] *= 2;
}

long manyArguments(int a, long b, short c, double d, float e, long f, char g, long h, double i, long j)
{
    return a + b + c + static_cast<long>(d) + static_cast<long>(e) + f + g + h + static_cast<long>(i) + j;
}

double sumVariadic(int count, ...)
{
    std::va_list arguments;
    va_start(arguments, count);
    double sum = 0;
    for (int i = 0; i < count; ++i)
        sum += va_arg(arguments, double);
    va_end(arguments);
    return sum;
}

int sumVariadicInts(int count, ...)
{
    std::va_list arguments;
    va_start(arguments, count);
    int sum = 0;
    for (int i = 0; i < count; ++i)
        sum += va_arg(arguments, int);
    va_end(arguments);
    return sum;
}

int failWithErrno(int value)
{
    errno = value;
    return -1;
}

void writeWithoutNewline()
{
    std::printf("out");
    std::fprintf(stderr, "err");
}

void writeMuch()   // more than a pipe holds
{
    const std::string line(999, 'y');
    for (int i = 0; i < 1000; ++i)
        std::puts(line.c_str());
}

void throwError()
{
    throw std::runtime_error("no such luck");
}
void throwNumber()
{
    throw 42;
}

int forkAndReturn()
{
    const pid_t child = ::fork();
    if (child == 0)
        return 0;   // into the worker's own loop
    int status = -1;
    ::waitpid(child, &status, 0);
    return status;
}

int forkAndCrash()
{
    const pid_t child = ::fork();
    if (child == 0)
        std::abort();
    int status = -1;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : -1;
}

void closeAllDescriptors()
{
    ::close_range(0, ~0U, 0);
}

void scribble(unsigned char* begin, std::uint64_t size, int value)
{
    std::memset(begin, value, size);
}
}
