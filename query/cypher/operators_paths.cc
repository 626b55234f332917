// Edges of variable length, and shortest paths.
#include <algorithm>
#include <unordered_map>

#include "query/cypher/evaluate.h"
#include "query/cypher/operator.h"

namespace concord::cypher {
namespace {

size_t At(Slot slot) { return static_cast<size_t>(slot); }

// What both operators ask of the graph: the hops from a node along the pattern's edge.
class EdgeWalker {
 public:
  EdgeWalker(const PlanNode& plan, Execution* execution) : plan_(plan), execution_(*execution) {}

  // Evaluates what does not depend on the edge.
  void Start(Row& row) {
    wanted_.clear();
    const Expr* properties = plan_.edge->properties.get();
    if (properties == nullptr || properties->kind != ExprKind::kMap) return;
    for (size_t i = 0; i < properties->args.size(); ++i)
      wanted_.emplace_back(properties->names[i], Evaluate(*properties->args[i], row, execution_));
  }

  void Hops(NodeId node, Row& row, std::vector<WorkingGraph::Hop>* hops) {
    hops->clear();
    const WorkingGraph& graph = execution_.graph();
    const Arrow arrow = plan_.edge->arrow;
    const bool out = arrow == Arrow::kBoth || (arrow == Arrow::kRight) != plan_.reversed;
    const bool in = arrow == Arrow::kBoth || (arrow == Arrow::kLeft) != plan_.reversed;
    if (out) graph.Hops(node, Direction::kOut, plan_.edge->types, hops);
    const size_t outgoing = hops->size();
    if (in) graph.Hops(node, Direction::kIn, plan_.edge->types, hops);
    const auto excluded = [&](const WorkingGraph::Hop& hop) {
      execution_.Tick();
      if (out && in && hop.node == node && &hop >= hops->data() + outgoing) return true;
      return IsUsed(hop.edge, plan_.other_edges, row) || !Fits(hop.edge, row);
    };
    std::vector<WorkingGraph::Hop> kept;
    for (const WorkingGraph::Hop& hop : *hops) {
      if (!excluded(hop)) kept.push_back(hop);
    }
    *hops = std::move(kept);
  }

 private:
  bool Fits(EdgeId edge, Row& row) {
    for (const auto& [name, value] : wanted_) {
      const Value property = PropertyOf(Value(EdgeRef{edge}), name, execution_, plan_.edge->position);
      if (!Equals(property, value).value_or(false)) return false;
    }
    if (plan_.edge->where == nullptr) return true;
    row[At(plan_.edge->slot)] = Value(EdgeRef{edge});
    return Holds(*plan_.edge->where, row, execution_);
  }

  const PlanNode& plan_;
  Execution& execution_;
  std::vector<std::pair<std::string, Value>> wanted_;
};

// Depth first; no edge twice in one path.
class ExpandManyOperator : public Operator {
 public:
  ExpandManyOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), walker_(plan, execution), child_(std::move(child)) {}

  void Open(Row& row) override {
    child_->Open(row);
    stack_.clear();
    edges_.clear();
  }

  bool Next(Row& row) override {
    while (true) {
      while (!stack_.empty()) {
        execution_.Tick();
        Frame& top = stack_.back();
        if (!top.emitted) {
          top.emitted = true;
          if (Emit(top.node, row)) return true;
          continue;
        }
        if (!top.loaded) {
          top.loaded = true;
          if (edges_.size() < plan_.edge->max_hops) walker_.Hops(top.node, row, &top.hops);
        }
        if (top.at >= top.hops.size()) {
          stack_.pop_back();
          if (!edges_.empty()) edges_.pop_back();
          continue;
        }
        const WorkingGraph::Hop hop = top.hops[top.at++];
        if (std::find(edges_.begin(), edges_.end(), hop.edge) != edges_.end()) continue;
        edges_.push_back(hop.edge);
        stack_.push_back({hop.node, {}, 0, false, false});
      }
      if (!child_->Next(row)) return false;
      const Value& from = row[At(plan_.from)];
      if (from.type() != ValueType::kNode) continue;
      if (plan_.to_is_bound) {
        const Value& to = row[At(plan_.to)];
        if (to.type() != ValueType::kNode) continue;
        to_ = to.as_node();
      }
      walker_.Start(row);
      edges_.clear();
      stack_.push_back({from.as_node(), {}, 0, false, false});
    }
  }

 private:
  struct Frame {
    NodeId node;
    std::vector<WorkingGraph::Hop> hops;
    size_t at;
    bool loaded, emitted;
  };

  bool Emit(NodeId node, Row& row) {
    if (edges_.size() < plan_.edge->min_hops) return false;
    if (plan_.to_is_bound && node != to_) return false;
    ValueList list;
    list.reserve(edges_.size());
    for (const EdgeId edge : edges_) list.emplace_back(EdgeRef{edge});
    if (plan_.reversed) std::reverse(list.begin(), list.end());
    row[At(plan_.edge->slot)] = Value(std::move(list));
    if (!plan_.to_is_bound) row[At(plan_.to)] = Value(NodeRef{node});
    return true;
  }

