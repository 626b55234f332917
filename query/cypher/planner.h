// From the checked tree of a query to the steps that run it.
#ifndef CONCORD_QUERY_CYPHER_PLANNER_H_
#define CONCORD_QUERY_CYPHER_PLANNER_H_

#include "query/cypher/plan.h"
#include "query/cypher/procedures.h"
#include "query/cypher/working_graph.h"

namespace concord::cypher {

struct PlannerOptions {
  // Off: patterns are matched from left to right as they are written, and conditions last. The answers are
  // the same; tests compare the two.
  bool optimize = true;
  const ProcedureRegistry* procedures = nullptr;  // those that CALL may name
};

// Also puts the plans of patterns and subqueries within expressions into the tree of the query. `slots` is
// how many there are in a row, and grows by those that the plan needs.
PlanPtr MakePlan(Query* query, const WorkingGraph& graph, const PlannerOptions& options, Slot* slots);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PLANNER_H_
