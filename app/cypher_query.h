// Asks a store in Cypher, with all that a query may use: the procedures over Concord's own answers, and the
// view of the graph that is kept beside the store. Every front end calls this.
#ifndef CONCORD_APP_CYPHER_QUERY_H_
#define CONCORD_APP_CYPHER_QUERY_H_

#include <string_view>

#include "graph/store.h"
#include "query/cypher/cypher.h"
#include "query/cypher/procedures.h"

namespace concord {

// What CALL runs here.
const cypher::ProcedureRegistry& CypherProcedures();

// As cypher::RunCypher; `procedures`, `plans` and `find_view` of the options are filled in. A view that was
// opened for one query serves the next one about the same state as long as somebody holds SnapshotArrays::Of
// it.
cypher::QueryOutcome<cypher::QueryResult> AskStoreInCypher(GraphStore& store, std::string_view query,
                                                           cypher::QueryOptions options);
cypher::QueryOutcome<cypher::QueryResult> AskStoreInCypher(const Snapshot& snapshot, std::string_view query,
                                                           cypher::QueryOptions options);

}  // namespace concord

#endif  // CONCORD_APP_CYPHER_QUERY_H_
