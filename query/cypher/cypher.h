// The query language: openCypher 9 over the store, read and write. docs/query-language.md says what it has.
//
//   auto result = cypher::RunCypher(*store, "MATCH (d:Document) RETURN d.title AS title", {});
//   if (!result) std::cerr << result.error().ToString(query);
//   for (const auto& row : result->rows) ...
//
// A statement reads one snapshot and what it has written itself. What it writes goes into the store as one
// batch when all of it has succeeded, or not at all.
#ifndef CONCORD_QUERY_CYPHER_CYPHER_H_
#define CONCORD_QUERY_CYPHER_CYPHER_H_

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/store.h"
#include "query/cypher/failure.h"
#include "query/cypher/plan_step.h"
#include "query/cypher/procedures.h"
#include "query/cypher/value.h"
#include "query/cypher/working_graph.h"
#include "query/note.h"

namespace concord::cypher {

class PlanCache;  // query/cypher/plan_cache.h

struct QueryOptions {
  ValueMap parameters;
  bool write = false;                    // off: a query that writes is refused before it starts
  std::chrono::milliseconds timeout{0};  // 0: none
  uint64_t max_rows = 0;                 // 0: any number; more rows are left out, and a note says so
  size_t max_memory_bytes = size_t{2} << 30;
  const std::atomic<bool>* cancelled = nullptr;   // borrowed; may be set by another thread
  const ProcedureRegistry* procedures = nullptr;  // borrowed; null: none
  PlanCache* plans = nullptr;  // borrowed; queries in it need not be read and planned again
  bool optimize = true;        // for tests; see planner.h
  // A view of the whole of the snapshot that is given, borrowed: makes walking many edges faster. Without
  // one, and for queries that write, edges are read from the store. The rows are the same.
  const GraphView* view = nullptr;
  // Asked for a view where there is none above and the query looks at relationships. With `opens` the query
  // is about to look at so many that reading a view from a file pays; otherwise only one that is in memory
  // does. Null: there is none.
  std::shared_ptr<const GraphView> (*find_view)(const Snapshot& snapshot, bool opens) = nullptr;
};

// Nodes and relationships in `rows` are ids; what they held is beside the rows, with the ends of every
// relationship.
struct QueryResult {
  std::vector<std::string> columns;
  std::vector<ValueList> rows;
  std::map<NodeId, Node> nodes;
  std::map<EdgeId, Edge> edges;
  Counters counters;
  std::vector<Note> notes;
  std::vector<PlanStep> plan;  // of EXPLAIN, where there are no rows, and of PROFILE
};

template <typename T>
using QueryOutcome = tl::expected<T, QueryError>;

// For one query that may write. Fails with AccessMode when it writes and may not.
QueryOutcome<QueryResult> RunCypher(GraphStore& store, std::string_view query, const QueryOptions& options);
// For a query that only reads.
QueryOutcome<QueryResult> RunCypher(const Snapshot& snapshot, std::string_view query,
                                    const QueryOptions& options);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_CYPHER_H_
