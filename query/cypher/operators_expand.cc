// Walking one edge from each node of a batch, or only counting how many there are.
#include <algorithm>

#include "query/cypher/edge_walker.h"
#include "query/cypher/failure.h"
#include "query/cypher/operator.h"

namespace concord::cypher {
namespace {

class ExpandOperator : public BatchOperator {
 public:
  ExpandOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), walker_(plan, execution), child_(std::move(child)) {}

  void Open(Row& row) override {
    child_->Open(row);
    Start();
  }
  void OpenBatch(Row& row, const Batch& argument) override {
    child_->OpenBatch(row, argument);
    Start();
  }

  bool NextBatch(Row& row, Batch* batch) override {
    batch->Reset();
    origins_.clear();
    nodes_.clear();
    edges_.clear();
    const size_t limit = NextLimit();
    while (nodes_.empty()) {
      if (at_ == in_.size() && !LoadNext(row)) return false;
      reads_rows_ ? WalkRows(limit) : WalkHops(limit, row);
    }
    batch->set_size(nodes_.size());
    Spread(batch);
    if (!plan_.to_is_bound) batch->Add(plan_.to).assign(nodes_.begin(), nodes_.end());
    if (plan_.binds_edge) batch->Add(plan_.edge->slot).assign(edges_.begin(), edges_.end());
    return true;
  }

  uint64_t CountRest(Row& row) override {
    if (plan_.to_is_bound || !plan_.other_edges.empty() || walker_.is_undirected())
      return Operator::CountRest(row);
    uint64_t count = TakeGiven();
    for (; at_ < in_.size(); ++at_) {
      count += reads_rows_ ? rows_[at_].size() : CountOf(at_, row);
      count -= hops_at_;
      hops_at_ = 0;
    }
    while (child_->NextBatch(row, &in_)) {
      execution_.Tick(in_.size());
      for (size_t i = 0; i < in_.size(); ++i) count += CountOf(i, row);
    }
    Forget();
    return count;
  }

 private:
  void Start() {
    Restart();
    Forget();
    reads_rows_ = plan_.other_edges.empty() && walker_.HasRows();
  }

  void Forget() {
    in_.Reset();
    at_ = hops_at_ = 0;
    has_hops_ = false;
  }

  uint64_t CountOf(size_t i, const Row& row) const {
    const PackedSlot from(in_, row, plan_.from);
    return from.IsNode(i) ? walker_.Count(from[i] >> 2) : 0;
  }

  // The next rows to walk from.
  bool LoadNext(Row& row) {
    Forget();
    if (!child_->NextBatch(row, &in_)) return false;
    execution_.Tick(in_.size());
    const PackedSlot from(in_, row, plan_.from);
    const size_t size = in_.size();
    starts_.resize(size);
    for (size_t i = 0; i < size; ++i) starts_[i] = from.IsNode(i) ? from[i] : 0;
    if (plan_.to_is_bound) {
      const PackedSlot to(in_, row, plan_.to);
      ends_.resize(size);
      for (size_t i = 0; i < size; ++i) ends_[i] = to.IsNode(i) ? to[i] : 0;
    }
    if (!reads_rows_) return true;
    // One row's place does not depend on another's, so that the processor fetches several at a time.
    rows_.resize(size);
    for (size_t i = 0; i < size; ++i)
      rows_[i] = starts_[i] == 0 ? GraphView::Row() : walker_.RowOf(starts_[i] >> 2);
    return true;
  }

  void WalkRows(size_t limit) {
    const GraphView& view = *execution_.graph().view();
    for (; at_ < in_.size(); ++at_, hops_at_ = 0) {
      const GraphView::Row& hops = rows_[at_];
      execution_.Tick(hops.size() - hops_at_);
      for (; hops_at_ < hops.size(); ++hops_at_) {
        if (nodes_.size() >= limit) return;
        Take(hops.edges.data() + hops_at_, view.node(hops.vertices[hops_at_]));
      }
    }
  }

  void WalkHops(size_t limit, Row& row) {
    for (; at_ < in_.size(); ++at_, hops_at_ = 0, has_hops_ = false) {
      if (!has_hops_) LoadHops(row);
      for (; hops_at_ < hops_.size(); ++hops_at_) {
        if (nodes_.size() >= limit) return;
        execution_.Tick();
        Take(&hops_[hops_at_].edge, hops_[hops_at_].node);
      }
    }
  }

