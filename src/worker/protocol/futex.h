// Waiting for a word in memory that two processes share.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

namespace memdelbrot::workerprotocol {

static_assert(std::atomic<std::uint32_t>::is_always_lock_free);

// Sleeps while the word is `expected`, at most `timeout`. May return early: look at the word again.
void waitWhile(const std::atomic<std::uint32_t>& word, std::uint32_t expected,
               std::optional<std::chrono::nanoseconds> timeout = std::nullopt);

// The same, without sleep for the first microseconds: waking a sleeper on another processor takes longer than most short
// calls. For words that are expected to change at once.
void waitAwhileThenSleep(const std::atomic<std::uint32_t>& word, std::uint32_t expected,
                         std::optional<std::chrono::nanoseconds> timeout = std::nullopt);

// Safe in signal handlers.
void wakeAll(const std::atomic<std::uint32_t>& word);

}  // namespace memdelbrot::workerprotocol
