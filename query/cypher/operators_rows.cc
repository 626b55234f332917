// Rows in, rows out: UNWIND, projection, SKIP, LIMIT, OPTIONAL, UNION, CALL.
#include <fmt/format.h>

#include <utility>

#include "query/cypher/evaluate.h"
#include "query/cypher/failure.h"
#include "query/cypher/list_items.h"
#include "query/cypher/operator.h"
#include "query/cypher/seen_rows.h"

namespace concord::cypher {
namespace {

size_t At(Slot slot) { return static_cast<size_t>(slot); }

class ArgumentOperator : public BatchOperator {
 public:
  void Open(Row&) override {
    Restart();
    given_ = false;
    argument_ = nullptr;
  }
  void OpenBatch(Row& row, const Batch& argument) override {
    Open(row);
    argument_ = &argument;
  }
  bool NextBatch(Row&, Batch* batch) override {
    batch->Reset();
    if (std::exchange(given_, true)) return false;
    if (argument_ == nullptr) {
      batch->set_size(1);
    } else {
      *batch = *argument_;
    }
    return true;
  }

 private:
  const Batch* argument_ = nullptr;
  bool given_ = false;
};

// The second child for each row of the first; `optional`: nulls where it has none.
class ApplyOperator : public Operator {
 public:
  ApplyOperator(const PlanNode& plan, std::vector<OperatorPtr> children)
      : plan_(plan), outer_(std::move(children[0])), inner_(std::move(children[1])) {}

  void Open(Row& row) override {
    outer_->Open(row);
    is_open_ = false;
  }

  bool Next(Row& row) override {
    while (true) {
      if (is_open_) {
        if (inner_->Next(row)) {
          matched_ = true;
          return true;
        }
        is_open_ = false;
        if (plan_.kind == PlanKind::kOptional && !matched_) {
          for (const Slot slot : plan_.slots) row[At(slot)] = Value();
          return true;
        }
      }
      if (!outer_->Next(row)) return false;
      inner_->Open(row);
      is_open_ = true;
      matched_ = false;
    }
  }

 private:
  const PlanNode& plan_;
  OperatorPtr outer_, inner_;
  bool is_open_ = false, matched_ = false;
};

// The second child for a batch of rows of the first at once.
class BatchApplyOperator : public BatchOperator {
 public:
  BatchApplyOperator(const PlanNode& plan, std::vector<OperatorPtr> children)
      : plan_(plan), outer_(std::move(children[0])), inner_(std::move(children[1])) {}

  void Open(Row& row) override {
    Restart();
    outer_->Open(row);
    is_open_ = false;
  }

  bool NextBatch(Row& row, Batch* batch) override {
    while (true) {
      if (is_open_ && inner_->NextBatch(row, batch)) return true;
      if (!outer_->NextBatch(row, &argument_)) return false;
      std::vector<uint64_t>& ordinals = argument_.Add(plan_.ordinal);
      for (size_t i = 0; i < argument_.size(); ++i) ordinals.push_back(PackCount(static_cast<int64_t>(i)));
      inner_->OpenBatch(row, argument_);
      is_open_ = true;
    }
  }

 private:
  const PlanNode& plan_;
  OperatorPtr outer_, inner_;
  Batch argument_;
  bool is_open_ = false;
};

// The second child for each row of the first, where it writes: it runs for all of them before the first row
// goes on, so that no LIMIT stops it half way, and the first child sees nothing of what it writes.
class DrainedApplyOperator : public Operator {
 public:
  DrainedApplyOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children)
      : slots_(plan.clause->visible),
        execution_(*execution),
        outer_(std::move(children[0])),
        inner_(std::move(children[1])),
        account_(execution) {}

  void Open(Row& row) override {
    outer_->Open(row);
    rows_.clear();
    account_.Clear();
    at_ = 0;
    is_drained_ = false;
  }

  bool Next(Row& row) override {
    if (!std::exchange(is_drained_, true)) Drain(row);
    if (at_ >= rows_.size()) return false;
    Restore(rows_[at_++], slots_, &row);
    return true;
  }

 private:
  void Drain(Row& row) {
    std::vector<SavedRow> outer;
    while (outer_->Next(row)) outer.push_back(Save(row, slots_, &account_));
    for (const SavedRow& saved : outer) {
      execution_.Tick();
      Restore(saved, slots_, &row);
      inner_->Open(row);
      while (inner_->Next(row)) rows_.push_back(Save(row, slots_, &account_));
    }
  }

  const std::vector<Slot>& slots_;
  Execution& execution_;
  OperatorPtr outer_, inner_;
  Account account_;
  std::vector<SavedRow> rows_;
  size_t at_ = 0;
  bool is_drained_ = false;
};

class UnwindOperator : public Operator {
 public:
  UnwindOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), child_(std::move(child)) {}

