// Two parts of a pattern that have a value or a node in common. The rows of the second are kept by it, and
// looked up for each row of the first.
#include <unordered_map>

#include "query/cypher/evaluate.h"
#include "query/cypher/operator.h"
#include "query/cypher/row_key.h"

namespace concord::cypher {
namespace {

class HashJoinOperator : public Operator {
 public:
  HashJoinOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children)
      : plan_(plan),
        execution_(*execution),
        outer_(std::move(children[0])),
        inner_(std::move(children[1])),
        account_(execution) {}

  void Open(Row& row) override {
    outer_->Open(row);
    is_kept_ = false;
    found_ = nullptr;
  }

  bool Next(Row& row) override {
    while (true) {
      execution_.Tick();
      if (found_ != nullptr && found_at_ < found_->size()) {
        Restore((*found_)[found_at_++], plan_.slots, &row);
        return true;
      }
      // What writes below has written when it gives its first row: only then the table can be made.
      if (!outer_->Next(row)) return false;
      if (!is_kept_) KeepInner(row);
      Value key = plan_.join.outer != nullptr ? Evaluate(*plan_.join.outer, row, execution_)
                                              : row[static_cast<size_t>(plan_.join.slot)];
      const auto at = key.is_null() ? rows_.end() : rows_.find(KeyOf(std::move(key)));
      found_ = at == rows_.end() ? nullptr : &at->second;
      found_at_ = 0;
    }
  }

 private:
  static RowKey KeyOf(Value value) {
    RowKey key;
    key.values.push_back(std::move(value));
    return key;
  }

  Value InnerKey(Row& row) {
    if (plan_.join.inner != nullptr) return Evaluate(*plan_.join.inner, row, execution_);
    const Value& value = row[static_cast<size_t>(plan_.join.slot)];
    if (plan_.join.outer == nullptr) return value;
    return PropertyOf(value, plan_.join.name, execution_, plan_.join.outer->position);
  }

  void KeepInner(Row& row) {
    is_kept_ = true;
    rows_.clear();
    account_.Clear();
    // The node where both meet has the same slot in both.
    const Row outer = row;
    inner_->Open(row);
    while (inner_->Next(row)) {
      execution_.Tick();
      Value value = InnerKey(row);
      if (value.is_null()) continue;
      account_.Charge(sizeof(RowKey) + sizeof(Value) + value.HeapBytes());
      rows_[KeyOf(std::move(value))].push_back(Save(row, plan_.slots, &account_));
    }
    row = outer;
  }

  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr outer_, inner_;
  Account account_;
  std::unordered_map<RowKey, std::vector<SavedRow>, RowKeyHash> rows_;
  bool is_kept_ = false;
  const std::vector<SavedRow>* found_ = nullptr;
  size_t found_at_ = 0;
};

}  // namespace

OperatorPtr MakeJoinOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children) {
  return std::make_unique<HashJoinOperator>(plan, execution, std::move(children));
}

}  // namespace concord::cypher
