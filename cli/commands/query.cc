#include <CLI/CLI.hpp>
#include <iostream>
#include <iterator>
#include <memory>

#include "app/cypher_query.h"
#include "base/file.h"
#include "base/try.h"
#include "cli/command.h"
#include "cli/query_output.h"
#include "graph/store.h"
#include "query/cypher/cypher.h"
#include "query/cypher/result_writer.h"

namespace concord {
namespace {

struct Given {
  std::string query, file, format = "table";
  std::vector<std::string> parameters;
  bool write = false;
  uint64_t max_rows = 0;
  double timeout = 0;
};

Result<std::string> ReadQuery(const Given& given) {
  if (given.query.empty() == given.file.empty())
    return Fail(ErrorCode::kUsage, given.query.empty() ? "query needs a QUERY, or --file FILE"
                                                       : "give a QUERY or --file FILE, not both");
  if (!given.query.empty()) return given.query;
  if (given.file == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  return ReadFile(given.file, uint64_t{16} << 20);
}

Result<cypher::QueryOptions> OptionsOf(const Given& given) {
  cypher::QueryOptions options;
  CONCORD_TRY(AddQueryParameters(given.parameters, &options));
  options.write = given.write;
  options.max_rows = given.max_rows;
  options.timeout = std::chrono::milliseconds(static_cast<int64_t>(given.timeout * 1000));
  return options;
}

Result<ExitCode> Run(const Given& given, Context& context) {
  const std::string format = context.json ? "json" : given.format;
  CONCORD_TRY(CheckQueryFormat(format));
  const Result<std::string> query = ReadQuery(given);
  if (!query) return tl::unexpected(query.error());
  const Result<cypher::QueryOptions> options = OptionsOf(given);
  if (!options) return tl::unexpected(options.error());
  const Result<std::unique_ptr<GraphStore>> store =
      OpenStore(context.store, given.write ? OpenMode::kMustExist : OpenMode::kReadOnly);
  if (!store) return tl::unexpected(store.error());

  const auto result = AskStoreInCypher(**store, *query, *options);
  if (!result) return PrintQueryError(result.error(), *query, context);
  PrintQueryResult(*result, format, context);
  return kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("QUERY", given->query, "The query, in Cypher (docs/query-language.md)")->option_text(" ");
  app.add_option("--file", given->file, "Read the query from a file; - reads standard input")
      ->option_text("FILE");
  app.add_option("--param", given->parameters, "Parameter $NAME of the query; can be repeated")
      ->option_text("NAME=VALUE")
      ->allow_extra_args(false);
  app.add_flag("--write", given->write, "Allow the query to change the store");
  app.add_option("--format", given->format, "Write table, json, jsonl, csv or graph")->option_text("NAME");
  app.add_option("--max-rows", given->max_rows, "Leave out rows beyond this number")->option_text("N");
  app.add_option("--timeout", given->timeout, "Stop after this many seconds")->option_text("SECONDS");
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command kqueryCommand;
const Command kqueryCommand = {
    "query", "Ask a query in Cypher, the query language of graph databases",
    "query \"MATCH (d:Document) RETURN d.title ORDER BY d.title\"\n"
    "query \"MATCH (f:Forum)<-[:INVOLVES_FORUM]-(m) RETURN f.name, count(m) AS n ORDER BY n\"\n"
    "query --file question.cypher --param since=2023 --format csv",
    Declare};

}  // namespace concord
