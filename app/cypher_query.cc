#include "app/cypher_query.h"

#include <utility>

#include "query/cypher/plan_cache.h"
#include "query/cypher/procedures/concord_procedures.h"
#include "query/index/snapshot_arrays.h"

namespace concord {
namespace {

// A view that cannot be made is no failure of the query: it walks the store instead.
std::shared_ptr<const GraphView> FindView(const Snapshot& snapshot, bool opens) {
  return SnapshotArrays::Of(snapshot)->View(snapshot, opens).value_or(nullptr);
}

cypher::QueryOptions Complete(cypher::QueryOptions options) {
  static cypher::PlanCache plans;
  options.plans = &plans;
  options.procedures = &CypherProcedures();
  options.find_view = FindView;
  return options;
}

}  // namespace

const cypher::ProcedureRegistry& CypherProcedures() { return cypher::ConcordProcedures(); }

cypher::QueryOutcome<cypher::QueryResult> AskStoreInCypher(GraphStore& store, std::string_view query,
                                                           cypher::QueryOptions options) {
  return cypher::RunCypher(store, query, Complete(std::move(options)));
}

cypher::QueryOutcome<cypher::QueryResult> AskStoreInCypher(const Snapshot& snapshot, std::string_view query,
                                                           cypher::QueryOptions options) {
  return cypher::RunCypher(snapshot, query, Complete(std::move(options)));
}

}  // namespace concord
