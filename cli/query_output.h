// The result of a query in Cypher on the streams of a command.
#ifndef CONCORD_CLI_QUERY_OUTPUT_H_
#define CONCORD_CLI_QUERY_OUTPUT_H_

#include <string_view>

#include "cli/command.h"
#include "query/cypher/cypher.h"

namespace concord {

// What a class of errors is for the exit code.
ErrorCode ErrorCodeOf(const cypher::QueryError& error);

// Fails with kUsage for anything but table, json, jsonl, csv and graph.
Result<void> CheckQueryFormat(std::string_view format);

// Rows, or the plan where there is one, to `out`; notes and what was changed to `err`, unless the format has
// a place for them.
void PrintQueryResult(const cypher::QueryResult& result, std::string_view format, Context& context);

}  // namespace concord

#endif  // CONCORD_CLI_QUERY_OUTPUT_H_