  void LoadHops(Row& row) {
    has_hops_ = true;
    hops_.clear();
    execution_.Tick();
    if (starts_[at_] == 0) return;
    walker_.HopsUnchecked(starts_[at_] >> 2, false, &hops_);
    if (plan_.other_edges.empty()) return;
    in_.Load(at_, &row);
    std::erase_if(hops_, [&](const WorkingGraph::Hop& hop) {
      execution_.Tick();
      return IsUsed(hop.edge, plan_.other_edges, row);
    });
  }

  void Take(const EdgeId* edge, NodeId node) {
    const uint64_t packed = PackNode(node);
    if (plan_.to_is_bound && packed != ends_[at_]) return;
    nodes_.push_back(packed);
    origins_.push_back(static_cast<uint32_t>(at_));
    if (plan_.binds_edge) edges_.push_back(PackEdge(*edge));
  }

  // Repeats what was there before for each hop, as far as it is read later.
  void Spread(Batch* batch) const {
    for (const Batch::Column& column : in_.columns()) {
      if (std::find(plan_.slots.begin(), plan_.slots.end(), column.slot) != plan_.slots.end()) continue;
      std::vector<uint64_t>& values = batch->Add(column.slot);
      values.reserve(origins_.size());
      for (const uint32_t origin : origins_) values.push_back(column.values[origin]);
    }
  }

  const PlanNode& plan_;
  Execution& execution_;
  EdgeWalker walker_;
  OperatorPtr child_;
  Batch in_;
  size_t at_ = 0;                 // of the rows of in_
  std::vector<uint64_t> starts_;  // beside the rows of in_; 0: no node
  std::vector<uint64_t> ends_;    // likewise, where the end is bound
  bool reads_rows_ = false;
  std::vector<GraphView::Row> rows_;     // likewise, with a view;
  std::vector<WorkingGraph::Hop> hops_;  // otherwise the hops from at_
  bool has_hops_ = false;
  size_t hops_at_ = 0;
  // The rows that are being made: packed nodes and edges, and the rows of in_ that they come from.
  std::vector<uint64_t> nodes_, edges_;
  std::vector<uint32_t> origins_;
};

// Keeps the rows whose node has such edges, and counts them.
class DegreeOperator : public BatchOperator {
 public:
  DegreeOperator(const PlanNode& plan, Execution* execution, OperatorPtr child)
      : plan_(plan), execution_(*execution), walker_(plan, execution), child_(std::move(child)) {}

  void Open(Row& row) override {
    Restart();
    child_->Open(row);
  }

  bool NextBatch(Row& row, Batch* batch) override {
    while (child_->NextBatch(row, batch)) {
      execution_.Tick(batch->size());
      kept_.clear();
      counts_.clear();
      const PackedSlot from(*batch, row, plan_.from);
      const PackedWeight weight(*batch, row, plan_.weight_from);
      for (size_t i = 0; i < batch->size(); ++i) {
        const uint64_t count = from.IsNode(i) ? walker_.Count(from[i] >> 2) : 0;
        if (count == 0) continue;
        kept_.push_back(static_cast<uint32_t>(i));
        if (plan_.weight != kNoSlot) counts_.push_back(PackCount(Product(count, weight[i])));
      }
      batch->Keep(kept_);
      if (kept_.empty()) continue;
      if (plan_.weight != kNoSlot) batch->Add(plan_.weight).swap(counts_);
      return true;
    }
    return false;
  }

 private:
  int64_t Product(uint64_t count, int64_t weight) const {
    int64_t product = 0;
    if (__builtin_mul_overflow(static_cast<int64_t>(count), weight, &product) || product >> 60 != 0)
      FailRuntime("ArithmeticError", "IntegerOverflow", plan_.edge->position,
                  "there are too many rows to count");
    return product;
  }

  const PlanNode& plan_;
  Execution& execution_;
  EdgeWalker walker_;
  OperatorPtr child_;
  std::vector<uint32_t> kept_;
  std::vector<uint64_t> counts_;
};

}  // namespace

OperatorPtr MakeExpandOperator(const PlanNode& plan, Execution* execution, OperatorPtr child) {
  if (plan.kind == PlanKind::kDegree)
    return std::make_unique<DegreeOperator>(plan, execution, std::move(child));
  return std::make_unique<ExpandOperator>(plan, execution, std::move(child));
}

}  // namespace concord::cypher
