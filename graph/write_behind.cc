#include "graph/write_behind.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

namespace concord {
namespace {

// Large enough that handing over costs nothing, small enough for the cache of a core.
constexpr size_t kChunkBytes = size_t{1} << 18;

char* Append(std::string_view bytes, char* to) { return std::copy(bytes.begin(), bytes.end(), to); }

}  // namespace

WriteBehind::WriteBehind(Write write, uint64_t memory_bytes)
    : write_(std::move(write)), most_waiting_((memory_bytes + kChunkBytes - 1) / kChunkBytes) {}

void WriteBehind::Abandon() {
  if (!worker_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_given_up_ = true;
  }
  changed_.notify_all();
  worker_.join();
}

Result<void> WriteBehind::Put(std::string_view key, std::string_view value) {
  if (most_waiting_ == 0) return write_(key, value);
  const std::array<uint32_t, 2> sizes = {static_cast<uint32_t>(key.size()),
                                         static_cast<uint32_t>(value.size())};
  const size_t size = sizeof(sizes) + key.size() + value.size();
  Result<void> earlier;
  if (filling_.size + size > filling_.capacity) {
    if (filling_.size > 0) HandOver();
    filling_.capacity = std::max(kChunkBytes, size);
    filling_.bytes = std::make_unique_for_overwrite<char[]>(filling_.capacity);
    const std::lock_guard lock(mutex_);
    earlier = outcome_;
  }
  char* at = filling_.bytes.get() + filling_.size;
  std::memcpy(at, sizes.data(), sizeof(sizes));
  Append(value, Append(key, at + sizeof(sizes)));
  filling_.size += size;
  return earlier;
}

void WriteBehind::HandOver() {
  if (!worker_.joinable()) worker_ = std::thread([this] { Work(); });
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.size() < most_waiting_ || !outcome_; });
    waiting_.push_back(std::exchange(filling_, {}));
  }
  changed_.notify_all();
}

Result<void> WriteBehind::Finish() {
  if (most_waiting_ == 0) return {};
  if (filling_.size > 0) HandOver();
  {
    const std::lock_guard lock(mutex_);
    is_complete_ = true;
  }
  changed_.notify_all();
  if (worker_.joinable()) worker_.join();
  return outcome_;
}

void WriteBehind::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return !waiting_.empty() || is_complete_ || is_given_up_; });
    if (is_given_up_ || !outcome_ || waiting_.empty()) return;
    const Chunk chunk = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    changed_.notify_all();
    Result<void> written = WriteChunk(chunk);
    lock.lock();
    if (!written) outcome_ = std::move(written);
    changed_.notify_all();
  }
}

Result<void> WriteBehind::WriteChunk(const Chunk& chunk) const {
  for (const char *at = chunk.bytes.get(), *end = at + chunk.size; at < end;) {
    std::array<uint32_t, 2> sizes{};
    std::memcpy(sizes.data(), at, sizeof(sizes));
    const std::string_view key(at + sizeof(sizes), sizes[0]);
    const std::string_view value(key.end(), sizes[1]);
    if (Result<void> done = write_(key, value); !done) return done;
    at = value.end();
  }
  return {};
}

}  // namespace concord
