#include "query/cypher/edge_walker.h"

#include <algorithm>

#include "query/cypher/evaluate.h"
#include "query/cypher/operator.h"

namespace concord::cypher {

EdgeWalker::EdgeWalker(const PlanNode& plan, Execution* execution)
    : plan_(plan), execution_(*execution), types_(execution->graph().TypesOf(plan.edge->types)) {
  const Arrow arrow = plan.edge->arrow;
  out_ = arrow == Arrow::kBoth || (arrow == Arrow::kRight) != plan.reversed;
  in_ = arrow == Arrow::kBoth || (arrow == Arrow::kLeft) != plan.reversed;
  plain_ = plan.other_edges.empty() && plan.edge->where == nullptr && plan.edge->properties == nullptr;
}

void EdgeWalker::Start(Row& row) {
  wanted_.clear();
  const Expr* properties = plan_.edge->properties.get();
  if (properties == nullptr || properties->kind != ExprKind::kMap) return;
  for (size_t i = 0; i < properties->args.size(); ++i)
    wanted_.emplace_back(properties->names[i], Evaluate(*properties->args[i], row, execution_));
}

void EdgeWalker::HopsUnchecked(NodeId node, bool back, std::vector<WorkingGraph::Hop>* hops) const {
  hops->clear();
  const WorkingGraph& graph = execution_.graph();
  if (back ? in_ : out_) graph.Hops(node, Direction::kOut, types_, hops);
  const size_t outgoing = hops->size();
  if (back ? out_ : in_) graph.Hops(node, Direction::kIn, types_, hops);
  if (is_undirected()) {
    // A loop is one edge, whichever way one looks.
    hops->erase(std::remove_if(hops->begin() + static_cast<ptrdiff_t>(outgoing), hops->end(),
                               [node](const WorkingGraph::Hop& hop) { return hop.node == node; }),
                hops->end());
  }
}

void EdgeWalker::Hops(NodeId node, bool back, Row& row, std::vector<WorkingGraph::Hop>* hops) {
  HopsUnchecked(node, back, hops);
  execution_.Tick();
  if (plain_) return;
  std::erase_if(*hops, [&](const WorkingGraph::Hop& hop) {
    execution_.Tick();
    return IsUsed(hop.edge, plan_.other_edges, row) || !Fits(hop.edge, row);
  });
}

uint64_t EdgeWalker::Count(NodeId node) const {
  const WorkingGraph& graph = execution_.graph();
  uint64_t count = 0;
  if (out_) count += graph.CountHops(node, Direction::kOut, types_);
  if (in_) count += graph.CountHops(node, Direction::kIn, types_);
  return count;
}

bool EdgeWalker::Fits(EdgeId edge, Row& row) {
  for (const auto& [name, value] : wanted_) {
    const Value property = PropertyOf(Value(EdgeRef{edge}), name, execution_, plan_.edge->position);
    if (!Equals(property, value).value_or(false)) return false;
  }
  if (plan_.edge->where == nullptr) return true;
  row[static_cast<size_t>(plan_.edge->slot)] = Value(EdgeRef{edge});
  return Holds(*plan_.edge->where, row, execution_);
}

}  // namespace concord::cypher
