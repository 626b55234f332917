// Communities: groups of nodes with more edges among themselves than chance would give.
#ifndef CONCORD_QUERY_ALGORITHMS_COMMUNITIES_H_
#define CONCORD_QUERY_ALGORITHMS_COMMUNITIES_H_

#include <functional>

#include "base/result.h"
#include "graph/view.h"
#include "query/algorithms/vertex_groups.h"

namespace concord {

struct CommunityOptions {
  double resolution = 1;                  // above 1: more and smaller communities; more than 0
  std::function<bool()> keep_going = {};  // asked once in each pass over the vertices; empty: always
};

struct Communities {
  VertexGroups groups;
  double modularity = 0;  // of the groups, at resolution 1 (Newman, 2004)
};

// Raises the modularity step by step (Blondel et al.: Fast unfolding of communities in large networks, 2008).
// Edges count without direction, and each parallel edge counts. The same graph gives the same groups:
// vertices move in their order, and ties go to the group with the lowest number. Nearly linear in practice.
// Fails with kUsage for a resolution out of range, and with kLimit if it had to stop early.
Result<Communities> FindCommunities(const GraphView& view, const CommunityOptions& options = {});

// The modularity of any division. 0 without edges.
double Modularity(const GraphView& view, const VertexGroups& groups);

}  // namespace concord

#endif  // CONCORD_QUERY_ALGORITHMS_COMMUNITIES_H_
