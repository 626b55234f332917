#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "cli/command.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "ingest/facts/facts_lint.h"

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

Result<ExitCode> Lint(const std::string& folder, Context& context) {
  DatasetFiles files = BundledDatasets();
  if (!folder.empty()) {
    Result<DatasetFiles> read = ReadDatasets(folder);
    if (!read) return tl::unexpected(read.error());
    files = std::move(*read);
  }
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
  CLI::App* lint =
      app.add_subcommand("lint", "Names of two bodies without a gate, circles, dates out of order");
  const auto folder = std::make_shared<std::string>();
  lint->add_option("FOLDER", *folder, "Tables to look at (those built into the program)")->option_text(" ");
  app.require_subcommand(1);
  return [folder](Context& context) { return Lint(*folder, context); };
}

}  // namespace

extern const Command kdatasetsCommand;
const Command kdatasetsCommand = {"datasets", "Look after the tables of facts",
                                  "datasets lint\ndatasets lint my-datasets", Declare};

}  // namespace concord
