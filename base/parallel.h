// Work on several threads.
#ifndef CONCORD_BASE_PARALLEL_H_
#define CONCORD_BASE_PARALLEL_H_

#include <cstddef>
#include <functional>

#include "base/result.h"

namespace concord {

// As many as the machine has; at least 1.
unsigned HardwareThreads();

// Runs task(0) to task(count - 1) on up to `threads` threads, the calling one among them, each task once and
// those with lower numbers first. Returns when all are done. Of several failures the one with the lowest
// number wins; with one thread nothing runs behind it.
Result<void> RunTasks(unsigned threads, size_t count, const std::function<Result<void>(size_t)>& task);

}  // namespace concord

#endif  // CONCORD_BASE_PARALLEL_H_
