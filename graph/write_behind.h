// Pairs of bytes on their way to a slow writer, in a thread of its own.
#ifndef CONCORD_GRAPH_WRITE_BEHIND_H_
#define CONCORD_GRAPH_WRITE_BEHIND_H_

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>

#include "base/result.h"

namespace concord {

// Calls `write` with the pairs in the order in which they came, while the caller makes the next ones. Pairs
// wait in chunks; a caller that is so much faster that too much waits, waits too. For one calling thread.
class WriteBehind {
 public:
  using Write = std::function<Result<void>(std::string_view key, std::string_view value)>;

  // `write` is called in one other thread until Finish returns. About `memory_bytes` may wait; with 0 `write`
  // is called at once, here.
  WriteBehind(Write write, uint64_t memory_bytes);
  ~WriteBehind() { Abandon(); }

  // Forgets what waits; returns when no call of `write` is under way, and none follows. Nothing is put after
  // it.
  void Abandon();

  // May report the failure of an earlier pair, after which nothing more is written. A pair takes at most 4
  // GiB.
  Result<void> Put(std::string_view key, std::string_view value);
  // Returns when all is written. Once, at the end.
  Result<void> Finish();

 private:
  struct Chunk {
    std::unique_ptr<char[]> bytes;  // two lengths, key, value, and so on
    size_t size = 0, capacity = 0;
  };
  void HandOver();
  void Work();
  Result<void> WriteChunk(const Chunk& chunk) const;

  Write write_;
  size_t most_waiting_;  // chunks; 0: nothing waits
  Chunk filling_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Chunk> waiting_;  // guarded by mutex_, like all below
  bool is_complete_ = false;   // no chunk follows
  bool is_given_up_ = false;
  Result<void> outcome_;
  std::thread worker_;  // starts with the first chunk
};

}  // namespace concord

#endif  // CONCORD_GRAPH_WRITE_BEHIND_H_
