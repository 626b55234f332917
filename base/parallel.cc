#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>
#include <vector>

namespace concord {

unsigned HardwareThreads() { return std::max(1U, std::thread::hardware_concurrency()); }

Result<void> RunTasks(unsigned threads, size_t count, const std::function<Result<void>(size_t)>& task) {
  if (threads <= 1 || count <= 1) {
    for (size_t i = 0; i < count; ++i) {
      if (Result<void> done = task(i); !done) return done;
    }
    return {};
  }
  std::vector<Result<void>> results(count);
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < count; i = next++) results[i] = task(i);
  };
  std::vector<std::thread> workers;
  for (size_t i = 1; i < std::min<size_t>(threads, count); ++i) workers.emplace_back(work);
  work();
  for (std::thread& worker : workers) worker.join();
  for (Result<void>& result : results) {
    if (!result) return std::move(result);
  }
  return {};
}

}  // namespace concord
