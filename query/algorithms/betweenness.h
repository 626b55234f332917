// Betweenness: how many of the shortest paths between other nodes lead through a node.
#ifndef CONCORD_QUERY_ALGORITHMS_BETWEENNESS_H_
#define CONCORD_QUERY_ALGORITHMS_BETWEENNESS_H_

#include <functional>
#include <vector>

#include "base/result.h"
#include "graph/view.h"

namespace concord {

struct BetweennessOptions {
  bool directed = false;                  // paths follow the direction of edges
  std::function<bool()> keep_going = {};  // asked every few thousand steps; empty: always
};

// For each vertex, the sum over all pairs of other vertices of the share of their shortest paths that lead
// through it (Brandes: A faster algorithm for betweenness centrality, 2001). Without direction, a pair counts
// once. Each edge is one step; parallel edges are parallel paths. O(vertices with edges * edges), so use it
// on selections. Fails with kLimit if it had to stop early.
Result<std::vector<double>> Betweenness(const GraphView& view, const BetweennessOptions& options = {});

}  // namespace concord

#endif  // CONCORD_QUERY_ALGORITHMS_BETWEENNESS_H_
