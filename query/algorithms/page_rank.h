// PageRank: the probability that a reader who follows edges at random is at a node.
#ifndef CONCORD_QUERY_ALGORITHMS_PAGE_RANK_H_
#define CONCORD_QUERY_ALGORITHMS_PAGE_RANK_H_

#include <functional>
#include <vector>

#include "base/result.h"
#include "graph/view.h"

namespace concord {

struct PageRankOptions {
  double damping = 0.85;     // the chance to follow an edge rather than jump to any node; 0 to below 1
  double tolerance = 1e-10;  // it ends when all ranks together change by less than this
  int iterations = 1000;     // at most
  std::function<bool()> keep_going = {};  // asked once in each iteration; empty: always
};

// One rank for each vertex; the ranks add up to 1. From a node without outgoing edges, the reader jumps to
// any node. Each parallel edge counts. O(edges) for each iteration; 0.85 and 1e-10 need about 140 iterations.
// Fails with kUsage for a damping out of range, and with kLimit if it had to stop early.
Result<std::vector<double>> PageRank(const GraphView& view, const PageRankOptions& options = {});

}  // namespace concord

#endif  // CONCORD_QUERY_ALGORITHMS_PAGE_RANK_H_
