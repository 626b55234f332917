// Passages behind nodes and edges, and what stands around a node.
#include <fmt/format.h>

#include <deque>
#include <unordered_map>

#include "query/cypher/procedures/concord_procedures.h"
#include "query/cypher/procedures/procedure_values.h"
#include "query/places/place.h"

namespace concord::cypher {
namespace {

constexpr std::string_view kEvidence = "concord.evidence";
constexpr std::string_view kNeighbors = "concord.neighbors";

std::vector<ValueList> FindEvidence(Execution& execution, std::span<const Value> values) {
  const Snapshot& snapshot = execution.graph().snapshot();
  Places places(snapshot);
  std::optional<Evidence> evidence;
  if (values[0].is_null()) return {};
  if (values[0].type() == ValueType::kNode) {
    const Node node = OrFail(kEvidence, snapshot.GetNode(values[0].as_node()));
    evidence = OrFail(kEvidence, places.EvidenceOf(node));
  } else if (values[0].type() == ValueType::kEdge) {
    const Edge edge = OrFail(kEvidence, snapshot.GetEdge(values[0].as_edge()));
    evidence = OrFail(kEvidence, places.EvidenceOf(edge));
  } else {
    FailRuntime("TypeError", "InvalidArgumentValue", Position{},
                fmt::format("{} expects a node or a relationship; found {}", kEvidence, TypeName(values[0])));
  }
  if (!evidence) return {};
  const auto text = [](const std::string& found) { return found.empty() ? Value() : Value(found); };
  return {{text(evidence->quote), text(evidence->anchor), text(evidence->document), text(evidence->title),
           text(evidence->version), text(evidence->section), text(evidence->source),
           evidence->page > 0 ? Value(int64_t{evidence->page}) : Value()}};
}

// Breadth first, so that a node is found by one of its shortest ways.
std::vector<ValueList> FindNeighbors(Execution& execution, std::span<const Value> values) {
  if (values[0].is_null()) return {};
  if (values[0].type() != ValueType::kNode || values[1].type() != ValueType::kInt || values[1].as_int() < 0) {
    FailRuntime("TypeError", "InvalidArgumentValue", Position{},
                fmt::format("{} expects a node and a number of hops", kNeighbors));
  }
  const int64_t limit = values[1].as_int();
  WorkingGraph& graph = execution.graph();
  std::vector<ValueList> rows;
  std::unordered_map<NodeId, int64_t> hops_to = {{values[0].as_node(), 0}};
  std::deque<NodeId> open = {values[0].as_node()};
  for (; !open.empty(); open.pop_front()) {
    const int64_t hops = hops_to[open.front()];
    if (hops == limit) break;
    std::vector<WorkingGraph::Hop> found;
    for (const Direction direction : {Direction::kOut, Direction::kIn})
      graph.Hops(open.front(), direction, {}, &found);
    for (const WorkingGraph::Hop& hop : found) {
      execution.Tick();
      if (!hops_to.emplace(hop.node, hops + 1).second) continue;
      open.push_back(hop.node);
      rows.push_back({Value(NodeRef{hop.node}), Value(EdgeRef{hop.edge}), Value(hops + 1)});
    }
  }
  return rows;
}

}  // namespace

void AddPlaceProcedures(ProcedureRegistry& registry) {
  const auto field = [](const char* name, TypeSet types) {
    return ProcedureField{name, types, false, Value()};
  };
  registry.Add({std::string(kEvidence),
                "the passage that a node stands for or a relationship rests on; no row when there is none",
                {field("of", kNodeSet | kEdgeSet)},
                {field("quote", kStringSet), field("anchor", kStringSet), field("document", kStringSet),
                 field("title", kStringSet), field("version", kStringSet), field("section", kStringSet),
                 field("source", kStringSet), field("page", kIntSet)},
                FindEvidence});
  registry.Add(
      {std::string(kNeighbors),
       "the nodes around a node, nearest first, each once with the relationship that it was reached by",
       {field("node", kNodeSet), ProcedureField{"hops", kIntSet, true, Value(int64_t{1})}},
       {field("neighbor", kNodeSet), field("relationship", kEdgeSet), field("distance", kIntSet)},
       FindNeighbors});
}

}  // namespace concord::cypher
