#include "cli/query_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/printable.h"
#include "query/cypher/result_writer.h"

namespace concord {
namespace {

// What a class of errors is for the exit code.
ErrorCode ErrorCodeOf(const cypher::QueryError& error) {
  if (error.error_class == "StoreError") return ErrorCode::kStore;
  if (error.error_class == "LimitExceeded" || error.error_class == "Cancelled") return ErrorCode::kLimit;
  return error.phase == cypher::ErrorPhase::kCompile ? ErrorCode::kUsage : ErrorCode::kInvalid;
}

}  // namespace

ExitCode PrintQueryError(const cypher::QueryError& error, std::string_view query, Context& context) {
  *context.err << "concord: " << PrintableLines(error.ToString(query)) << "\n";
  Error as_error;
  as_error.code = ErrorCodeOf(error);
  return ExitCodeOf(as_error);
}

Result<void> CheckQueryFormat(std::string_view format) {
  for (const std::string_view known : {"table", "json", "jsonl", "csv", "graph"}) {
    if (format == known) return {};
  }
  return Fail(ErrorCode::kUsage,
              fmt::format("the format is '{}'; table, json, jsonl, csv or graph was expected", format));
}

void PrintQueryResult(const cypher::QueryResult& result, std::string_view format, Context& context) {
  std::ostream& out = *context.out;
  if (!result.plan.empty()) {  // EXPLAIN, PROFILE
    out << result.plan;
    return;
  }
  if (format == "json")
    out << cypher::ResultJson(result);
  else if (format == "jsonl")
    out << cypher::ResultJsonLines(result);
  else if (format == "csv")
    out << cypher::ResultCsv(result);
  else if (format == "graph")
    out << cypher::ResultGraphJson(result);
  else
    out << cypher::ResultTable(result, static_cast<size_t>(std::max(context.width, 20)));
  if (format == "json") return;
  for (const std::string& note : result.notes) *context.err << "note: " << note << "\n";
  if (const std::string changes = cypher::ChangesText(result.counters); !changes.empty())
    *context.err << changes << "\n";
}

}  // namespace concord
