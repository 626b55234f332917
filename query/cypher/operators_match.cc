// Finding nodes, the ends of known edges, and checking conditions.
#include <algorithm>
#include <optional>

#include "query/cypher/evaluate.h"
#include "query/cypher/operator.h"

namespace concord::cypher {
namespace {

size_t At(Slot slot) { return static_cast<size_t>(slot); }

class ScanOperator : public BatchOperator {
 public:
  ScanOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), child_(std::move(child)) {}

  void Open(Row& row) override {
    Restart();
    child_->Open(row);
    nodes_at_ = SIZE_MAX;
  }

  bool NextBatch(Row& row, Batch* batch) override {
    batch->Reset();
    while (nodes_at_ >= nodes_.size()) {
      execution_.Tick();
      if (!child_->Next(row)) return false;
      Load(row);
      nodes_at_ = 0;
    }
    const size_t size = std::min(NextLimit(), nodes_.size() - nodes_at_);
    execution_.Tick(size);
    std::vector<uint64_t>& column = batch->Add(plan_.from);
    for (size_t i = 0; i < size; ++i) column.push_back(PackNode(nodes_[nodes_at_ + i]));
    nodes_at_ += size;
    batch->set_size(size);
    return true;
  }

  uint64_t CountRest(Row& row) override {
    uint64_t count = TakeGiven() + (nodes_at_ < nodes_.size() ? nodes_.size() - nodes_at_ : 0);
    while (child_->Next(row)) {
      execution_.Tick();
      Load(row);
      count += nodes_.size();
    }
    nodes_at_ = nodes_.size();
    return count;
  }

 private:
  void Load(Row& row) {
    const WorkingGraph& graph = execution_.graph();
    const Expr* sought = plan_.seek_key != nullptr ? plan_.seek_key
                         : plan_.seek != nullptr   ? plan_.seek->expr
                                                   : nullptr;
    if (sought != nullptr) {
      const Value value = Evaluate(*sought, row, execution_);
      nodes_.clear();
      is_loaded_ = false;
      if (value.is_null()) return;
      if (value.type() == ValueType::kString) {
        if (plan_.seek_key != nullptr)
          graph.NodesWithKey(value.as_string(), &nodes_);
        else
          graph.NodesWhere(plan_.labels[0], plan_.seek->name, value.as_string(), &nodes_);
        return;
      }
    }
    if (is_loaded_ && version_ == graph.version()) return;
    nodes_.clear();
    if (plan_.labels.empty())
      graph.AllNodes(&nodes_);
    else
      graph.NodesWithLabel(plan_.labels[0], &nodes_);
    is_loaded_ = true;
    version_ = graph.version();
  }

  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
  std::vector<NodeId> nodes_;
  size_t nodes_at_ = SIZE_MAX;
  bool is_loaded_ = false;
  uint64_t version_ = 0;
};

// From an edge, or a list of edges in a row, to the nodes at its ends.
class EdgeEndsOperator : public Operator {
 public:
  EdgeEndsOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), child_(std::move(child)) {}

  void Open(Row& row) override {
    child_->Open(row);
    ends_.clear();
  }

  bool Next(Row& row) override {
    while (true) {
      while (!ends_.empty()) {
        const auto [from, to] = ends_.back();
        ends_.pop_back();
        if (!Fits(row, plan_.from, plan_.from_is_bound, from)) continue;
        if (plan_.from == plan_.to && from != to) continue;
        if (!Fits(row, plan_.to, plan_.to_is_bound && plan_.from != plan_.to, to)) continue;
        row[At(plan_.from)].set_node(from);
        row[At(plan_.to)].set_node(to);
        return true;
      }
      if (!child_->Next(row)) return false;
      Load(row);
    }
  }

 private:
  static bool Fits(const Row& row, Slot slot, bool is_bound, NodeId node) {
    const Value& value = row[At(slot)];
    return !is_bound || (value.type() == ValueType::kNode && value.as_node() == node);
  }

  void Load(const Row& row) {
    const Value& value = row[At(plan_.edge->slot)];
    std::vector<EdgeId> edges;
    if (value.type() == ValueType::kEdge && !plan_.edge->is_variable_length) {
      edges.push_back(value.as_edge());
    } else if (value.type() == ValueType::kList && plan_.edge->is_variable_length) {
      for (const Value& item : value.as_list()) {
        if (item.type() != ValueType::kEdge) return;
        edges.push_back(item.as_edge());
      }
      if (edges.size() < plan_.edge->min_hops || edges.size() > plan_.edge->max_hops) return;
    }
    if (edges.empty()) return;
    for (size_t i = 0; i < edges.size(); ++i) {
      if (execution_.graph().IsDeletedEdge(edges[i]) || IsUsed(edges[i], plan_.other_edges, row)) return;
      if (std::find(edges.begin(), edges.begin() + static_cast<ptrdiff_t>(i), edges[i]) !=
          edges.begin() + static_cast<ptrdiff_t>(i))
        return;
    }
    const Arrow arrow = plan_.edge->arrow;
    for (const bool forward : {true, false}) {
      if (arrow != Arrow::kBoth && forward != (arrow == Arrow::kRight)) continue;
      Walk(edges, forward);
    }
    std::sort(ends_.begin(), ends_.end());
    ends_.erase(std::unique(ends_.begin(), ends_.end()), ends_.end());
  }

