// Two parts of a pattern that have a value or a node in common. The rows of the second are kept by it, and
// looked up for each row of the first.
#include <vector>

#include "query/cypher/evaluate.h"
#include "query/cypher/key_table.h"
#include "query/cypher/operator.h"

namespace concord::cypher {
namespace {

class HashJoinOperator : public Operator {
 public:
  HashJoinOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children)
      : plan_(plan),
        execution_(*execution),
        outer_(std::move(children[0])),
        inner_(std::move(children[1])),
        account_(execution),
        places_(execution) {}

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
      const Value key = plan_.join.outer != nullptr ? Evaluate(*plan_.join.outer, row, execution_)
                                                    : row[static_cast<size_t>(plan_.join.slot)];
      found_ = Find(key);
      found_at_ = 0;
    }
  }

 private:
  const std::vector<SavedRow>* Find(const Value& key) {
    if (key.is_null()) return nullptr;
    places_.StartKey();
    places_.AddToKey(key);
    const int64_t at = places_.Find();
    return at == KeyTable::kNone ? nullptr : &rows_[static_cast<size_t>(at)];
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
    places_.Clear();
    account_.Clear();
    // The node where both meet has the same slot in both.
    const Row outer = row;
    inner_->Open(row);
    while (inner_->Next(row)) {
      execution_.Tick();
      const Value value = InnerKey(row);
      if (value.is_null()) continue;
      places_.StartKey();
      places_.AddToKey(value);
      const auto [at, is_new] = places_.Insert(static_cast<int64_t>(rows_.size()));
      if (is_new) {
        account_.Charge(sizeof(std::vector<SavedRow>));
        rows_.emplace_back();
      }
      rows_[static_cast<size_t>(at)].push_back(Save(row, plan_.slots, &account_));
    }
    row = outer;
  }

  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr outer_, inner_;
  Account account_;
  KeyTable places_;
  std::vector<std::vector<SavedRow>> rows_;  // by the number of their key
  bool is_kept_ = false;
  const std::vector<SavedRow>* found_ = nullptr;
  size_t found_at_ = 0;
};

}  // namespace

OperatorPtr MakeJoinOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children) {
  return std::make_unique<HashJoinOperator>(plan, execution, std::move(children));
}

}  // namespace concord::cypher
