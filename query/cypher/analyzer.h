// Checks the meaning of a query before it runs: scopes, kinds of variables, types of arguments, aggregation.
// Gives every variable its slot.
#ifndef CONCORD_QUERY_CYPHER_ANALYZER_H_
#define CONCORD_QUERY_CYPHER_ANALYZER_H_

#include "query/cypher/ast.h"
#include "query/cypher/procedures.h"

namespace concord::cypher {

struct Analysis {
  Slot slots = 0;  // how many a row has
  bool writes = false;
};

// `parameters` names those that are given, for procedures called without arguments. Fails with compile-time
// errors.
Analysis Analyze(Query* query, const ProcedureRegistry& procedures, const ValueMap& parameters);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_ANALYZER_H_
