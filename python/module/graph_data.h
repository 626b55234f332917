// Nodes and edges with their properties, read from a store: a selection, or the result of a query.
#ifndef CONCORD_PYTHON_MODULE_GRAPH_DATA_H_
#define CONCORD_PYTHON_MODULE_GRAPH_DATA_H_

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "python/module/columns.h"
#include "query/exporters/exporter.h"

namespace concord::python {

// Each edge has both its ends among the nodes.
struct GraphData {
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::unordered_map<NodeId, size_t> places;  // of nodes
  std::vector<std::string> notes;             // what was left out, for the user

  // Adds the node if it is not there yet.
  void Add(Node node);
  std::string_view KeyOf(NodeId id) const { return nodes[places.at(id)].key; }
};

Result<GraphData> ReadGraph(const Snapshot& snapshot, const Selection& selection);
// Adds the ends of edges that are not among the nodes.
Result<void> AddMissingEnds(const Snapshot& snapshot, GraphData* graph);

// key, labels, title, properties (JSON): one row a node.
Columns NodeColumns(const GraphData& graph);
// source, target (keys), type, properties (JSON), source_place, target_place (rows of the nodes): one row an
// edge.
Columns EdgeColumns(const GraphData& graph);

}  // namespace concord::python

#endif  // CONCORD_PYTHON_MODULE_GRAPH_DATA_H_
