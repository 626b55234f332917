// Makes every row of query/queries.def a verb.
#ifndef CONCORD_CLI_QUERY_COMMAND_H_
#define CONCORD_CLI_QUERY_COMMAND_H_

#include <functional>

#include "base/result.h"
#include "cli/command.h"
#include "query/query.h"

namespace concord {

// Adds the query's words and options to `verb`. The returned function runs it and prints its answer.
std::function<Result<ExitCode>(Context&)> DeclareQuery(const Query& query, CLI::App& verb);

}  // namespace concord

#endif  // CONCORD_CLI_QUERY_COMMAND_H_
