// How large one value may become: a query of a line can double a string sixty times.
#ifndef CONCORD_QUERY_CYPHER_VALUE_LIMITS_H_
#define CONCORD_QUERY_CYPHER_VALUE_LIMITS_H_

#include <cstddef>

#include "query/cypher/failure.h"

namespace concord::cypher {

// What goes through a text once cannot be stopped half way, and is through this in time.
inline constexpr size_t kMaxTextBytes = size_t{16} << 20;
inline constexpr size_t kMaxMatchedBytes = size_t{1} << 20;  // of the text before =~
inline constexpr size_t kMaxJoinedItems = size_t{4} << 20;
// Of a list or a map with all that it holds, as if it shared nothing with others.
inline constexpr size_t kMaxValueBytes = size_t{2} << 30;
inline constexpr size_t kMaxValueDepth = 1000;

inline void CheckTextBytes(size_t bytes, Position position) {
  if (bytes <= kMaxTextBytes) return;
  FailRuntime("LimitExceeded", "MemoryLimit", position, "a string would have more than 16 MiB");
}
inline void CheckMatchedBytes(size_t bytes, Position position) {
  if (bytes <= kMaxMatchedBytes) return;
  FailRuntime("LimitExceeded", "MemoryLimit", position, "the text before =~ has more than 1 MiB");
}
inline void CheckJoinedItems(size_t items, Position position) {
  if (items <= kMaxJoinedItems) return;
  FailRuntime("LimitExceeded", "MemoryLimit", position, "joined lists would have more than 4,194,304 items");
}

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_VALUE_LIMITS_H_
