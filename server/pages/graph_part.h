// A part of the graph that is small enough to look at.
#ifndef CONCORD_SERVER_PAGES_GRAPH_PART_H_
#define CONCORD_SERVER_PAGES_GRAPH_PART_H_

#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/pictures/graph_picture.h"
#include "server/visit.h"

namespace concord {

struct GraphPart {
  std::vector<Node> nodes;  // the nearest first
  std::vector<Edge> edges;  // between them
  std::set<NodeId> roots;
  bool cut = false;  // there was more
};

struct GraphPartOptions {
  int hops = 1;
  size_t most = 60;                // nodes
  size_t most_of_a_type = 15;      // edges of a node of one type and direction: hubs must not hide the rest
  std::vector<std::string> types;  // of edges; empty: all but those to programs and data files
};
// What is around the roots, edge by edge.
Result<GraphPart> PartAround(const Snapshot& snapshot, const std::vector<NodeId>& roots,
                             const GraphPartOptions& options);

std::string NameOfNode(const Node& node);
// With addresses of pages.
GraphDrawing DrawingOf(const GraphPart& part, std::string_view title);
// The same as a table: each edge a row.
std::string GraphTable(const GraphPart& part);

}  // namespace concord

#endif  // CONCORD_SERVER_PAGES_GRAPH_PART_H_
