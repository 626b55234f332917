// The hops from a node along the edge of a pattern: its direction, types, properties and WHERE.
#ifndef CONCORD_QUERY_CYPHER_EDGE_WALKER_H_
#define CONCORD_QUERY_CYPHER_EDGE_WALKER_H_

#include <string>
#include <utility>
#include <vector>

#include "query/cypher/execution.h"
#include "query/cypher/plan.h"

namespace concord::cypher {

class EdgeWalker {
 public:
  // The plan and the execution must outlive it.
  EdgeWalker(const PlanNode& plan, Execution* execution);

  // Computes what the edges' properties must be, for the row as it is now.
  void Start(Row& row);

  // Replaces `hops`. `back` walks from the plan's `to` to its `from`. An edge is given once, a loop too.
  void Hops(NodeId node, bool back, Row& row, std::vector<WorkingGraph::Hop>* hops);

  // Likewise, one after the other: visit(edge, node) until it is false. Reads a view's rows where they lie.
  // The visitor must not walk with this walker.
  template <typename Visit>
  void ForEach(NodeId node, bool back, Row& row, Visit&& visit) {
    const WorkingGraph& graph = execution_.graph();
    if (!plain_ || graph.view() == nullptr || graph.version() != 0) {
      Hops(node, back, row, &hops_);
      for (const WorkingGraph::Hop& hop : hops_) {
        if (!visit(hop.edge, hop.node)) return;
      }
      return;
    }
    execution_.Tick();
    const GraphView& view = *graph.view();
    const VertexId vertex = view.vertex(node);
    if (vertex == kNoVertex) return;
    const auto take = [&](const GraphView::Row& hops, bool skips_loops) {
      for (size_t i = 0; i < hops.size(); ++i) {
        if (skips_loops && hops.vertices[i] == vertex) continue;
        if (!visit(hops.edges[i], view.node(hops.vertices[i]))) return false;
      }
      return true;
    };
    if (back ? in_ : out_) {
      if (types_.any && !take(view.Out(vertex), false)) return;
      for (const uint16_t type : types_.places) {
        if (!take(view.Out(vertex, type), false)) return;
      }
    }
    if (back ? out_ : in_) {
      if (types_.any && !take(view.In(vertex), is_undirected())) return;
      for (const uint16_t type : types_.places) {
        if (!take(view.In(vertex, type), is_undirected())) return;
      }
    }
  }

  // Whether all hops from a node, with whatever the edges hold, are one row of a view.
  bool HasRows() const {
    const WorkingGraph& graph = execution_.graph();
    return graph.view() != nullptr && graph.version() == 0 && !is_undirected() &&
           (types_.any || types_.places.size() == 1);
  }
  // That row; only when HasRows().
  GraphView::Row RowOf(NodeId node) const {
    const GraphView& view = *execution_.graph().view();
    const VertexId vertex = view.vertex(node);
    if (vertex == kNoVertex) return {};
    if (types_.any) return out_ ? view.Out(vertex) : view.In(vertex);
    return out_ ? view.Out(vertex, types_.places[0]) : view.In(vertex, types_.places[0]);
  }

  // The hops from a node, whatever the edges hold and wherever else they are bound.
  void HopsUnchecked(NodeId node, bool back, std::vector<WorkingGraph::Hop>* hops) const;

  // Whether an edge may be walked from either of its ends.
  bool is_undirected() const { return out_ && in_; }
  // How many hops HopsUnchecked would give from `from`; of an edge with a direction only.
  uint64_t Count(NodeId node) const;

 private:
  bool Fits(EdgeId edge, Row& row);

  const PlanNode& plan_;
  Execution& execution_;
  const EdgeTypes types_;
  bool out_, in_;  // as seen from the plan's `from`
  bool plain_;
  std::vector<std::pair<std::string, Value>> wanted_;
  std::vector<WorkingGraph::Hop> hops_;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_EDGE_WALKER_H_
