// The steps of a plan as they run: each gives one row after the other when it is asked.
//
// All operators of a statement share the slots of one row. Next() fills those that the operator binds and
// leaves the others alone; an operator that keeps rows saves the slots that are needed later and puts them
// back. Steps that look at many rows take and give them in batches.
#ifndef CONCORD_QUERY_CYPHER_OPERATOR_H_
#define CONCORD_QUERY_CYPHER_OPERATOR_H_

#include <algorithm>
#include <memory>
#include <vector>

#include "query/cypher/batch.h"
#include "query/cypher/execution.h"
#include "query/cypher/plan.h"

namespace concord::cypher {

class Operator {
 public:
  virtual ~Operator() = default;
  // Starts from the beginning, with what the row holds now.
  virtual void Open(Row& row) = 0;
  // Likewise, once for each row of a batch, which must stay as it is until the end: the rows that come have
  // its columns too. Only for the kinds of which CanOpenBatch() (query/cypher/plan.h) is true.
  virtual void OpenBatch(Row& row, const Batch& /*argument*/) { Open(row); }
  // False at the end; the row's slots then mean nothing.
  virtual bool Next(Row& row) = 0;
  // Replaces `batch` by the next rows, one at least; false at the end. Whoever asks for batches asks for
  // nothing else until Open(), and changes no slot that has no column, until the batch is used up. An
  // operator that gives one row after the other gives batches of one row without columns.
  virtual bool NextBatch(Row& row, Batch* batch) {
    batch->Reset();
    if (!Next(row)) return false;
    batch->set_size(1);
    return true;
  }
  // How many rows are left; there are none afterwards. Cheaper than asking for each where nothing reads them.
  virtual uint64_t CountRest(Row& row) {
    uint64_t count = 0;
    while (Next(row)) ++count;
    return count;
  }
};

using OperatorPtr = std::unique_ptr<Operator>;

// An operator that works in batches. Who asks it for one row gets it out of a batch.
class BatchOperator : public Operator {
 public:
  bool Next(Row& row) final {
    if (given_at_ == given_.size()) {
      given_at_ = 0;
      if (!NextBatch(row, &given_)) {
        given_.Reset();
        return false;
      }
    }
    given_.Load(given_at_++, &row);
    return true;
  }

 protected:
  // To be called by Open().
  void Restart() {
    given_.Reset();
    given_at_ = 0;
    limit_ = 16;
  }
  // How many rows the next batch may have. The first ones are small, for those who only want a few rows.
  size_t NextLimit() {
    const size_t limit = limit_;
    limit_ = std::min(4 * limit_, Batch::kMaxRows);
    return limit;
  }
  // How many rows of the last batch nobody has asked for; for CountRest().
  size_t TakeGiven() {
    const size_t left = given_.size() - given_at_;
    given_at_ = given_.size();
    return left;
  }

 private:
  Batch given_;
  size_t given_at_ = 0;
  size_t limit_ = 16;
};

// The plan must outlive it.
OperatorPtr MakeOperator(const PlanNode& plan, Execution* execution);

// The kinds, by the files that hold them: operators_match.cc, operators_expand.cc, operators_join.cc,
// operators_paths.cc, operators_shortest.cc, operators_rows.cc, operators_combine.cc, operators_group.cc,
// operators_write.cc.
OperatorPtr MakeMatchOperator(const PlanNode& plan, Execution* execution, OperatorPtr child);
OperatorPtr MakeExpandOperator(const PlanNode& plan, Execution* execution, OperatorPtr child);
OperatorPtr MakePathOperator(const PlanNode& plan, Execution* execution, OperatorPtr child);
OperatorPtr MakeJoinOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children);
OperatorPtr MakeShortestOperator(const PlanNode& plan, Execution* execution, OperatorPtr child);
OperatorPtr MakeCombineOperator(const PlanNode& plan, Execution* execution, OperatorPtr child);
OperatorPtr MakeRowOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children);
OperatorPtr MakeGroupOperator(const PlanNode& plan, Execution* execution, OperatorPtr child);
OperatorPtr MakeWriteOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children);

// Some slots of a row, kept aside.
struct SavedRow {
  std::vector<Value> values;
};
SavedRow Save(const Row& row, const std::vector<Slot>& slots, Account* account);
void Restore(const SavedRow& saved, const std::vector<Slot>& slots, Row* row);
size_t BytesOf(const std::vector<Value>& values);

// Whether an edge is bound already by one of the slots, which hold edges or lists of edges.
bool IsUsed(EdgeId edge, const std::vector<Slot>& slots, const Row& row);

// The value of a path from what its nodes and edges are bound to; null when one of them is null.
Value MakePath(const PathPattern& path, const Row& row, Execution& execution);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_OPERATOR_H_
