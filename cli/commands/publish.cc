#include "query/publish/publish.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ostream>

#include "base/try.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/progress_bar.h"
#include "graph/store.h"

namespace concord {
namespace {

std::string ReportAsJson(const PublishReport& report) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  JsonString(json, "schema", "concord.publish/1");
  JsonNumber(json, "nodes", report.nodes);
  JsonNumber(json, "edges", report.edges);
  JsonNumber(json, "added_nodes", report.added_nodes);
  JsonNumber(json, "added_edges", report.added_edges);
  JsonNumber(json, "removed_nodes", report.removed_nodes);
  JsonNumber(json, "removed_edges", report.removed_edges);
  JsonNumber(json, "added_documents", report.added_documents);
  JsonNumber(json, "removed_documents", report.removed_documents);
  json.EndObject();
  return buffer.GetString();
}

Result<ExitCode> Run(PublishOptions options, Context& context) {
  CONCORD_ASSIGN(const std::unique_ptr<GraphStore> store, OpenStore(context.store, OpenMode::kReadOnly));
  const ProgressBar bar(context);
  options.progress = [&bar](uint64_t done, uint64_t total, const std::string& what) {
    bar.Show(done, total, what);
  };
  const Result<PublishReport> report = Publish(*store->TakeSnapshot(), options);
  bar.Clear();
  if (!report) return tl::unexpected(report.error());
  if (context.json) {
    *context.out << ReportAsJson(*report) << "\n";
    return kExitOk;
  }
  *context.out << fmt::format(
      "{} nodes and {} edges; {} and {} rows were sent, {} and {} removed; editions: {} added, {} removed\n",
      report->nodes, report->edges, report->added_nodes, report->added_edges, report->removed_nodes,
      report->removed_edges, report->added_documents, report->removed_documents);
  return kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto options = std::make_shared<PublishOptions>();
  app.add_option("URL", options->url,
                 "postgres://USER@HOST:PORT/DATABASE, or another connection string of libpq")
      ->required()
      ->option_text(" ");
  app.add_option("--schema", options->schema, "Schema of the tables (default: concord)")->option_text("NAME");
  return [options](Context& context) { return Run(*options, context); };
}

}  // namespace

extern const Command kpublishCommand;
const Command kpublishCommand = {"publish", "Write the graph into a PostgreSQL database, as tables and views",
                                 "publish postgres://analyst@db.example.org/policies\n"
                                 "publish 'host=/run/postgresql dbname=policies' --schema concord_2031",
                                 Declare};

}  // namespace concord
