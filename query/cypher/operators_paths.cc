// Edges of variable length: every path, or only what the paths lead to.
#include <algorithm>

#include "query/cypher/edge_walker.h"
#include "query/cypher/operator.h"
#include "query/cypher/reach.h"

namespace concord::cypher {
namespace {

size_t At(Slot slot) { return static_cast<size_t>(slot); }

// Depth first; no edge twice in one path.
class ExpandManyOperator : public Operator {
 public:
  ExpandManyOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan),
        execution_(*execution),
        walker_(plan, execution),
        child_(std::move(child)),
        account_(execution) {}

  void Open(Row& row) override {
    child_->Open(row);
    account_.Clear();
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
          if (edges_.size() < plan_.edge->max_hops) walker_.Hops(top.node, false, row, &top.hops);
          account_.Charge(BytesOf(top));
        }
        if (top.at >= top.hops.size()) {
          account_.Release(BytesOf(top));
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

  static size_t BytesOf(const Frame& frame) {
    return sizeof(Frame) + frame.hops.capacity() * sizeof(WorkingGraph::Hop);
  }

  bool Emit(NodeId node, Row& row) {
    if (edges_.size() < plan_.edge->min_hops) return false;
    if (plan_.to_is_bound && node != to_) return false;
    ValueList list;
    list.reserve(edges_.size());
    for (const EdgeId edge : edges_) list.emplace_back(EdgeRef{edge});
    if (plan_.reversed) std::reverse(list.begin(), list.end());
    row[At(plan_.edge->slot)] = Value(std::move(list));
    if (!plan_.to_is_bound) row[At(plan_.to)].set_node(node);
    return true;
  }

  const PlanNode& plan_;
  Execution& execution_;
  EdgeWalker walker_;
  OperatorPtr child_;
  Account account_;
  std::vector<Frame> stack_;
  std::vector<EdgeId> edges_;  // one fewer than frames
  NodeId to_ = 0;
};

// The ends of each row's paths once, or with `merges_starts` those of all rows together.
class ReachOperator : public BatchOperator {
 public:
  ReachOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan),
        execution_(*execution),
        reach_(plan, execution),
        child_(std::move(child)),
        account_(execution) {}

  void Open(Row& row) override {
    Restart();
    child_->Open(row);
    ends_ = nullptr;
    seen_.Clear();
    is_over_ = false;
  }

  bool NextBatch(Row& row, Batch* batch) override {
    batch->Reset();
    while (ends_ == nullptr || at_ >= ends_->size()) {
      execution_.Tick();
      if (is_over_ || !Load(row)) return false;
      if (!plan_.to_is_bound) continue;
      batch->set_size(1);
      return true;
    }
    const size_t size = std::min(NextLimit(), ends_->size() - at_);
    execution_.Tick(size);
    std::vector<uint64_t>& column = batch->Add(plan_.to);
    for (size_t i = 0; i < size; ++i) column.push_back(PackNode((*ends_)[at_ + i]));
    at_ += size;
    batch->set_size(size);
    return true;
  }

  uint64_t CountRest(Row& row) override {
    if (plan_.to_is_bound) return Operator::CountRest(row);
    uint64_t count = TakeGiven() + (ends_ == nullptr ? 0 : ends_->size() - at_);
    while (!is_over_ && Load(row)) count += ends_->size();
    return count;
  }

 private:
  // The next ends; with a bound end the next row that leads there. False when there is none.
  bool Load(Row& row) {
    starts_.clear();
    at_ = 0;
    while (child_->Next(row)) {
      execution_.Tick();
      const Value& from = row[At(plan_.from)];
      if (from.type() != ValueType::kNode) continue;
      if (plan_.to_is_bound) {
        const Value& to = row[At(plan_.to)];
        if (to.type() == ValueType::kNode && reach_.Leads(from.as_node(), to.as_node(), row)) return true;
        continue;
      }
      starts_.push_back(from.as_node());
      if (!plan_.merges_starts) {
        ends_ = &reach_.Find(starts_, row);
        return true;
      }
      if (!reach_.CanMerge()) {
        LoadNew(row);
        return true;
      }
      account_.Charge(sizeof(NodeId));
    }
    is_over_ = true;
    if (starts_.empty()) return false;
    account_.Clear();
    ends_ = &reach_.Find(starts_, row);
    return true;
  }

  // Those of one start that no start before it led to.
  void LoadNew(Row& row) {
    new_ends_.clear();
    for (const NodeId end : reach_.Find(starts_, row)) {
      if (seen_.Insert(end)) new_ends_.push_back(end);
    }
    ends_ = &new_ends_;
  }

  const PlanNode& plan_;
  Execution& execution_;
  Reach reach_;
  OperatorPtr child_;
  Account account_;  // for the starts
  std::vector<NodeId> starts_;
  const std::vector<NodeId>* ends_ = nullptr;
  NodeSet seen_;
  std::vector<NodeId> new_ends_;
  size_t at_ = 0;
  bool is_over_ = false;
};

}  // namespace

OperatorPtr MakePathOperator(const PlanNode& plan, Execution* execution, OperatorPtr child) {
  if (plan.kind == PlanKind::kShortest) return MakeShortestOperator(plan, execution, std::move(child));
  if (plan.kind == PlanKind::kReach)
    return std::make_unique<ReachOperator>(plan, execution, std::move(child));
  return std::make_unique<ExpandManyOperator>(plan, execution, std::move(child));
}

}  // namespace concord::cypher
