// Durations from text.
#ifndef CONCORD_QUERY_CYPHER_TEMPORAL_PARSE_DURATION_H_
#define CONCORD_QUERY_CYPHER_TEMPORAL_PARSE_DURATION_H_

#include <string_view>

#include "base/result.h"
#include "query/cypher/temporal/temporal.h"

namespace concord::temporal {

// "P1Y2M3W4DT5H6M7.8S", with or without a sign before the P and before each number; or
// "P2012-02-02T14:37:21".
Result<Duration> ParseDuration(std::string_view text);

}  // namespace concord::temporal

#endif  // CONCORD_QUERY_CYPHER_TEMPORAL_PARSE_DURATION_H_