  // The first edge runs forward or backward; the others as the arrow wants, or either way when it has no
  // head.
  void Walk(const std::vector<EdgeId>& edges, bool forward) {
    NodeId first = 0, last = 0;
    for (size_t i = 0; i < edges.size(); ++i) {
      const auto edge = execution_.graph().GetEdge(edges[i]);
      const std::vector<std::string>& types = plan_.edge->types;
      if (!types.empty() && std::find(types.begin(), types.end(), edge->type) == types.end()) return;
      bool runs_forward = forward;
      if (i > 0 && plan_.edge->arrow == Arrow::kBoth) runs_forward = edge->from == last;
      const NodeId start = runs_forward ? edge->from : edge->to;
      if (i == 0)
        first = start;
      else if (start != last)
        return;
      last = runs_forward ? edge->to : edge->from;
    }
    if (plan_.reversed)
      ends_.emplace_back(last, first);
    else
      ends_.emplace_back(first, last);
  }

  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
  std::vector<std::pair<NodeId, NodeId>> ends_;  // of the plan's from and to
};

class FilterOperator : public BatchOperator {
 public:
  FilterOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), child_(std::move(child)), known_(plan.checks.size()) {}

  void Open(Row& row) override {
    Restart();
    child_->Open(row);
  }
  void OpenBatch(Row& row, const Batch& argument) override {
    Restart();
    child_->OpenBatch(row, argument);
  }

  bool NextBatch(Row& row, Batch* batch) override {
    while (child_->NextBatch(row, batch)) {
      for (size_t i = 0; i < known_.size() && batch->size() > 0; ++i)
        CheckAll(plan_.checks[i], &known_[i], row, batch);
      if (batch->size() > 0) return true;
    }
    return false;
  }

 private:
  // What a check is compared with, computed once where no row changes it.
  struct Known {
    std::optional<Value> value;
    std::optional<std::vector<NodeId>> nodes;  // kKey: with that key
    std::string key;
  };

  // Leaves the rows that meet the check.
  void CheckAll(const Check& check, Known* known, Row& row, Batch* batch) {
    kept_.clear();
    if (check.kind == Check::Kind::kNode) {
      const WorkingGraph& graph = execution_.graph();
      const PackedSlot node(*batch, row, check.slot);
      for (size_t i = 0; i < batch->size(); ++i) {
        execution_.Tick();
        if (node.IsNode(i) && (check.names.empty() || graph.HasLabels(node[i] >> 2, check.names)))
          kept_.push_back(static_cast<uint32_t>(i));
      }
    } else {
      for (size_t i = 0; i < batch->size(); ++i) {
        execution_.Tick();
        batch->Load(i, &row);
        if (Meets(check, known, row)) kept_.push_back(static_cast<uint32_t>(i));
      }
    }
    batch->Keep(kept_);
  }

  bool Meets(const Check& check, Known* known, Row& row) {
    switch (check.kind) {
      case Check::Kind::kExpr:
        return Holds(*check.expr, row, execution_);
      case Check::Kind::kNode:
        break;  // see CheckAll
      case Check::Kind::kKey: {
        const Value& value = row[At(check.slot)];
        if (value.type() != ValueType::kNode || execution_.graph().IsDeletedNode(value.as_node()))
          return Holds(*check.whole, row, execution_);
        Value computed;
        const Value& key = Wanted(check, known, row, &computed);
        if (key.type() != ValueType::kString) return false;
        // The next row mostly asks for the same.
        if (!known->nodes || (!known->value && known->key != key.as_string())) {
          known->key = key.as_string();
          execution_.graph().NodesWithKey(known->key, &known->nodes.emplace());
        }
        return std::find(known->nodes->begin(), known->nodes->end(), value.as_node()) != known->nodes->end();
      }
      case Check::Kind::kProperty: {
        const Value property = PropertyOf(row[At(check.slot)], check.name, execution_, check.expr->position);
        Value computed;
        return !property.is_null() && Equals(property, Wanted(check, known, row, &computed)).value_or(false);
      }
    }
    return false;
  }

  const Value& Wanted(const Check& check, Known* known, Row& row, Value* computed) {
    if (known->value) return *known->value;
    const bool is_fixed = check.expr->kind == ExprKind::kLiteral || check.expr->kind == ExprKind::kParameter;
    Value value = Evaluate(*check.expr, row, execution_);
    return is_fixed ? known->value.emplace(std::move(value)) : *computed = std::move(value);
  }

  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
  std::vector<Known> known_;  // beside the checks
  std::vector<uint32_t> kept_;
};

class PathOperator : public Operator {
 public:
  PathOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), child_(std::move(child)) {}
  void Open(Row& row) override { child_->Open(row); }
  bool Next(Row& row) override {
    if (!child_->Next(row)) return false;
    row[At(plan_.path->slot)] = MakePath(*plan_.path, row, execution_);
    return true;
  }

 private:
  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
};

}  // namespace

OperatorPtr MakeMatchOperator(const PlanNode& plan, Execution* execution, OperatorPtr child) {
  switch (plan.kind) {
    case PlanKind::kScan:
      return std::make_unique<ScanOperator>(plan, execution, std::move(child));
    case PlanKind::kEdgeEnds:
      return std::make_unique<EdgeEndsOperator>(plan, execution, std::move(child));
    case PlanKind::kFilter:
      return std::make_unique<FilterOperator>(plan, execution, std::move(child));
    default:
      return std::make_unique<PathOperator>(plan, execution, std::move(child));
  }
}

}  // namespace concord::cypher
