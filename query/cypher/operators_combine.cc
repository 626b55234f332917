// One row for many that nothing later can tell apart. Where it matters how many there were, they are counted
// in a slot, for the aggregates; this is what pushes counting down below the steps that come after.
#include "query/cypher/operator.h"
#include "query/cypher/packed_row.h"
#include "query/cypher/reach.h"

namespace concord::cypher {
namespace {

size_t At(Slot slot) { return static_cast<size_t>(slot); }

// How many rows it takes to see whether combining is worth it, and what share may stay.
constexpr size_t kTrial = 4096;
bool IsWorthIt(size_t rows, size_t kept) { return kept * 4 <= rows * 3; }

// Lets a row through when it is the first of its kind.
class FirstOnlyOperator : public Operator {
 public:
  FirstOnlyOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), child_(std::move(child)) {}

  void Open(Row& row) override {
    child_->Open(row);
    seen_.Clear();
    nodes_.Clear();
    rows_ = kept_ = 0;
    gave_up_ = false;
  }

  bool Next(Row& row) override {
    while (child_->Next(row)) {
      execution_.Tick();
      if (gave_up_ || IsFirst(row)) return true;
    }
    return false;
  }

 private:
  bool IsFirst(const Row& row) {
    ++rows_;
    bool is_new = true;
    const Value& only = row[At(plan_.slots.front())];
    PackedRow packed{};
    if (plan_.slots.size() == 1 && only.type() == ValueType::kNode)
      is_new = nodes_.Insert(only.as_node());
    else if (Pack(row, plan_.slots, &packed))
      is_new = seen_.Insert(packed, 0).second;
    if (!is_new) return false;
    execution_.Charge(plan_.slots.size() == 1 ? 10 : sizeof(PackedTable::Entry) + 8);
    ++kept_;
    if (rows_ % kTrial == 0 && !IsWorthIt(rows_, kept_)) {
      gave_up_ = true;
      seen_ = PackedTable();
      nodes_ = NodeSet();
    }
    return true;
  }

  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
  PackedTable seen_;
  NodeSet nodes_;
  size_t rows_ = 0, kept_ = 0;
  bool gave_up_ = false;
};

// Takes some thousand rows, and gives those that differ with their counts.
class WeighOperator : public Operator {
 public:
  WeighOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), child_(std::move(child)) {}

  void Open(Row& row) override {
    child_->Open(row);
    window_.Clear();
    at_ = 0;
    is_over_ = has_odd_ = false;
    pass_ = 0;
  }

  bool Next(Row& row) override {
    while (true) {
      execution_.Tick();
      if (at_ < window_.size()) {
        const PackedTable::Entry& entry = window_[at_++];
        Unpack(entry.row, plan_.slots, &row);
        row[At(plan_.weight)].set_int(entry.number);
        return true;
      }
      if (has_odd_) {
        has_odd_ = false;
        row = below_;
        return true;
      }
      if (is_over_) return false;
      // What is below finds the row as it left it.
      if (window_.size() > 0) row = below_;
      if (pass_ > 0) {
        --pass_;
        window_.Clear();
        at_ = 0;
        is_over_ = !child_->Next(row);
        return !is_over_;
      }
      Fill(row);
    }
  }

 private:
  static constexpr size_t kWindow = 1 << 15;

  void Fill(Row& row) {
    window_.Clear();
    at_ = 0;
    size_t rows = 0;
    PackedRow packed{};
    while (window_.size() < kWindow) {
      if (!child_->Next(row)) {
        is_over_ = true;
        break;
      }
      execution_.Tick();
      ++rows;
      if (!Pack(row, plan_.slots, &packed)) {
        has_odd_ = true;  // goes on as it is, behind the others
        break;
      }
      const Value& weight = row[At(plan_.weight)];
      const int64_t times = weight.type() == ValueType::kInt ? weight.as_int() : 1;
      const auto [entry, is_new] = window_.Insert(packed, times);
      if (!is_new) entry->number += times;
      if (rows == kTrial && !IsWorthIt(rows, window_.size())) {
        pass_ = 8 * kTrial;
        break;
      }
    }
    below_ = row;
  }

  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
  PackedTable window_;
  Row below_;
  size_t at_ = 0;
  size_t pass_ = 0;  // rows to let through before trying again
  bool is_over_ = false, has_odd_ = false;
};

}  // namespace

OperatorPtr MakeCombineOperator(const PlanNode& plan, Execution* execution, OperatorPtr child) {
  if (plan.weight == kNoSlot) return std::make_unique<FirstOnlyOperator>(plan, execution, std::move(child));
  return std::make_unique<WeighOperator>(plan, execution, std::move(child));
}

}  // namespace concord::cypher
