#include "cli/query_output.h"

#include <algorithm>
#include <ostream>

#include "base/parameter.h"
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
  cypher::QueryError shown = error;
  if (error.detail == "ReadOnly") shown.message += " (--write allows it)";
  if (error.detail == "Timeout") shown.message += " (--timeout)";
  *context.err << "concord: " << PrintableLines(shown.ToString(query)) << "\n";
  Error as_error;
  as_error.code = ErrorCodeOf(error);
  return ExitCodeOf(as_error);
}

Result<void> CheckQueryFormat(std::string_view format) {
  const std::vector<std::string> known = {"table", "json", "jsonl", "csv", "graph"};
  if (std::ranges::find(known, format) != known.end()) return {};
  return FailChoice("format", format, known);
}

Result<void> AddQueryParameters(const std::vector<std::string>& words, cypher::QueryOptions* options) {
  for (const std::string& word : words) {
    const size_t equals = word.find('=');
    if (equals == 0 || equals == std::string::npos) return FailValue("param", word, "NAME=VALUE");
    options->parameters[word.substr(0, equals)] = cypher::ParseParameter(word.substr(equals + 1));
  }
  return {};
}

void PrintQueryResult(const cypher::QueryResult& result, std::string_view format, Context& context) {
  std::ostream& out = *context.out;
  if (format == "json")
    out << cypher::ResultJson(result);
  else if (format == "jsonl")
    out << cypher::ResultJsonLines(result);
  else if (format == "csv")
    out << cypher::ResultCsv(result);
  else if (format == "graph")
    out << cypher::ResultGraphJson(result);
  else if (!result.plan.empty())  // EXPLAIN, PROFILE
    out << cypher::PlanText(result.plan);
  else
    out << cypher::ResultTable(result, static_cast<size_t>(std::max(context.width, 20)));
  if (format == "json") return;
  for (const Note& note : result.notes) *context.err << "note: " << note.text << "\n";
  if (const std::string changes = cypher::ChangesText(result.counters); !changes.empty())
    *context.err << changes << "\n";
}

}  // namespace concord
