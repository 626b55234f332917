// Runs work on several threads.
#ifndef CONCORD_BASE_PARALLEL_H_
#define CONCORD_BASE_PARALLEL_H_

#include <cstddef>
#include <functional>

#include "base/result.h"

namespace concord {

// The number of threads that the machine has; at least 1.
unsigned HardwareThreads();

// Runs task(0) to task(count - 1) on up to `threads` threads, including the calling one. Each task runs once;
// lower numbers start first. Returns when all are done. If several tasks fail, returns the error of the
// lowest number. With one thread, no task runs after a failure.
Result<void> RunTasks(unsigned threads, size_t count, const std::function<Result<void>(size_t)>& task);

}  // namespace concord

#endif  // CONCORD_BASE_PARALLEL_H_
