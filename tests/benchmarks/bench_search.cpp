// One gibibyte searched: in another process against merely reading it, and in a buffer against memcpy, all by two threads
// in blocks of 256 KiB. Fails below its bars.
#include "memory/buffer_target.h"
#include "memory/process_target.h"
#include "search/search.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace memdelbrot;

namespace {

constexpr std::size_t size = std::size_t{1} << 30;
constexpr std::size_t block = 256 * 1024;
constexpr unsigned threads = 2;
constexpr int rounds = 5;

double secondsOf(const std::function<void()>& work)
{
    double best = 1e9;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    return best;
}

// `work` on each block, the threads taking turns in stripes.
void overBlocks(const std::function<void(std::size_t offset, std::byte* scratch)>& work)
{
    std::vector<std::jthread> running;
    for (unsigned thread = 0; thread < threads; ++thread)
        running.emplace_back([&work, thread] {
            std::vector<std::byte> scratch(block);
            for (std::size_t offset = thread * block; offset < size; offset += threads * block)
                work(offset, scratch.data());
        });
}

// Random numbers, none of which is negative as an int32: what is looked for stands where it is put.
void fill(std::byte* memory)
{
    std::uint64_t state = 88172645463325252;
    for (std::size_t at = 0; at < size; at += 8) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        const std::uint64_t number = state & 0x7fffffff7fffffff;
        std::memcpy(memory + at, &number, 8);
    }
    const std::int32_t wanted = -12345;
    for (const std::size_t place : {std::size_t{4096}, size / 3, size - 4})
        std::memcpy(memory + place / 4 * 4, &wanted, 4);
    std::memcpy(memory + size / 2, "sixteen bytes at", 16);
}

std::byte* mapped()
{
    void* const memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        std::perror("mmap");
        std::exit(1);
    }
    return static_cast<std::byte*>(memory);
}

// A child that holds the bytes at the address where this process mapped them, and nothing shared.
pid_t childWith(std::byte* memory)
{
    int ready[2];
    if (::pipe(ready) != 0)
        std::exit(1);
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        fill(memory);
        (void)!::write(ready[1], "", 1);
        for (;;)
            ::pause();
    }
    char byte = 0;
    (void)!::read(ready[0], &byte, 1);
    return child;
}

double vmReadSeconds(pid_t child, std::byte* memory)
{
    return secondsOf([=] {
        overBlocks([=](std::size_t offset, std::byte* scratch) {
            const iovec local{scratch, block};
            const iovec remote{memory + offset, block};
            (void)::process_vm_readv(child, &local, 1, &remote, 1, 0);
        });
    });
}

double memReadSeconds(pid_t child, std::byte* memory)
{
    const std::string path = "/proc/" + std::to_string(child) + "/mem";
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const double seconds = secondsOf([=] {
        overBlocks([=](std::size_t offset, std::byte* scratch) {
            (void)!::pread(file, scratch, block, static_cast<off_t>(reinterpret_cast<std::uintptr_t>(memory) + offset));
        });
    });
    ::close(file);
    return seconds;
}

double searchSeconds(const MemoryTarget& target, const SearchQuery& query, const AddressRange& within,
                     std::uint64_t alignment, std::size_t expected)
{
    return secondsOf([&] {
        const auto result = search(target, query, {.alignment = alignment, .within = within, .threads = threads});
        if (!result || result->matches.size() != expected || result->searchedBytes != size) {
            std::fprintf(stderr, "the search found %zu\n", result ? result->matches.size() : 0);
            std::exit(1);
        }
    });
}

bool report(const char* what, double seconds, double peer, const char* peerName, double bar)
{
    const double ratio = peer / seconds;
    constexpr double gigabyte = 1e9;
    std::printf("%-44s %6.2f GB/s  %5.1f %% of %s (%.2f GB/s), bar %.0f %%\n", what, size / seconds / gigabyte,
                100 * ratio, peerName, size / peer / gigabyte, 100 * bar);
    return ratio >= bar;
}

}  // namespace

int main()
{
    std::byte* const memory = mapped();
    const pid_t child = childWith(memory);
    const auto within = AddressRange::fromSize(Address(reinterpret_cast<std::uintptr_t>(memory)), size);
    const auto number = SearchQuery::forValue(Dtype::parse("int32").value(), "-12345").value();
    const auto pattern = SearchQuery::forBytes("7369787465656e206279746573206174").value();
    bool isGood = true;
    {
        const double reading = std::min(vmReadSeconds(child, memory), memReadSeconds(child, memory));
        const auto target = ProcessTarget::open(ProcessId(child)).value();
        isGood &= report("another process, int32", searchSeconds(*target, number, within, 4, 3), reading, "reading", 0.9);
        isGood &= report("another process, int32 at any address", searchSeconds(*target, number, within, 1, 3), reading,
                         "reading", 0);
        isGood &= report("another process, 16 bytes", searchSeconds(*target, pattern, within, 1, 1), reading, "reading",
                         0.9);
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);

    fill(memory);
    std::byte* const copy = mapped();
    const double copying = secondsOf([=] {
        overBlocks([=](std::size_t offset, std::byte*) { std::memcpy(copy + offset, memory + offset, block); });
    });
    ::munmap(copy, size);
    const BufferTarget buffer("buffer", within.begin(), std::vector<std::byte>(memory, memory + size));
    ::munmap(memory, size);
    isGood &= report("a buffer, uint32", searchSeconds(buffer, number, within, 4, 3), copying, "memcpy", 0.6);
    isGood &= report("a buffer, 16 bytes", searchSeconds(buffer, pattern, within, 1, 1), copying, "memcpy", 0.6);
    return isGood ? 0 : 1;
}
