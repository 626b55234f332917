#include "query/cypher/operator.h"

#include <algorithm>

namespace concord::cypher {

SavedRow Save(const Row& row, const std::vector<Slot>& slots, Account* account) {
  SavedRow saved;
  saved.values.reserve(slots.size());
  for (const Slot slot : slots) saved.values.push_back(row[static_cast<size_t>(slot)]);
  account->Charge(BytesOf(saved.values));
  return saved;
}

void Restore(const SavedRow& saved, const std::vector<Slot>& slots, Row* row) {
  for (size_t i = 0; i < slots.size(); ++i) (*row)[static_cast<size_t>(slots[i])] = saved.values[i];
}

size_t BytesOf(const std::vector<Value>& values) {
  size_t bytes = 32 + values.size() * sizeof(Value);
  for (const Value& value : values) bytes += value.HeapBytes();
  return bytes;
}

bool IsUsed(EdgeId edge, const std::vector<Slot>& slots, const Row& row) {
  for (const Slot slot : slots) {
    const Value& value = row[static_cast<size_t>(slot)];
    if (value.type() == ValueType::kEdge) {
      if (value.as_edge() == edge) return true;
    } else if (value.type() == ValueType::kList) {
      for (const Value& item : value.as_list()) {
        if (item.type() == ValueType::kEdge && item.as_edge() == edge) return true;
      }
    }
  }
  return false;
}

Value MakePath(const PathPattern& path, const Row& row, Execution& execution) {
  PathValue made;
  const auto add_edge = [&](EdgeId id) {
    const auto edge = execution.graph().GetEdge(id);
    const NodeId last = made.nodes.back();
    made.edges.push_back(id);
    made.nodes.push_back(edge->from == last ? edge->to : edge->from);
  };
  const Value& first = row[static_cast<size_t>(path.nodes[0].slot)];
  if (first.type() != ValueType::kNode) return {};
  made.nodes.push_back(first.as_node());
  for (const EdgePattern& pattern : path.edges) {
    const Value& edge = row[static_cast<size_t>(pattern.slot)];
    if (edge.type() == ValueType::kEdge) {
      add_edge(edge.as_edge());
    } else if (edge.type() == ValueType::kList) {
      for (const Value& item : edge.as_list()) add_edge(item.as_edge());
    } else {
      return {};
    }
  }
  return Value(std::move(made));
}

namespace {

class ProfiledOperator : public Operator {
 public:
  ProfiledOperator(OperatorPtr inner, StepCount* count) : inner_(std::move(inner)), count_(*count) {}
  void Open(Row& row) override {
    const Clock clock(&count_);
    inner_->Open(row);
  }
  void OpenBatch(Row& row, const Batch& argument) override {
    const Clock clock(&count_);
    inner_->OpenBatch(row, argument);
  }
  bool Next(Row& row) override {
    const Clock clock(&count_);
    const bool more = inner_->Next(row);
    count_.rows += more;
    return more;
  }
  bool NextBatch(Row& row, Batch* batch) override {
    const Clock clock(&count_);
    const bool more = inner_->NextBatch(row, batch);
    count_.rows += batch->size();
    return more;
  }
  uint64_t CountRest(Row& row) override {
    const Clock clock(&count_);
    const uint64_t rows = inner_->CountRest(row);
    count_.rows += rows;
    return rows;
  }

 private:
  class Clock {
   public:
    explicit Clock(StepCount* count) : count_(*count) {}
    ~Clock() { count_.nanos += std::chrono::nanoseconds(std::chrono::steady_clock::now() - start_).count(); }
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;

   private:
    StepCount& count_;
    const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  };

  OperatorPtr inner_;
  StepCount& count_;  // entries of the profile stay where they are
};

OperatorPtr MakeStep(const PlanNode& plan, Execution* execution) {
  std::vector<OperatorPtr> children;
  for (const PlanPtr& child : plan.children) children.push_back(MakeOperator(*child, execution));
  switch (plan.kind) {
    case PlanKind::kExpand:
    case PlanKind::kDegree:
      return MakeExpandOperator(plan, execution, std::move(children[0]));
    case PlanKind::kScan:
    case PlanKind::kFilter:
    case PlanKind::kPath:
    case PlanKind::kEdgeEnds:
      return MakeMatchOperator(plan, execution, std::move(children[0]));
    case PlanKind::kExpandMany:
    case PlanKind::kReach:
    case PlanKind::kShortest:
      return MakePathOperator(plan, execution, std::move(children[0]));
    case PlanKind::kHashJoin:
      return MakeJoinOperator(plan, execution, std::move(children));
    case PlanKind::kCombine:
      return MakeCombineOperator(plan, execution, std::move(children[0]));
    case PlanKind::kAggregate:
    case PlanKind::kDistinct:
    case PlanKind::kSort:
      return MakeGroupOperator(plan, execution, std::move(children[0]));
    case PlanKind::kCreate:
    case PlanKind::kMerge:
    case PlanKind::kSet:
    case PlanKind::kRemove:
    case PlanKind::kDelete:
    case PlanKind::kForeach:
    case PlanKind::kUnitSubquery:
      return MakeWriteOperator(plan, execution, std::move(children));
    default:
      return MakeRowOperator(plan, execution, std::move(children));
  }
}

}  // namespace

OperatorPtr MakeOperator(const PlanNode& plan, Execution* execution) {
  OperatorPtr made = MakeStep(plan, execution);
  if (execution->profile() == nullptr) return made;
  return std::make_unique<ProfiledOperator>(std::move(made), &(*execution->profile())[&plan]);
}

}  // namespace concord::cypher
