#include "server/cypher_question.h"

#include <utility>

#include "app/cypher_query.h"

namespace concord {

cypher::QueryOutcome<cypher::QueryResult> AskCypher(const Snapshot& snapshot, std::string_view query,
                                                    uint64_t most_rows, const std::atomic<bool>* cancelled) {
  cypher::QueryOptions options;
  options.timeout = std::chrono::seconds(kMostCypherSeconds);
  options.max_rows = most_rows;
  options.max_memory_bytes = kMostCypherBytes;
  options.cancelled = cancelled;
  return AskStoreInCypher(snapshot, query, std::move(options));
}

}  // namespace concord