  const PlanNode& plan_;
  Execution& execution_;
  EdgeWalker walker_;
  OperatorPtr child_;
  std::vector<Frame> stack_;
  std::vector<EdgeId> edges_;  // one fewer than frames
  NodeId to_ = 0;
};

// Breadth first from one end, until the other is reached; then all ways back along the levels.
class ShortestOperator : public Operator {
 public:
  ShortestOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), walker_(plan, execution), child_(std::move(child)) {}

  void Open(Row& row) override {
    child_->Open(row);
    found_.clear();
  }

  bool Next(Row& row) override {
    while (true) {
      if (!found_.empty()) {
        const PathValue path = std::move(found_.back());
        found_.pop_back();
        ValueList edges;
        for (const EdgeId edge : path.edges) edges.emplace_back(EdgeRef{edge});
        row[At(plan_.edge->slot)] =
            plan_.edge->is_variable_length || edges.size() != 1 ? Value(std::move(edges)) : edges[0];
        if (plan_.path->slot != kNoSlot) row[At(plan_.path->slot)] = Value(path);
        return true;
      }
      if (!child_->Next(row)) return false;
      const Value from = row[At(plan_.from)];
      const Value to = row[At(plan_.to)];
      if (from.type() != ValueType::kNode || to.type() != ValueType::kNode) continue;
      walker_.Start(row);
      Search(from.as_node(), to.as_node(), row);
    }
  }

 private:
  struct Reached {
    uint64_t level = 0;
    std::vector<std::pair<EdgeId, NodeId>> from;  // the last hops of all shortest ways
  };

  void Search(NodeId from, NodeId to, Row& row) {
    found_.clear();
    const uint64_t max_hops = plan_.edge->is_variable_length ? plan_.edge->max_hops : 1;
    if (from == to) {
      if (plan_.edge->is_variable_length && plan_.edge->min_hops == 0) found_.push_back({{from}, {}});
      return;
    }
    std::unordered_map<NodeId, Reached> reached;
    reached[from] = {};
    std::vector<NodeId> level = {from}, next;
    std::vector<WorkingGraph::Hop> hops;
    for (uint64_t depth = 1; depth <= max_hops && !level.empty() && !reached.contains(to); ++depth) {
      next.clear();
      for (const NodeId node : level) {
        walker_.Hops(node, row, &hops);
        for (const WorkingGraph::Hop& hop : hops) {
          const auto [at, is_new] = reached.try_emplace(hop.node);
          if (is_new) {
            at->second.level = depth;
            next.push_back(hop.node);
          } else if (at->second.level != depth) {
            continue;
          }
          at->second.from.emplace_back(hop.edge, node);
        }
      }
      level.swap(next);
    }
    if (reached.contains(to)) Collect(reached, from, to);
  }

  void Collect(const std::unordered_map<NodeId, Reached>& reached, NodeId from, NodeId to) {
    const bool all = plan_.path->shortest == ShortestKind::kAll;
    struct Step {
      NodeId node;
      size_t at;
    };
    std::vector<Step> steps = {{to, 0}};
    std::vector<EdgeId> edges;  // from the end backwards
    while (!steps.empty()) {
      execution_.Tick();
      Step& top = steps.back();
      if (top.node == from) {
        PathValue path;
        for (auto at = steps.rbegin(); at != steps.rend(); ++at) path.nodes.push_back(at->node);
        path.edges.assign(edges.rbegin(), edges.rend());
        if (plan_.reversed) {
          std::reverse(path.nodes.begin(), path.nodes.end());
          std::reverse(path.edges.begin(), path.edges.end());
        }
        found_.push_back(std::move(path));
        if (!all) return;
      }
      const std::vector<std::pair<EdgeId, NodeId>>& back = reached.at(top.node).from;
      if (top.node == from || top.at >= back.size()) {
        steps.pop_back();
        if (!edges.empty()) edges.pop_back();
        continue;
      }
      const auto [edge, node] = back[top.at++];
      edges.push_back(edge);
      steps.push_back({node, 0});
    }
  }

  const PlanNode& plan_;
  Execution& execution_;
  EdgeWalker walker_;
  OperatorPtr child_;
  std::vector<PathValue> found_;
};

}  // namespace

OperatorPtr MakePathOperator(const PlanNode& plan, Execution* execution, OperatorPtr child) {
  if (plan.kind == PlanKind::kShortest)
    return std::make_unique<ShortestOperator>(plan, execution, std::move(child));
  return std::make_unique<ExpandManyOperator>(plan, execution, std::move(child));
}

}  // namespace concord::cypher
