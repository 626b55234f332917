// A question in the query language, read only and within limits, for pages and the API.
#ifndef CONCORD_SERVER_CYPHER_QUESTION_H_
#define CONCORD_SERVER_CYPHER_QUESTION_H_

#include <atomic>
#include <cstdint>
#include <string_view>

#include "query/cypher/cypher.h"

namespace concord {

// Limits of one question, so that none can starve the others.
inline constexpr uint64_t kMostCypherRows = 10'000;
inline constexpr uint32_t kMostCypherSeconds = 20;
inline constexpr size_t kMostCypherBytes = size_t{256} << 20;

// `cancelled` may be null. A query that writes is refused.
cypher::QueryOutcome<cypher::QueryResult> AskCypher(const Snapshot& snapshot, std::string_view query,
                                                    uint64_t most_rows, const std::atomic<bool>* cancelled);

}  // namespace concord

#endif  // CONCORD_SERVER_CYPHER_QUESTION_H_
