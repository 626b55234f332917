// Operators that see all rows before they give one, or remember those they gave: grouping, DISTINCT, ORDER
// BY.
#include <algorithm>
#include <deque>
#include <utility>

#include "query/cypher/aggregates.h"
#include "query/cypher/evaluate.h"
#include "query/cypher/operator.h"
#include "query/cypher/seen_rows.h"

namespace concord::cypher {

bool SeenRows::Insert(const Row& row, const std::vector<Slot>& slots) {
  if (slots.size() == 1 && row[static_cast<size_t>(slots[0])].type() == ValueType::kNode) {
    if (!nodes_.Insert(row[static_cast<size_t>(slots[0])].as_node())) return false;
    account_.Charge(10);
    return true;
  }
  PackedRow packed{};
  if (Pack(row, slots, &packed)) {
    if (!packed_.Insert(packed, 0).second) return false;
    account_.Charge(sizeof(PackedTable::Entry) + 8);
    return true;
  }
  others_.StartKey();
  for (const Slot slot : slots) others_.AddToKey(row[static_cast<size_t>(slot)]);
  return others_.Insert(0).second;
}

namespace {

size_t At(Slot slot) { return static_cast<size_t>(slot); }

std::vector<Slot> ItemSlots(const Clause& clause) {
  std::vector<Slot> slots;
  for (const ProjectionItem& item : clause.items) slots.push_back(item.slot);
  return slots;
}

bool HasAggregate(const Expr& expr) {
  if (expr.kind == ExprKind::kAggregate || expr.kind == ExprKind::kCountStar) return true;
  return std::any_of(expr.args.begin(), expr.args.end(),
                     [](const ExprPtr& arg) { return arg != nullptr && HasAggregate(*arg); });
}

class AggregateOperator : public Operator {
 public:
  AggregateOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan),
        execution_(*execution),
        child_(std::move(child)),
        account_(execution),
        places_(execution) {
    for (const ProjectionItem& item : plan.clause->items) {
      (HasAggregate(*item.expr) ? results_ : keys_).push_back(&item);
    }
    for (const ProjectionItem* key : keys_) {
      if (key->expr->kind == ExprKind::kVariable) key_slots_.push_back(key->expr->slot);
    }
    has_slots_ = key_slots_.size() == keys_.size() && keys_.size() <= kMaxPacked;
    reads_rows_ = std::any_of(plan.clause->aggregates.begin(), plan.clause->aggregates.end(),
                              [](const Expr* expr) { return expr->kind != ExprKind::kCountStar; });
  }

  void Open(Row& row) override {
    child_->Open(row);
    account_.Clear();
    groups_.clear();
    packed_.Clear();
    places_.Clear();
    at_ = SIZE_MAX;
  }

  bool Next(Row& row) override {
    if (plan_.counts_rows) {
      if (std::exchange(at_, 0) != SIZE_MAX) return false;
      row[At(results_[0]->slot)] = Value(static_cast<int64_t>(child_->CountRest(row)));
      return true;
    }
    if (at_ == SIZE_MAX) {
      Group(row);
      at_ = 0;
    }
    if (at_ >= groups_.size()) return false;
    const auto& [key, aggregates] = groups_[at_++];
    for (size_t i = 0; i < keys_.size(); ++i) row[At(keys_[i]->slot)] = key[i];
    const std::vector<Expr*>& wanted = plan_.clause->aggregates;
    for (size_t i = 0; i < wanted.size(); ++i) row[At(wanted[i]->slot)] = aggregates[i]->Result();
    for (const ProjectionItem* item : results_) {
      Value value = Evaluate(*item->expr, row, execution_);
      row[At(item->slot)] = std::move(value);
    }
    return true;
  }

 private:
  struct Grouped {
    std::vector<Value> key;
    std::vector<AggregatePtr> aggregates;
  };

  Grouped& Make(const std::vector<Value>& key) {
    Grouped& made = groups_.emplace_back(Grouped{key, {}});
    for (const Expr* aggregate : plan_.clause->aggregates)
      made.aggregates.push_back(MakeAggregate(*aggregate, &execution_));
    account_.Charge(BytesOf(key) + 64 * (1 + made.aggregates.size()));
    return made;
  }

  Grouped& Find(const std::vector<Value>& key) {
    PackedRow packed{};
    bool is_packed = key.size() <= kMaxPacked;
    for (size_t i = 0; is_packed && i < key.size(); ++i) is_packed = PackValue(key[i], &packed[i]);
    const auto next = static_cast<int64_t>(groups_.size());
    if (is_packed) {
      const auto [entry, is_new] = packed_.Insert(packed, next);
      return is_new ? Make(key) : groups_[static_cast<size_t>(entry->number)];
    }
    places_.StartKey();
    for (const Value& value : key) places_.AddToKey(value);
    const auto [at, is_new] = places_.Insert(next);
    return is_new ? Make(key) : groups_[static_cast<size_t>(at)];
  }

  // The group of a row whose keys are nodes, relationships or null, and stand in slots already.
  Grouped& FindPacked(const PackedRow& packed, size_t i, Row& row) {
    const auto [entry, is_new] = packed_.Insert(packed, static_cast<int64_t>(groups_.size()));
    if (!is_new) return groups_[static_cast<size_t>(entry->number)];
    in_.Load(i, &row);
    key_.clear();
    for (const Slot slot : key_slots_) key_.push_back(row[At(slot)]);
    return Make(key_);
  }

  // Of any other row.
  Grouped& FindOf(size_t i, Row& row) {
    in_.Load(i, &row);
    key_.clear();
    for (const ProjectionItem* item : keys_) key_.push_back(Evaluate(*item->expr, row, execution_));
    return Find(key_);
  }

