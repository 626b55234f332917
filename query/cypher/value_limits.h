// How large one value may become: a query of a line can double a string sixty times.
#ifndef CONCORD_QUERY_CYPHER_VALUE_LIMITS_H_
#define CONCORD_QUERY_CYPHER_VALUE_LIMITS_H_

#include <cstddef>

#include "query/cypher/failure.h"

namespace concord::cypher {

inline constexpr size_t kMaxTextBytes = size_t{64} << 20;
inline constexpr size_t kMaxJoinedItems = size_t{4} << 20;

inline void CheckTextBytes(size_t bytes, Position position) {
  if (bytes <= kMaxTextBytes) return;
  FailRuntime("LimitExceeded", "MemoryLimit", position, "a string would have more than 64 MiB");
}
inline void CheckJoinedItems(size_t items, Position position) {
  if (items <= kMaxJoinedItems) return;
  FailRuntime("LimitExceeded", "MemoryLimit", position, "joined lists would have more than 4,194,304 items");
}

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_VALUE_LIMITS_H_
