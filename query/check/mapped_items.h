// Ends of mappings that are not items: words for "none" that were read as ids, several ids in one, and ids
// that no catalogue in the store has.
#ifndef CONCORD_QUERY_CHECK_MAPPED_ITEMS_H_
#define CONCORD_QUERY_CHECK_MAPPED_ITEMS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

struct DoubtfulItem {
  enum class Kind : uint8_t {
    kPlaceholder,  // "quay:N/A"
    kList,         // "quay:R.2, R.3"
    kUnknown,      // its framework is in the store, but has no such item
  };
  Kind kind = Kind::kPlaceholder;
  std::string key;
  uint64_t rows = 0;    // mappings that end there
  std::string set;      // the mapping set of the first
  std::string nearest;  // kUnknown: the key of the item with the most similar spelling; empty if none is near
};

// By key. Looks at each concept at the end of a mapping. Compares the spelling of an unknown id with all
// items of its framework.
Result<std::vector<DoubtfulItem>> DoubtfulItems(const Snapshot& snapshot);

}  // namespace concord

#endif  // CONCORD_QUERY_CHECK_MAPPED_ITEMS_H_
