// Components: the parts of a graph that hang together.
#ifndef CONCORD_QUERY_ALGORITHMS_COMPONENTS_H_
#define CONCORD_QUERY_ALGORITHMS_COMPONENTS_H_

#include "graph/view.h"
#include "query/algorithms/vertex_groups.h"

namespace concord {

// Vertices that edges join in either direction. O(vertices + edges), as the next.
VertexGroups WeakComponents(const GraphView& view);

// Vertices from each of which all others of the group are reached in the direction of edges (Tarjan:
// Depth-first search and linear graph algorithms, 1972).
VertexGroups StrongComponents(const GraphView& view);

}  // namespace concord

#endif  // CONCORD_QUERY_ALGORITHMS_COMPONENTS_H_
