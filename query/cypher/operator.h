// The steps of a plan as they run: each gives one row after the other when it is asked.
//
// All operators of a statement share the slots of one row. Next() fills those that the operator binds and
// leaves the others alone; an operator that keeps rows saves the slots that are needed later and puts them
// back.
#ifndef CONCORD_QUERY_CYPHER_OPERATOR_H_
#define CONCORD_QUERY_CYPHER_OPERATOR_H_

#include <memory>
#include <vector>

#include "query/cypher/execution.h"
#include "query/cypher/plan.h"

namespace concord::cypher {

class Operator {
 public:
  virtual ~Operator() = default;
  // Starts from the beginning, with what the row holds now.
  virtual void Open(Row& row) = 0;
  // False at the end; the row's slots then mean nothing.
  virtual bool Next(Row& row) = 0;
  // How many rows are left; there are none afterwards. Cheaper than asking for each where nothing reads them.
  virtual uint64_t CountRest(Row& row) {
    uint64_t count = 0;
    while (Next(row)) ++count;
    return count;
  }
};

using OperatorPtr = std::unique_ptr<Operator>;

// The plan must outlive it.
OperatorPtr MakeOperator(const PlanNode& plan, Execution* execution);

// The kinds, by the files that hold them: operators_match.cc, operators_paths.cc, operators_shortest.cc,
// operators_rows.cc, operators_combine.cc, operators_group.cc, operators_write.cc.
OperatorPtr MakeMatchOperator(const PlanNode& plan, Execution* execution, OperatorPtr child);
OperatorPtr MakePathOperator(const PlanNode& plan, Execution* execution, OperatorPtr child);
OperatorPtr MakeShortestOperator(const PlanNode& plan, Execution* execution, OperatorPtr child);
OperatorPtr MakeCombineOperator(const PlanNode& plan, Execution* execution, OperatorPtr child);
OperatorPtr MakeRowOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children);
OperatorPtr MakeGroupOperator(const PlanNode& plan, Execution* execution, OperatorPtr child);
OperatorPtr MakeWriteOperator(const PlanNode& plan, Execution* execution, std::vector<OperatorPtr> children);

// Some slots of a row, kept aside.
struct SavedRow {
  std::vector<Value> values;
};
SavedRow Save(const Row& row, const std::vector<Slot>& slots, Execution* execution);
void Restore(const SavedRow& saved, const std::vector<Slot>& slots, Row* row);
size_t BytesOf(const std::vector<Value>& values);

// Whether an edge is bound already by one of the slots, which hold edges or lists of edges.
bool IsUsed(EdgeId edge, const std::vector<Slot>& slots, const Row& row);

// The value of a path from what its nodes and edges are bound to; null when one of them is null.
Value MakePath(const PathPattern& path, const Row& row, Execution& execution);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_OPERATOR_H_
