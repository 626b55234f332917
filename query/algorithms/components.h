// Components: the connected parts of a graph.
#ifndef CONCORD_QUERY_ALGORITHMS_COMPONENTS_H_
#define CONCORD_QUERY_ALGORITHMS_COMPONENTS_H_

#include "graph/view.h"
#include "query/algorithms/vertex_groups.h"

namespace concord {

// Groups of vertices that edges connect in either direction. O(vertices + edges), as for the next function.
VertexGroups WeakComponents(const GraphView& view);

// Groups of vertices that can all reach each other in the direction of edges (Tarjan: Depth-first search and
// linear graph algorithms, 1972).
VertexGroups StrongComponents(const GraphView& view);

}  // namespace concord

#endif  // CONCORD_QUERY_ALGORITHMS_COMPONENTS_H_
