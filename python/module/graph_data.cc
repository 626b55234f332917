#include "python/module/graph_data.h"

#include <algorithm>

#include "base/try.h"
#include "query/exporters/export_records.h"
#include "query/output/answer_json.h"

namespace concord::python {
namespace {

constexpr size_t kTitleBytes = 200;

// In the order of `ids`. Many edges are read in a row, which costs a fifth of asking for each.
Result<std::vector<Edge>> ReadEdges(const Snapshot& snapshot, const std::vector<EdgeId>& ids) {
  std::vector<Edge> edges(ids.size());
  if (ids.size() < snapshot.EdgeCount() / 5) {
    for (size_t i = 0; i < ids.size(); ++i) {
      CONCORD_ASSIGN(edges[i], snapshot.GetEdge(ids[i]));
    }
    return edges;
  }
  std::vector<size_t> order(ids.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](size_t i) { return ids[i]; });
  size_t next = 0;
  CONCORD_TRY(snapshot.ForEachEdge(
      [&](const Edge& edge) {
        while (next < order.size() && ids[order[next]] == edge.id) edges[order[next++]] = edge;
        return next < order.size();
      },
      ids.empty() ? 0 : ids[order.front()]));
  if (next < order.size()) return Fail(ErrorCode::kCorrupt, "an edge of the selection is not in the store");
  return edges;
}

}  // namespace

void GraphData::Add(Node node) {
  if (places.emplace(node.id, nodes.size()).second) nodes.push_back(std::move(node));
}

Result<GraphData> ReadGraph(const Snapshot& snapshot, const Selection& selection) {
  GraphData graph;
  graph.nodes.reserve(selection.nodes.size());
  graph.places.reserve(selection.nodes.size());
  for (const NodeId id : selection.nodes) {
    CONCORD_ASSIGN(Node node, snapshot.GetNode(id));
    graph.Add(std::move(node));
  }
  CONCORD_ASSIGN(graph.edges, ReadEdges(snapshot, selection.edges));
  CONCORD_TRY(AddMissingEnds(snapshot, &graph));
  return graph;
}

Result<void> AddMissingEnds(const Snapshot& snapshot, GraphData* graph) {
  for (const Edge& edge : graph->edges) {
    for (const NodeId end : {edge.from, edge.to}) {
      if (graph->places.contains(end)) continue;
      CONCORD_ASSIGN(Node node, snapshot.GetNode(end));
      graph->Add(std::move(node));
    }
  }
  return {};
}

Columns NodeColumns(const GraphData& graph) {
  ColumnData key("key", ColumnType::kText), labels("labels", ColumnType::kTextList),
      title("title", ColumnType::kText), properties("properties", ColumnType::kText);
  for (const Node& node : graph.nodes) {
    key.AppendText(node.key);
    labels.AppendTexts(node.labels);
    title.AppendText(NodeTitle({node.key, node.labels, node.properties, std::nullopt}, kTitleBytes));
    properties.AppendText(ValueToJson(Value(node.properties)));
  }
  Columns columns;
  columns.rows = static_cast<int64_t>(graph.nodes.size());
  for (ColumnData* column : {&key, &labels, &title, &properties})
    columns.columns.push_back(std::move(*column));
  return columns;
}

Columns EdgeColumns(const GraphData& graph) {
  ColumnData source("source", ColumnType::kText), target("target", ColumnType::kText),
      type("type", ColumnType::kText), properties("properties", ColumnType::kText),
      source_place("source_place", ColumnType::kInteger), target_place("target_place", ColumnType::kInteger);
  for (const Edge& edge : graph.edges) {
    const size_t from = graph.places.at(edge.from), to = graph.places.at(edge.to);
    source.AppendText(graph.nodes[from].key);
    target.AppendText(graph.nodes[to].key);
    type.AppendText(edge.type);
    properties.AppendText(edge.properties.empty() ? "{}" : ValueToJson(Value(edge.properties)));
    source_place.AppendInteger(static_cast<int64_t>(from));
    target_place.AppendInteger(static_cast<int64_t>(to));
  }
  Columns columns;
  columns.rows = static_cast<int64_t>(graph.edges.size());
  for (ColumnData* column : {&source, &target, &type, &properties, &source_place, &target_place})
    columns.columns.push_back(std::move(*column));
  return columns;
}

}  // namespace concord::python
