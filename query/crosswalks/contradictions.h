// Pairs of things of which the mappings in a store say what cannot hold at once.
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

// Visits each pair once, by (a, b): rows between the two and chains of up to two rows of one rationale are
// laid over one another, and nothing is left. Costs a step for each chain of two rows.
Result<void> VisitContradictions(const Snapshot& snapshot,
                                 const std::function<void(const Contradiction&)>& visit);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_CONTRADICTIONS_H_
