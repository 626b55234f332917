#include "server/cypher_question.h"

#include "query/cypher/procedures/concord_procedures.h"

namespace concord {

cypher::QueryOutcome<cypher::QueryResult> AskCypher(const Snapshot& snapshot, std::string_view query,
                                                    uint64_t most_rows, const std::atomic<bool>* cancelled) {
  cypher::QueryOptions options;
  options.timeout = std::chrono::seconds(kMostCypherSeconds);
  options.max_rows = most_rows;
  options.max_memory_bytes = kMostCypherBytes;
  options.cancelled = cancelled;
  options.procedures = &cypher::ConcordProcedures();
  return cypher::RunCypher(snapshot, query, options);
}

}  // namespace concord
