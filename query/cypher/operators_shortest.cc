// Shortest paths between two nodes.
#include <algorithm>
#include <unordered_map>

#include "query/cypher/edge_walker.h"
#include "query/cypher/operator.h"
#include "query/cypher/reach.h"

namespace concord::cypher {
namespace {

size_t At(Slot slot) { return static_cast<size_t>(slot); }

// One of the shortest paths: breadth first from both ends, a level at a time from the end that has fewer
// nodes to leave, until they meet.
class Meeting {
 public:
  Meeting(EdgeWalker* walker, Execution* execution) : walker_(*walker), account_(execution) {}

  // From one node to another one; nothing when there is no path of so few hops.
  std::optional<PathValue> Find(NodeId from, NodeId to, uint64_t max_hops, Row& row) {
    account_.Clear();
    sides_[0].Start(from);
    sides_[1].Start(to);
    for (uint64_t hops = 0; hops < max_hops; ++hops) {
      const bool back = sides_[1].Width() < sides_[0].Width();
      Side& side = sides_[back ? 1 : 0];
      if (side.Width() == 0) return std::nullopt;
      if (Level(&side, sides_[back ? 0 : 1], back, row)) return Path();
    }
    return std::nullopt;
  }

 private:
  struct Step {
    NodeId node;
    EdgeId edge;    // that led to it
    uint32_t from;  // place of the step before
  };
  struct Side {
    std::vector<Step> steps;
    size_t level = 0;  // where the outermost level begins
    NodeSet seen;

    void Start(NodeId node) {
      steps = {{node, 0, 0}};
      level = 0;
      seen.Clear();
      seen.Insert(node);
    }
    size_t Width() const { return steps.size() - level; }
  };

  bool Level(Side* side, const Side& other, bool back, Row& row) {
    const size_t end = side->steps.size();
    for (size_t i = side->level; i < end; ++i) {
      bool meets = false;
      walker_.ForEach(side->steps[i].node, back, row, [&](EdgeId edge, NodeId node) {
        if (!side->seen.Insert(node)) return true;
        side->steps.push_back({node, edge, static_cast<uint32_t>(i)});
        meets = other.seen.Contains(node);
        if (meets) met_ = node;
        return !meets;
      });
      if (meets) return true;
    }
    side->level = end;
    account_.Charge(side->Width() * (sizeof(Step) + sizeof(NodeId)));
    return false;
  }

  PathValue Path() const {
    PathValue path;
    const auto walk = [&](const Side& side, auto add) {
      size_t at = side.steps.size();
      while (side.steps[--at].node != met_) {
      }
      for (; at != 0; at = side.steps[at].from) add(side.steps[at], side.steps[side.steps[at].from].node);
    };
    path.nodes.push_back(met_);
    walk(sides_[0], [&](const Step& step, NodeId before) {
      path.edges.push_back(step.edge);
      path.nodes.push_back(before);
    });
    std::reverse(path.nodes.begin(), path.nodes.end());
    std::reverse(path.edges.begin(), path.edges.end());
    walk(sides_[1], [&](const Step& step, NodeId behind) {
      path.edges.push_back(step.edge);
      path.nodes.push_back(behind);
    });
    return path;
  }

  EdgeWalker& walker_;
  Account account_;
  Side sides_[2];
  NodeId met_ = 0;
};

// All shortest paths: breadth first from one end, until the other is reached; then all ways back along the
// levels.
class AllShortest {
 public:
  AllShortest(EdgeWalker* walker, Execution* execution)
      : walker_(*walker), execution_(*execution), account_(execution) {}

  std::vector<PathValue> Find(NodeId from, NodeId to, uint64_t max_hops, Row& row) {
    account_.Clear();
    reached_.clear();
    reached_[from] = {};
    std::vector<NodeId> level = {from}, next;
    std::vector<WorkingGraph::Hop> hops;
    for (uint64_t depth = 1; depth <= max_hops && !level.empty() && !reached_.contains(to); ++depth) {
      next.clear();
      for (const NodeId node : level) {
        walker_.Hops(node, false, row, &hops);
        for (const WorkingGraph::Hop& hop : hops) {
          const auto [at, is_new] = reached_.try_emplace(hop.node);
          if (is_new) {
            at->second.level = depth;
            next.push_back(hop.node);
          } else if (at->second.level != depth) {
            continue;
          }
          account_.Charge(sizeof(Hop) + (is_new ? sizeof(Reached) + 32 : 0));
          at->second.from.emplace_back(hop.edge, node);
        }
      }
      level.swap(next);
    }
    return reached_.contains(to) ? Collect(from, to) : std::vector<PathValue>();
  }

 private:
  using Hop = std::pair<EdgeId, NodeId>;
  struct Reached {
    uint64_t level = 0;
    std::vector<Hop> from;  // the last hops of all shortest ways
  };

  std::vector<PathValue> Collect(NodeId from, NodeId to) {
    std::vector<PathValue> paths;
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
        account_.Charge(sizeof(PathValue) + (path.nodes.size() + path.edges.size()) * sizeof(NodeId));
        paths.push_back(std::move(path));
      }
      const std::vector<Hop>& back = reached_.at(top.node).from;
      if (top.node == from || top.at >= back.size()) {
        steps.pop_back();
        if (!edges.empty()) edges.pop_back();
        continue;
      }
      const auto [edge, node] = back[top.at++];
      edges.push_back(edge);
      steps.push_back({node, 0});
    }
    return paths;
  }

  EdgeWalker& walker_;
  Execution& execution_;
  Account account_;  // also for the paths that were found last
  std::unordered_map<NodeId, Reached> reached_;
};

class ShortestOperator : public Operator {
 public:
  ShortestOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan),
        walker_(plan, execution),
        one_(&walker_, execution),
        all_(&walker_, execution),
        child_(std::move(child)) {}

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
  void Search(NodeId from, NodeId to, Row& row) {
    const uint64_t max_hops = plan_.edge->is_variable_length ? plan_.edge->max_hops : 1;
    if (from == to) {
      if (plan_.edge->is_variable_length && plan_.edge->min_hops == 0) found_.push_back({{from}, {}});
      return;
    }
    if (plan_.path->shortest == ShortestKind::kAll)
      found_ = all_.Find(from, to, max_hops, row);
    else if (std::optional<PathValue> path = one_.Find(from, to, max_hops, row))
      found_.push_back(*std::move(path));
    if (!plan_.reversed) return;
    for (PathValue& path : found_) {
      std::reverse(path.nodes.begin(), path.nodes.end());
      std::reverse(path.edges.begin(), path.edges.end());
    }
  }

  const PlanNode& plan_;
  EdgeWalker walker_;
  Meeting one_;
  AllShortest all_;
  OperatorPtr child_;
  std::vector<PathValue> found_;
};

}  // namespace

OperatorPtr MakeShortestOperator(const PlanNode& plan, Execution* execution, OperatorPtr child) {
  return std::make_unique<ShortestOperator>(plan, execution, std::move(child));
}

}  // namespace concord::cypher