  void Open(Row& row) override {
    child_->Open(row);
    items_ = ListItems();
    at_ = 0;
  }

  bool Next(Row& row) override {
    while (true) {
      execution_.Tick();
      if (items_.is_list() && at_ < items_.size()) {
        row[At(plan_.clause->slot)] = items_[at_++];
        return true;
      }
      if (!child_->Next(row)) return false;
      at_ = 0;
      items_ = EvaluateItems(*plan_.clause->expr, row, execution_);
      // A single value is a list of one; null is none.
      if (!items_.is_list() && !items_.value().is_null())
        items_ = ListItems(Value(ValueList{items_.value()}));
    }
  }

 private:
  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
  ListItems items_;
  uint64_t at_ = 0;
};

class ProjectOperator : public Operator {
 public:
  ProjectOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : execution_(*execution), child_(std::move(child)) {
    // A variable stays where it is.
    for (const ProjectionItem& item : plan.clause->items) {
      if (item.expr->kind != ExprKind::kVariable || item.expr->slot != item.slot) items_.push_back(&item);
    }
  }
  void Open(Row& row) override { child_->Open(row); }
  void OpenBatch(Row& row, const Batch& argument) override { child_->OpenBatch(row, argument); }
  bool Next(Row& row) override {
    if (!child_->Next(row)) return false;
    for (const ProjectionItem* item : items_) {
      Value value = Evaluate(*item->expr, row, execution_);
      row[At(item->slot)] = std::move(value);
    }
    return true;
  }
  bool NextBatch(Row& row, Batch* batch) override {
    return items_.empty() ? child_->NextBatch(row, batch) : Operator::NextBatch(row, batch);
  }

 private:
  Execution& execution_;
  OperatorPtr child_;
  std::vector<const ProjectionItem*> items_;  // that are computed
};

uint64_t CountOf(const Expr& expr, std::string_view word, Row& row, Execution& execution) {
  const Value value = Evaluate(expr, row, execution);
  if (value.type() != ValueType::kInt) {
    FailRuntime("SyntaxError", "InvalidArgumentType", expr.position,
                fmt::format("{} expects an INTEGER; found {}", word, TypeName(value)));
  }
  if (value.as_int() < 0) {
    FailRuntime("SyntaxError", "NegativeIntegerArgument", expr.position,
                fmt::format("{} expects a number that is not negative; found {}", word, value.as_int()));
  }
  return static_cast<uint64_t>(value.as_int());
}

class SkipOperator : public Operator {
 public:
  SkipOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), child_(std::move(child)) {}
  void Open(Row& row) override {
    left_ = CountOf(*plan_.clause->skip, "SKIP", row, execution_);
    child_->Open(row);
  }
  bool Next(Row& row) override {
    for (; left_ > 0; --left_) {
      if (!child_->Next(row)) return false;
    }
    return child_->Next(row);
  }

 private:
  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
  uint64_t left_ = 0;
};

class LimitOperator : public Operator {
 public:
  LimitOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), child_(std::move(child)) {}
  void Open(Row& row) override {
    left_ = CountOf(*plan_.clause->limit, "LIMIT", row, execution_);
    child_->Open(row);
    // What is below writes all it has to write when it is asked for its first row.
    if (left_ == 0 && plan_.writes) child_->Next(row);
  }
  bool Next(Row& row) override {
    if (left_ == 0) return false;
    --left_;
    return child_->Next(row);
  }

 private:
  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
  uint64_t left_ = 0;
};