  void Group(Row& row) {
    while (child_->NextBatch(row, &in_)) {
      const PackedWeight weight(in_, row, plan_.weight);
      const bool is_packed = has_slots_ && packer_.Start(in_, row);
      for (size_t i = 0; i < in_.size(); ++i) {
        execution_.Tick();
        Grouped& group = is_packed ? FindPacked(packer_[i], i, row) : FindOf(i, row);
        if (reads_rows_) in_.Load(i, &row);
        for (const AggregatePtr& aggregate : group.aggregates) aggregate->Add(row, weight[i]);
      }
    }
    // Without keys there is always one group.
    if (keys_.empty() && groups_.empty()) Find({});
  }

  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
  std::vector<const ProjectionItem*> keys_, results_;
  std::vector<Slot> key_slots_;  // of the keys, where all of them are variables:
  bool has_slots_ = false;
  bool reads_rows_ = false;  // whether any aggregate does
  Batch in_;
  RowPacker packer_{key_slots_};
  std::vector<Value> key_;
  Account account_;
  std::deque<Grouped> groups_;
  PackedTable packed_;  // keys of nodes and relationships: their groups
  KeyTable places_;     // all others
  size_t at_ = SIZE_MAX;
};

class DistinctOperator : public BatchOperator {
 public:
  DistinctOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : execution_(*execution), child_(std::move(child)), slots_(ItemSlots(*plan.clause)), seen_(execution) {}
  void Open(Row& row) override {
    Restart();
    child_->Open(row);
    seen_.Clear();
  }
  bool NextBatch(Row& row, Batch* batch) override {
    while (child_->NextBatch(row, batch)) {
      kept_.clear();
      for (size_t i = 0; i < batch->size(); ++i) {
        execution_.Tick();
        batch->Load(i, &row);
        if (seen_.Insert(row, slots_)) kept_.push_back(static_cast<uint32_t>(i));
      }
      batch->Keep(kept_);
      if (batch->size() > 0) return true;
    }
    return false;
  }

 private:
  Execution& execution_;
  OperatorPtr child_;
  const std::vector<Slot> slots_;
  SeenRows seen_;
  std::vector<uint32_t> kept_;
};

class SortOperator : public Operator {
 public:
  SortOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), child_(std::move(child)), account_(execution) {}

  void Open(Row& row) override {
    child_->Open(row);
    rows_.clear();
    account_.Clear();
    at_ = SIZE_MAX;
  }

  bool Next(Row& row) override {
    if (at_ == SIZE_MAX) {
      Sort(row);
      at_ = 0;
    }
    if (at_ >= rows_.size()) return false;
    Restore(rows_[at_].saved, plan_.clause->visible, &row);
    rows_[at_++] = {};
    return true;
  }

 private:
  struct Entry {
    std::vector<Value> keys;
    SavedRow saved;
  };

  bool Before(const Entry& a, const Entry& b) const {
    execution_.Tick();
    for (size_t i = 0; i < a.keys.size(); ++i) {
      const int order = Order(a.keys[i], b.keys[i]);
      if (order != 0) return plan_.clause->order[i].descending ? order > 0 : order < 0;
    }
    return false;
  }

  // With LIMIT only the first rows are kept: as soon as there are twice as many, the rest goes.
  void Sort(Row& row) {
    const Clause& clause = *plan_.clause;
    const size_t kept = Wanted(row);
    const auto before = [this](const Entry& a, const Entry& b) { return Before(a, b); };
    while (child_->Next(row)) {
      execution_.Tick();
      Entry entry;
      for (const SortItem& item : clause.order) entry.keys.push_back(Evaluate(*item.expr, row, execution_));
      entry.saved = Save(row, clause.visible, &account_);
      account_.Charge(BytesOf(entry.keys));
      rows_.push_back(std::move(entry));
      if (kept > SIZE_MAX / 4 || rows_.size() < 2 * kept + 1000) continue;
      std::stable_sort(rows_.begin(), rows_.end(), before);
      for (size_t i = kept; i < rows_.size(); ++i)
        account_.Release(BytesOf(rows_[i].keys) + BytesOf(rows_[i].saved.values));
      rows_.resize(kept);
    }
    std::stable_sort(rows_.begin(), rows_.end(), before);
  }

  size_t Wanted(Row& row) {
    const Clause& clause = *plan_.clause;
    if (clause.limit == nullptr) return SIZE_MAX;
    uint64_t sum = 0;
    for (const Expr* expr : {clause.limit.get(), clause.skip.get()}) {
      if (expr == nullptr) continue;
      const Value value = Evaluate(*expr, row, execution_);
      // What is wrong with it is said by the steps above.
      if (value.type() != ValueType::kInt || value.as_int() < 0 || value.as_int() > INT32_MAX)
        return SIZE_MAX;
      sum += static_cast<uint64_t>(value.as_int());
    }
    return sum;
  }

  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
  Account account_;
  std::vector<Entry> rows_;
  size_t at_ = SIZE_MAX;
};

}  // namespace

OperatorPtr MakeGroupOperator(const PlanNode& plan, Execution* execution, OperatorPtr child) {
  switch (plan.kind) {
    case PlanKind::kAggregate:
      return std::make_unique<AggregateOperator>(plan, execution, std::move(child));
    case PlanKind::kDistinct:
      return std::make_unique<DistinctOperator>(plan, execution, std::move(child));
    default:
      return std::make_unique<SortOperator>(plan, execution, std::move(child));
  }
}

}  // namespace concord::cypher
