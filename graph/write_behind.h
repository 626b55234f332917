// Pairs of bytes on their way to a slow writer, which runs in its own thread.
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
// wait in chunks. If too much waits, the caller waits too. For one calling thread.
class WriteBehind {
 public:
  using Write = std::function<Result<void>(std::string_view key, std::string_view value)>;

  // Another thread calls `write` until Finish returns. About `memory_bytes` may wait. With 0, `write` is
  // called at once, in the calling thread.
  WriteBehind(Write write, uint64_t memory_bytes);
  ~WriteBehind() { Abandon(); }

  // Discards what waits. When it returns, no call of `write` is in progress, and there will be no more. Do
  // not call Put afterwards.
  void Abandon();

  // May report the failure of an earlier pair. After a failure nothing more is written. A pair takes at most
  // 4 GiB.
  Result<void> Put(std::string_view key, std::string_view value);
  // Returns when everything is written. Call this once, at the end.
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
  bool is_complete_ = false;   // no more chunks will come
  bool is_given_up_ = false;
  Result<void> outcome_;
  std::thread worker_;  // starts with the first chunk
};

}  // namespace concord

#endif  // CONCORD_GRAPH_WRITE_BEHIND_H_