class UnionOperator : public BatchOperator {
 public:
  UnionOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children)
      : plan_(plan),
        execution_(*execution),
        children_(std::move(children)),
        slots_(plan.query->union_slots),
        packer_(slots_),
        account_(execution),
        others_(execution) {
    if (plan.ordinal != kNoSlot) slots_.push_back(plan.ordinal);
  }

  void Open(Row& row) override {
    Start();
    children_[0]->Open(row);
  }
  void OpenBatch(Row& row, const Batch& argument) override {
    Start();
    argument_ = &argument;
    children_[0]->OpenBatch(row, argument);
  }

  bool NextBatch(Row& row, Batch* batch) override {
    while (part_ < children_.size()) {
      if (!children_[part_]->NextBatch(row, batch)) {
        if (++part_ < children_.size()) OpenNext(row);
        continue;
      }
      execution_.Tick(batch->size());
      MoveColumns(batch, &row);
      if (!plan_.query->union_all) KeepNew(batch, row);
      if (batch->size() > 0) return true;
    }
    return false;
  }

 private:
  void Start() {
    Restart();
    part_ = 0;
    argument_ = nullptr;
    packed_.Clear();
    account_.Clear();
    others_.Clear();
  }

  void OpenNext(Row& row) {
    if (argument_ == nullptr)
      children_[part_]->Open(row);
    else
      children_[part_]->OpenBatch(row, *argument_);
  }

  // From where the part leaves its columns to where all parts do.
  void MoveColumns(Batch* batch, Row* row) {
    const std::vector<Slot>& to = plan_.query->union_slots;
    for (size_t i = 0; i < to.size(); ++i) {
      const Slot from = plan_.slots[part_ * to.size() + i];
      if (batch->Find(from) == nullptr) {
        (*row)[At(to[i])] = (*row)[At(from)];
      } else {
        std::vector<uint64_t>& values = batch->Add(to[i]);
        values = *batch->Find(from);
      }
    }
  }

  void KeepNew(Batch* batch, Row& row) {
    kept_.clear();
    const bool is_packed = slots_.size() <= kMaxPacked && packer_.Start(*batch, row);
    for (size_t i = 0; i < batch->size(); ++i) {
      if (is_packed) {
        if (!packed_.Insert(packer_[i], 0).second) continue;
        account_.Charge(sizeof(PackedTable::Entry) + 8);
      } else {
        batch->Load(i, &row);
        if (!others_.Insert(row, slots_)) continue;
      }
      kept_.push_back(static_cast<uint32_t>(i));
    }
    batch->Keep(kept_);
  }

  const PlanNode& plan_;
  Execution& execution_;
  std::vector<OperatorPtr> children_;
  std::vector<Slot> slots_;  // that tell rows apart
  RowPacker packer_;
  size_t part_ = 0;
  const Batch* argument_ = nullptr;
  PackedTable packed_;  // the rows so far: of nodes and relationships,
  Account account_;
  SeenRows others_;  // and all others
  std::vector<uint32_t> kept_;
};

class CallOperator : public Operator {
 public:
  CallOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), child_(std::move(child)) {
    const Clause& clause = *plan.clause;
    procedure_ = execution->procedures().Find(clause.procedure);
    for (const YieldItem& item : clause.yields) {
      size_t place = 0;
      while (procedure_->results[place].name != item.field) ++place;
      places_.push_back(place);
    }
  }

  void Open(Row& row) override {
    child_->Open(row);
    rows_.clear();
    at_ = 0;
  }

  bool Next(Row& row) override {
    const Clause& clause = *plan_.clause;
    while (true) {
      execution_.Tick();
      if (at_ < rows_.size()) {
        const ValueList& result = rows_[at_++];
        for (size_t i = 0; i < places_.size(); ++i) row[At(clause.yields[i].slot)] = result[places_[i]];
        return true;
      }
      if (!child_->Next(row)) return false;
      std::vector<Value> arguments;
      for (const ExprPtr& argument : clause.arguments)
        arguments.push_back(Evaluate(*argument, row, execution_));
      for (size_t i = arguments.size(); i < procedure_->arguments.size(); ++i)
        arguments.push_back(procedure_->arguments[i].otherwise);
      rows_ = procedure_->run(execution_, arguments);
      at_ = 0;
      // A procedure without results lets the row through.
      if (procedure_->results.empty()) rows_.assign(1, {});
      if (clause.optional && rows_.empty()) rows_.assign(1, ValueList(procedure_->results.size()));
    }
  }

 private:
  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
  const Procedure* procedure_ = nullptr;
  std::vector<size_t> places_;
  std::vector<ValueList> rows_;
  size_t at_ = 0;
};

}  // namespace

OperatorPtr MakeRowOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children) {
  switch (plan.kind) {
    case PlanKind::kApply:
      if (plan.children[1]->writes)
        return std::make_unique<DrainedApplyOperator>(plan, execution, std::move(children));
      if (plan.ordinal != kNoSlot) return std::make_unique<BatchApplyOperator>(plan, std::move(children));
      return std::make_unique<ApplyOperator>(plan, std::move(children));
    case PlanKind::kOptional:
      return std::make_unique<ApplyOperator>(plan, std::move(children));
    case PlanKind::kUnwind:
      return std::make_unique<UnwindOperator>(plan, execution, std::move(children[0]));
    case PlanKind::kProject:
      return std::make_unique<ProjectOperator>(plan, execution, std::move(children[0]));
    case PlanKind::kSkip:
      return std::make_unique<SkipOperator>(plan, execution, std::move(children[0]));
    case PlanKind::kLimit:
      return std::make_unique<LimitOperator>(plan, execution, std::move(children[0]));
    case PlanKind::kUnion:
      return std::make_unique<UnionOperator>(plan, execution, std::move(children));
    case PlanKind::kCall:
      return std::make_unique<CallOperator>(plan, execution, std::move(children[0]));
    default:
      return std::make_unique<ArgumentOperator>();
  }
}

}  // namespace concord::cypher
