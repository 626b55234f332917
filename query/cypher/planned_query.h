// A query that is ready to run. Running it changes nothing in it, so that several threads may run it at once.
#ifndef CONCORD_QUERY_CYPHER_PLANNED_QUERY_H_
#define CONCORD_QUERY_CYPHER_PLANNED_QUERY_H_

#include "query/cypher/ast.h"
#include "query/cypher/plan.h"

namespace concord::cypher {

struct PlannedQuery {
  Query query;  // the plan points into it
  PlanPtr plan;
  Slot slots = 0;  // how many a row has
  bool writes = false;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PLANNED_QUERY_H_
