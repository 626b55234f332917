#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/try.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "ingest/facts/facts_lint.h"
#include "ingest/facts/facts_to_batch.h"
#include "ingest/rows/extraction_row.h"

namespace concord {
namespace {

std::string FindingsAsJson(const std::vector<FactsFinding>& findings) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  JsonString(json, "schema", "concord.datasets/1");
  json.Key("findings");
  json.StartArray();
  for (const FactsFinding& finding : findings) {
    json.StartObject();
    JsonString(json, "table", finding.table);
    JsonString(json, "id", finding.id);
    JsonString(json, "what", finding.what);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return buffer.GetString();
}

Result<DatasetFiles> FilesOf(const std::string& folder) {
  return folder.empty() ? Result<DatasetFiles>(BundledDatasets()) : ReadDatasets(folder);
}

Result<ExitCode> PrintRows(const std::string& folder, Context& context) {
  CONCORD_ASSIGN(const DatasetFiles files, FilesOf(folder));
  CONCORD_ASSIGN(const std::shared_ptr<const Facts> facts, Facts::Load(files));
  const GraphBatch batch = FactsToBatch(*facts, files);
  for (const PutNode& node : batch.nodes) *context.out << RowLine(node) << "\n";
  for (const PutEdge& edge : batch.edges) *context.out << RowLine(edge) << "\n";
  return kExitOk;
}

Result<ExitCode> Lint(const std::string& folder, Context& context) {
  CONCORD_ASSIGN(const DatasetFiles files, FilesOf(folder));
  const auto facts = Facts::Load(files);
  if (!facts) return tl::unexpected(facts.error());
  const std::vector<FactsFinding> findings = LintFacts(**facts);
  if (context.json) {
    *context.out << FindingsAsJson(findings) << "\n";
  } else {
    for (const FactsFinding& finding : findings)
      *context.out << fmt::format("{}: '{}': {}\n", Printable(finding.table), Printable(finding.id),
                                  Printable(finding.what));
    if (findings.empty()) *context.out << "no fault found\n";
  }
  return findings.empty() ? kExitOk : kExitFindings;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  CLI::App* lint = app.add_subcommand(
      "lint", "Find names that two bodies share without a rule, circles, dates out of order");
  CLI::App* rows = app.add_subcommand(
      "rows", "Print the nodes and edges that the tables add to a store, as `extract --jsonl` does");
  const auto folder = std::make_shared<std::string>();
  for (CLI::App* verb : {lint, rows}) {
    verb->add_option("FOLDER", *folder, "Folder of tables (default: those built into the program)")
        ->option_text(" ");
  }
  app.require_subcommand(1);
  return [folder, rows](Context& context) {
    return rows->parsed() ? PrintRows(*folder, context) : Lint(*folder, context);
  };
}

}  // namespace

extern const Command kdatasetsCommand;
const Command kdatasetsCommand = {
    "datasets", "Check or print the tables of facts: forums, aliases, memberships",
    "datasets lint\ndatasets lint my-datasets\ndatasets rows > rows.jsonl", Declare};

}  // namespace concord
