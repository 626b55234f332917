// One row for many that nothing later can tell apart. Where it matters how many there were, they are counted
// in a slot, for the aggregates; this is what pushes counting down below the steps that come after.
#include <algorithm>
#include <utility>

#include "query/cypher/node_set.h"
#include "query/cypher/operator.h"
#include "query/cypher/packed_row.h"

namespace concord::cypher {
namespace {

// How many rows it takes to see whether combining is worth it, and what share may stay.
constexpr size_t kTrial = 4096;
bool IsWorthIt(size_t rows, size_t kept) { return kept * 4 <= rows * 3; }

// Lets a row through when it is the first of its kind.
class FirstOnlyOperator : public BatchOperator {
 public:
  FirstOnlyOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan),
        execution_(*execution),
        child_(std::move(child)),
        packer_(plan.slots),
        account_(execution) {}

  void Open(Row& row) override {
    Restart();
    account_.Clear();
    child_->Open(row);
    seen_.Clear();
    nodes_.Clear();
    rows_ = trial_ = kept_ = 0;
    gave_up_ = false;
  }

  bool NextBatch(Row& row, Batch* batch) override {
    while (child_->NextBatch(row, batch)) {
      execution_.Tick(batch->size());
      if (gave_up_ || !packer_.Start(*batch, row)) return true;
      numbers_.clear();
      for (size_t i = 0; i < batch->size(); ++i) {
        if (IsFirst(packer_[i])) numbers_.push_back(static_cast<uint32_t>(i));
      }
      rows_ += batch->size();
      kept_ += numbers_.size();
      account_.Charge(numbers_.size() * (plan_.slots.size() == 1 ? 10 : sizeof(PackedTable::Entry) + 8));
      batch->Keep(numbers_);
      if (rows_ >= trial_ + kTrial) GiveUpWhereItDoesNotPay();
      if (batch->size() > 0) return true;
    }
    return false;
  }

 private:
  bool IsFirst(const PackedRow& packed) {
    if (plan_.slots.size() == 1 && IsPackedNode(packed[0])) return nodes_.Insert(packed[0] >> 2);
    return seen_.Insert(packed, 0).second;
  }

  void GiveUpWhereItDoesNotPay() {
    trial_ = rows_;
    if (IsWorthIt(rows_, kept_)) return;
    gave_up_ = true;
    account_.Clear();
    seen_ = PackedTable();
    nodes_ = NodeSet();
  }

  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
  RowPacker packer_;
  Account account_;
  std::vector<uint32_t> numbers_;
  PackedTable seen_;
  NodeSet nodes_;
  size_t rows_ = 0, trial_ = 0, kept_ = 0;
  bool gave_up_ = false;
};

// Takes some thousand rows, and gives those that differ with their counts.
class WeighOperator : public BatchOperator {
 public:
  WeighOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), child_(std::move(child)), packer_(plan.slots) {}

  void Open(Row& row) override {
    Restart();
    child_->Open(row);
    window_.Clear();
    at_ = pass_ = 0;
    is_over_ = has_other_ = moved_ = false;
  }

  bool NextBatch(Row& row, Batch* batch) override {
    while (true) {
      if (at_ < window_.size()) {
        GiveWindow(batch);
        return true;
      }
      // What is below finds the row as it left it.
      if (moved_) row = below_;
      moved_ = false;
      if (has_other_) {
        has_other_ = false;
        std::swap(*batch, in_);
        AddWeights(row, batch);
        return true;
      }
      if (is_over_) return false;
      if (pass_ > 0) {
        is_over_ = !child_->NextBatch(row, batch);
        if (is_over_) return false;
        pass_ -= std::min(pass_, batch->size());
        AddWeights(row, batch);
        return true;
      }
      Fill(row);
    }
  }

 private:
  static constexpr size_t kWindow = 1 << 15;

  void GiveWindow(Batch* batch) {
    batch->Reset();
    const size_t size = std::min(Batch::kMaxRows, window_.size() - at_);
    execution_.Tick(size);
    batch->set_size(size);
    for (size_t s = 0; s < plan_.slots.size(); ++s) {
      std::vector<uint64_t>& column = batch->Add(plan_.slots[s]);
      for (size_t i = 0; i < size; ++i) column.push_back(window_[at_ + i].row[s]);
    }
    std::vector<uint64_t>& weights = batch->Add(plan_.weight);
    for (size_t i = 0; i < size; ++i) weights.push_back(PackCount(window_[at_ + i].number));
    at_ += size;
  }

  void AddWeights(const Row& row, Batch* batch) const {
    const PackedWeight weight(*batch, row, plan_.weight_from);
    std::vector<uint64_t> weights(batch->size());
    for (size_t i = 0; i < weights.size(); ++i) weights[i] = PackCount(weight[i]);
    batch->Add(plan_.weight) = std::move(weights);
  }

  void Fill(Row& row) {
    window_.Clear();
    at_ = 0;
    size_t rows = 0;
    bool is_tried = false;
    while (window_.size() < kWindow) {
      if (!child_->NextBatch(row, &in_)) {
        is_over_ = true;
        break;
      }
      execution_.Tick(in_.size());
      if (!packer_.Start(in_, row)) {
        has_other_ = true;  // goes on as it is, behind the others
        break;
      }
      const PackedWeight weight(in_, row, plan_.weight_from);
      for (size_t i = 0; i < in_.size(); ++i) {
        const auto [entry, is_new] = window_.Insert(packer_[i], 0);
        entry->number += weight[i];
      }
      rows += in_.size();
      if (is_tried || rows < kTrial) continue;
      is_tried = true;
      if (IsWorthIt(rows, window_.size())) continue;
      pass_ = 8 * kTrial;
      break;
    }
    below_ = row;
    moved_ = true;
  }

  const PlanNode& plan_;
  Execution& execution_;
  OperatorPtr child_;
  RowPacker packer_;
  Batch in_;
  PackedTable window_;
  Row below_;
  size_t at_ = 0;
  size_t pass_ = 0;  // rows to let through before trying again
  bool is_over_ = false, has_other_ = false, moved_ = false;
};

}  // namespace

OperatorPtr MakeCombineOperator(const PlanNode& plan, Execution* execution, OperatorPtr child) {
  if (plan.weight == kNoSlot) return std::make_unique<FirstOnlyOperator>(plan, execution, std::move(child));
  return std::make_unique<WeighOperator>(plan, execution, std::move(child));
}

}  // namespace concord::cypher
