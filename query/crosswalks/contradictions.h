// Pairs of items for which the mappings in a store say things that cannot all be true.
#ifndef CONCORD_QUERY_CROSSWALKS_CONTRADICTIONS_H_
#define CONCORD_QUERY_CROSSWALKS_CONTRADICTIONS_H_

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// What one row, or a chain of rows, leaves possible between `a` and `b`.
struct ContradictingChain {
  std::string said;  // "equal", "subset or intersects"
  std::vector<EdgeId> rows;
};
struct Contradiction {
  NodeId a = 0, b = 0;  // a < b
  std::vector<ContradictingChain> chains;
};

// Visits each such pair once, by (a, b). It intersects the rows between the two and the chains of up to two
// rows of one rationale; the result is empty. The cost is a step for each chain of two rows.
Result<void> VisitContradictions(const Snapshot& snapshot,
                                 const std::function<void(const Contradiction&)>& visit);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_CONTRADICTIONS_H_
