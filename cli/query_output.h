// The result of a query in Cypher on the streams of a command.
#ifndef CONCORD_CLI_QUERY_OUTPUT_H_
#define CONCORD_CLI_QUERY_OUTPUT_H_

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "query/cypher/cypher.h"

namespace concord {

// Shows what is wrong with a query to `err`, with the line and a caret below the place, as no single line of
// an Error could.
ExitCode PrintQueryError(const cypher::QueryError& error, std::string_view query, Context& context);

// Fails with kUsage for anything but table, json, jsonl, csv and graph.
Result<void> CheckQueryFormat(std::string_view format);

// Adds the values of --param, each NAME=VALUE. Fails with kUsage for a word that is none.
Result<void> AddQueryParameters(const std::vector<std::string>& words, cypher::QueryOptions* options);

// Rows, or the plan of EXPLAIN and PROFILE, to `out`; notes and what was changed to `err`, unless the format
// has a place for them.
void PrintQueryResult(const cypher::QueryResult& result, std::string_view format, Context& context);

}  // namespace concord

#endif  // CONCORD_CLI_QUERY_OUTPUT_H_
