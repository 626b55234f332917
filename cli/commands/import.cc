#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "app/ingestion.h"
#include "app/saved_indexes.h"
#include "base/parallel.h"
#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"
#include "base/try.h"
#include "cli/command.h"
#include "cli/ingest_report.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "cli/progress_bar.h"
#include "graph/store.h"
#include "ingest/import/exported_graph.h"
#include "ingest/import/graph_import.h"
#include "ingest/import/table_import.h"

namespace concord {
namespace {

struct Given {
  std::vector<std::string> files, nodes, edges, renames, rows, tables;
  std::string separator = ",", list_separator = ";";
  bool permanent = false;
  TableImportOptions options;
  GraphImportOptions graph;
};

// "Label:Label=FILE", or a file alone ("=FILE" when its name has an equals sign).
TableImportOptions::File ParseFile(std::string_view word) {
  TableImportOptions::File file;
  const size_t equals = word.find('=');
  if (equals == std::string_view::npos) {
    file.path = word;
    return file;
  }
  for (const std::string_view name : Split(word.substr(0, equals), ':')) {
    if (!name.empty()) file.names.emplace_back(name);
  }
  file.path = word.substr(equals + 1);
  return file;
}

Result<char> ParseSeparator(std::string_view option, std::string_view word) {
  if (word == "\\t" || EqualsIgnoreCase(word, "tab")) return '\t';
  if (word.size() == 1 && word[0] != '"' && word[0] != '\n' && word[0] != '\r') return word[0];
  return FailValue(option, word, "one byte, or TAB");
}

using Counts = std::map<std::string, uint64_t>;

void WriteCounts(std::string_view name, const Counts& counts, JsonWriter* json) {
  json->Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  json->StartObject();
  for (const auto& [key, count] : counts) JsonNumber(*json, key, count);
  json->EndObject();
}

void PrintJson(const ImportReport& report, const GraphImportReport* graph,
               const std::vector<TableImportReport::File>& files, std::ostream& out) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  JsonString(json, "schema", "concord.import/1");
  json.Key("unchanged");
  json.Bool(report.unchanged);
  JsonNumber(json, "nodes", report.nodes);
  JsonNumber(json, "joined", report.joined);
  JsonNumber(json, "edges", report.edges);
  WriteCounts("labels", report.labels, &json);
  WriteCounts("types", report.types, &json);
  if (graph != nullptr) WriteCounts("left_out", graph->left_out, &json);
  if (graph != nullptr && graph->has_changes) {
    JsonNumber(json, "changed_nodes", graph->changed_nodes);
    JsonNumber(json, "removed_nodes", graph->removed_nodes);
    JsonNumber(json, "removed_edges", graph->removed_edges);
  }
  json.Key("files");
  json.StartArray();
  for (const TableImportReport::File& file : files) {
    json.StartObject();
    JsonString(json, "path", file.path);
    JsonString(json, "kind", file.kind == TableKind::kNodes ? "nodes" : "edges");
    JsonNumber(json, "rows", file.rows);
    json.Key("properties");
    json.StartObject();
    for (const TableColumn& column : file.columns) {
      if (column.name.empty() || (column.role != ColumnRole::kProperty && column.role != ColumnRole::kId))
        continue;
      JsonString(json, column.name, std::string(ColumnTypeName(column.type)) + (column.list ? "[]" : ""));
    }
    json.EndObject();
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  out << buffer.GetString() << "\n";
}

void PrintReport(const ImportReport& report, size_t files, std::ostream& out) {
  if (report.unchanged) {
    out << "unchanged: the store holds these files already\n";
    return;
  }
  out << Counted(report.nodes, "node");
  if (report.joined > 0) out << fmt::format(" ({} more were there already)", report.joined);
  out << fmt::format(" and {} from {}\n", Counted(report.edges, "edge"), Counted(files, "file"));
  for (const auto& [label, count] : report.labels)
    out << fmt::format("  {:>12}  :{}\n", count, Printable(label));
  for (const auto& [type, count] : report.types)
    out << fmt::format("  {:>12}  -{}->\n", count, Printable(type));
}

// Documents that `extract --jsonl -` has read.
Result<ExitCode> RunRows(const Given& given, Context& context) {
  if (!given.nodes.empty() || !given.edges.empty())
    return Fail(ErrorCode::kUsage,
                "--jsonl reads documents, and --nodes and --edges read tables; give only one kind");
  const bool is_stream = std::ranges::find(given.rows, "-") != given.rows.end();
  if (is_stream && given.rows.size() > 1)
    return Fail(ErrorCode::kUsage, "--jsonl takes files or standard input (-), not both");
  CONCORD_ASSIGN(const std::unique_ptr<GraphStore> store,
                 OpenStore(context.store, OpenMode::kCreateIfMissing));
  std::ios::sync_with_stdio(false);  // a call for each byte of standard input otherwise
  const ProgressBar bar(context);
  const RowProgress progress = [&bar](size_t done, size_t all, const std::string& file) {
    all == 0 ? bar.Say(file) : bar.Show(done, all, file);
  };
  const std::vector<std::filesystem::path> files(given.rows.begin(), given.rows.end());
  const Result<IngestResult> report = is_stream
                                          ? ImportRowsInto(store.get(), std::cin, "standard input", progress)
                                          : ImportRowsInto(store.get(), files, progress);
  bar.Clear();
  if (!report) return tl::unexpected(report.error());
  return WriteIngestReport(*report, context);
}

// A graph in files that hold both nodes and edges.
Result<ExitCode> RunGraph(const Given& given, std::vector<std::filesystem::path> files, Context& context) {
  if (!given.nodes.empty() || !given.edges.empty())
    return Fail(ErrorCode::kUsage, "--nodes and --edges take tables, FILE takes a graph: give one kind");
  GraphImportOptions options = given.graph;
  options.files = std::move(files);
  options.unit = given.permanent ? "" : given.options.unit;
  const ProgressBar bar(context);
  options.progress = [&bar](uint64_t done, uint64_t all) { bar.Show(done >> 20, all >> 20, "MB"); };
  CONCORD_ASSIGN(const std::unique_ptr<GraphStore> store,
                 OpenStore(context.store, OpenMode::kCreateIfMissing));
  const Result<GraphImportReport> report = ImportGraph(store.get(), options);
  bar.Clear();
  if (!report) return tl::unexpected(report.error());
  for (const Note& note : SaveIndexes(*store)) *context.err << "note: " << Printable(note.text) << "\n";
  for (const auto& [kind, count] : report->left_out)
    *context.err << fmt::format("note: left out {} times: {}\n", count, Printable(kind));
  if (context.json) {
    PrintJson(*report, &*report, {}, *context.out);
  } else {
    PrintReport(*report, options.files.size(), *context.out);
    if (report->has_changes && !report->unchanged)
      *context.out << fmt::format("{} changed and {} removed; {} removed\n",
                                  Counted(report->changed_nodes, "node"), report->removed_nodes,
                                  Counted(report->removed_edges, "edge"));
  }
  return kExitOk;
}

Result<ExitCode> Run(Given given, Context& context) {
  if (!given.rows.empty()) return RunRows(given, context);
  if (!given.tables.empty()) {
    if (!given.files.empty())
      return Fail(ErrorCode::kUsage, "--parquet and FILE both name a graph; give only one of them");
    CONCORD_ASSIGN(std::vector<std::filesystem::path> tables, FindParquetFiles(given.tables));
    given.graph.format = "parquet";
    return RunGraph(given, std::move(tables), context);
  }
  if (!given.files.empty()) {
    CONCORD_ASSIGN(ExportedGraph graph, FindExportedGraph(given.files));
    if (!graph.files.empty()) return RunGraph(given, std::move(graph.files), context);
    given.nodes.push_back("=" + graph.nodes.string());
    given.edges.push_back("=" + graph.edges.string());
  }
  TableImportOptions options = given.options;
  for (const std::string& word : given.nodes) options.nodes.push_back(ParseFile(word));
  for (const std::string& word : given.edges) options.edges.push_back(ParseFile(word));
  for (const std::string& word : given.renames) {
    const size_t equals = word.find('=');
    if (equals == std::string::npos) return FailValue("rename", word, "OLD=NEW");
    options.renames.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
  const Result<char> separator = ParseSeparator("separator", given.separator);
  if (!separator) return tl::unexpected(separator.error());
  const Result<char> list_separator = ParseSeparator("list-separator", given.list_separator);
  if (!list_separator) return tl::unexpected(list_separator.error());
  options.separator = *separator;
  options.columns.list_separator = *list_separator;
  if (given.permanent) options.unit.clear();
  const ProgressBar bar(context);
  options.progress = [&bar](uint64_t done, uint64_t all) {
    bar.Show(done >> 20, all >> 20, "MB");
    if (done >= all) bar.Say("sorting and storing");
  };

  Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kCreateIfMissing);
  if (!store) return tl::unexpected(store.error());
  const Result<TableImportReport> report = ImportTables(store->get(), options);
  bar.Clear();
  if (!report) return tl::unexpected(report.error());
  for (const Note& note : SaveIndexes(**store)) *context.err << "note: " << Printable(note.text) << "\n";
  if (context.json) {
    PrintJson(*report, nullptr, report->files, *context.out);
  } else {
    PrintReport(*report, report->files.size(), *context.out);
  }
  return kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  given->options.threads = HardwareThreads();
  app.add_option(
         "FILE", given->files,
         "A graph: GraphML (.graphml), GEXF (.gexf), node-link JSON (.json), Cytoscape JSON (.cyjs), JSON "
         "Lines (.jsonl), N-Quads (.nq, .nt), Turtle (.ttl); or the folder of an export in one of these "
         "formats, or in csv or neo4j")
      ->option_text("...");
  app.add_option("--graph-format", given->graph.format,
                 "Format of FILE if its ending does not say it: graphml, gexf, node_link, cytoscape, jsonl, "
                 "nquads or turtle")
      ->option_text("NAME");
  app.add_option("--node-label", given->graph.node_label,
                 "Label of nodes in FILE that have none (default: Node)")
      ->option_text("LABEL");
  app.add_option("--edge-type", given->graph.edge_type,
                 "Type of edges in FILE that have none (default: RELATED)")
      ->option_text("TYPE");
  app.add_option("--prefix", given->graph.prefix, "Put before the key of each node in FILE")
      ->option_text("TEXT");
  app.add_option("--nodes", given->nodes,
                 "A file of nodes and their labels. Its header names the columns, with the types of "
                 "neo4j-admin (id:ID, "
                 "age:int, tags:string[], :LABEL) or without types, which are then guessed")
      ->option_text("[LABEL[:LABEL]=]FILE")
      ->allow_extra_args(false);
  app.add_option(
         "--edges", given->edges,
         "A file of edges and their type. The ends are in the columns :START_ID and :END_ID, or in the first "
         "two columns")
      ->option_text("[TYPE=]FILE")
      ->allow_extra_args(false);
  app.add_option("--parquet", given->tables,
                 "Tables of nodes and edges in Parquet, or a folder of parts as Spark writes them. Needs the "
                 "library of DuckDB, which CONCORD_DUCKDB names")
      ->option_text("PATH")
      ->allow_extra_args(false);
  app.add_option("--jsonl", given->rows,
                 "Instead of CSV: documents that `extract --jsonl -` wrote, joined as ingest joins "
                 "documents. Several "
                 "files are read in the order of the documents' names; - reads standard input")
      ->option_text("FILE")
      ->allow_extra_args(false);
  app.add_option(
         "--id", given->options.columns.id_column,
         "Column with the id of a node if no header says :ID (default: id). Ids are shared by all files")
      ->option_text("COLUMN");
  app.add_option("--key", given->options.key_column,
                 "Column with the key of a node in the store (default: its id)")
      ->option_text("COLUMN");
  app.add_option("--rename", given->renames, "Rename a label or type; two names can be swapped")
      ->option_text("OLD=NEW")
      ->allow_extra_args(false);
  app.add_option("--reverse", given->options.reversed,
                 "Reverse the edges of this type (its name in the files)")
      ->option_text("TYPE")
      ->allow_extra_args(false);
  app.add_option("--unit", given->options.unit,
                 "Name of this import, to replace or remove it later (default: import)")
      ->option_text("NAME");
  app.add_flag("--permanent", given->permanent,
               "Nodes and edges belong to no unit: they stay until you remove them one by one");
  app.add_option("--separator", given->separator, "Separator between cells (default: ,)")
      ->option_text("BYTE|TAB");
  app.add_option("--list-separator", given->list_separator, "Separator within lists and labels (default: ;)")
      ->option_text("BYTE|TAB");
  app.add_flag("--plain-headers", given->options.columns.plain_headers,
               "Take colons in column names as text, not as types");
  app.add_option("--max-file-bytes", given->options.max_file_bytes, "Refuse larger files (default 8 GiB)")
      ->option_text("N");
  app.add_option("--memory", given->options.memory_bytes,
                 "Bytes for sorting (default 1 GiB); one file is also held in memory")
      ->option_text("N")
      ->check(CLI::Range(uint64_t{1} << 20, uint64_t{1} << 40));
  app.add_option("--jobs", given->options.threads, "Number of threads (default: all cores)")
      ->option_text("N")
      ->check(CLI::Range(1, 256));
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command kimportCommand;
const Command kimportCommand = {
    "import",
    "Load a property graph from CSV, GraphML, GEXF, JSON or RDF, what changed in one, or documents that were "
    "extracted elsewhere",
    "import network.graphml --node-label Person --edge-type KNOWS\nimport exported/ --unit copy\n"
    "import --nodes Person=people.csv --nodes Forum=forums.csv --edges MEMBER_OF=members.csv\n"
    "import --nodes Topic=topics.csv --edges BROADER=broader.csv --rename Topic=Concept\n"
    "import --jsonl rows-1.jsonl --jsonl rows-2.jsonl",
    Declare};

}  // namespace concord
