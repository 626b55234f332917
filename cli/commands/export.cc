#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ostream>
#include <unordered_set>

#include "app/cypher_query.h"
#include "app/export_files.h"
#include "base/parameter.h"
#include "base/text.h"
#include "base/try.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "graph/store.h"
#include "query/cypher/result_writer.h"
#include "query/exporters/exporter.h"
#include "query/query.h"

namespace concord {
namespace {

struct Given {
  std::vector<std::string> roots;
  std::string format = "graphml", output, answer, query;
  std::vector<std::string> parameters;
  SelectionOptions selection;
  bool only = false;
};

// The exporter of that name; the error names them all.
Result<const Exporter*> ChooseExporter(std::string_view name) {
  const Exporter* exporter = FindExporter(name);
  if (exporter != nullptr) return exporter;
  std::string all;
  for (const Exporter& known : Exporters()) all += (all.empty() ? "" : ", ") + std::string(known.name);
  return Fail(ErrorCode::kUsage, fmt::format("no export format '{}'; should be one of [{}]", name, all));
}

// `--answer 'forums mit-risk-domain:6.5'`: the nodes that the answer of a query speaks of.
Result<std::vector<NodeId>> NodesOfAnswer(const Snapshot& snapshot, std::string_view question) {
  Arguments arguments;
  for (std::string_view word : Split(question, ' ')) {
    if (!word.empty()) arguments.words.emplace_back(word);
  }
  const std::string name = arguments.words.empty() ? "" : arguments.words.front();
  const Query* query = FindQuery(name);
  if (query == nullptr)
    return Fail(ErrorCode::kUsage, fmt::format("--answer wants a query and its words, found '{}'", question));
  arguments.words.erase(arguments.words.begin());
  Result<Answer> answer = query->run(snapshot, arguments);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->nodes.empty())
    return Fail(ErrorCode::kNotFound, fmt::format("the answer of '{}' is empty", question));
  return std::move(answer->nodes);
}

// `--query 'MATCH p = (:Forum)--() RETURN p'`: the nodes and relationships that the rows hold.
struct QueryGraph {
  std::vector<NodeId> nodes;
  std::unordered_set<EdgeId> edges;
};
Result<QueryGraph> GraphOfQuery(const Snapshot& snapshot, const Given& given) {
  cypher::QueryOptions options;
  for (const std::string& parameter : given.parameters) {
    const size_t equals = parameter.find('=');
    if (equals == 0 || equals == std::string::npos)
      return Fail(ErrorCode::kUsage, fmt::format("--param is '{}', NAME=VALUE was expected", parameter));
    options.parameters[parameter.substr(0, equals)] = cypher::ParseParameter(parameter.substr(equals + 1));
  }
  const auto result = AskStoreInCypher(snapshot, given.query, options);
  if (!result)
    return Fail(ErrorCode::kUsage, fmt::format("--query: {} (line {}, column {})", result.error().message,
                                               result.error().position.line, result.error().position.column));
  QueryGraph graph;
  for (const auto& [id, node] : result->nodes) graph.nodes.push_back(id);
  for (const auto& [id, edge] : result->edges) graph.edges.insert(id);
  if (graph.nodes.empty())
    return Fail(ErrorCode::kNotFound,
                "the rows of the query hold no nodes; return nodes, relationships or paths");
  return graph;
}

// What was asked for, as the manifest tells it.
PropertyMap Asked(const Given& given) {
  PropertyMap asked;
  const auto set = [&asked](std::string_view name, const std::vector<std::string>& some) {
    if (!some.empty()) asked.Set(name, List(some.begin(), some.end()));
  };
  set("roots", given.roots);
  set("edges", given.selection.edge_types);
  if (!given.answer.empty()) asked.Set("answer", given.answer);
  if (!given.query.empty()) asked.Set("query", given.query);
  if (given.selection.hops > 0) asked.Set("hops", given.selection.hops);
  if (given.only) asked.Set("only", true);
  return asked;
}

// Everything to the standard output, with an empty line between files.
class StandardOutput {
 public:
  explicit StandardOutput(std::ostream* out) : out_(*out) {}

  Result<void> Write(std::string_view file, std::string_view bytes) {
    if (!file_.empty() && file != file_) out_ << "\n";
    file_ = file;
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return out_ ? Result<void>() : Fail(ErrorCode::kIo, "cannot write to the standard output");
  }

 private:
  std::ostream& out_;
  std::string file_;
};

Result<ExitCode> Run(Given& given, Context& context) {
  const Result<const Exporter*> exporter = ChooseExporter(given.format);
  if (!exporter) return tl::unexpected(exporter.error());
  Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kReadOnly);
  if (!store) return tl::unexpected(store.error());
  const std::unique_ptr<Snapshot> snapshot = (*store)->TakeSnapshot();
  given.selection.roots = given.roots;
  given.selection.whole = !given.only;
  if (!given.answer.empty()) {
    Result<std::vector<NodeId>> nodes = NodesOfAnswer(*snapshot, given.answer);
    if (!nodes) return tl::unexpected(nodes.error());
    given.selection.root_nodes = std::move(*nodes);
  }
  std::unordered_set<EdgeId> only_edges;
  if (!given.query.empty()) {
    Result<QueryGraph> graph = GraphOfQuery(*snapshot, given);
    if (!graph) return tl::unexpected(graph.error());
    given.selection.root_nodes.insert(given.selection.root_nodes.end(), graph->nodes.begin(),
                                      graph->nodes.end());
    // With --hops or other roots there is more to take than the query says.
    if (given.selection.hops == 0 && given.roots.empty() && given.answer.empty())
      only_edges = std::move(graph->edges);
  }
  Result<Selection> selection = Select(*snapshot, given.selection);
  if (!selection) return tl::unexpected(selection.error());
  if (!only_edges.empty())
    std::erase_if(selection->edges, [&](EdgeId edge) { return !only_edges.contains(edge); });
  StandardOutput standard(context.out);
  ExportFiles output(given.output);
  std::vector<std::string> notes;
  const OutputSink sink(
      [&](std::string_view file, std::string_view bytes) {
        return given.output.empty() ? standard.Write(file, bytes) : output.Write(file, bytes);
      },
      [&](std::string note) { notes.push_back(std::move(note)); });
  CONCORD_TRY((*exporter)->write(*snapshot, *selection, sink));
  SpellParameters(Spelling::kTerminal, &notes);
  if (!given.output.empty())
    CONCORD_TRY(output.Finish(*snapshot, *selection, {given.format, Asked(given), {}, notes}));
  if (given.output.empty() || !context.json) {
    for (const std::string& note : notes) *context.err << "note: " << Printable(note) << "\n";
  }
  if (given.output.empty()) return kExitOk;
  if (context.json) {
    rapidjson::StringBuffer buffer;
    JsonWriter json(buffer);
    json.StartObject();
    JsonString(json, "schema", "concord.export/1");
    JsonString(json, "format", (*exporter)->name);
    JsonNumber(json, "nodes", selection->nodes.size());
    JsonNumber(json, "edges", selection->edges.size());
    JsonNumber(json, "bytes", output.bytes());
    json.Key("files");
    json.StartArray();
    for (const std::string& file : output.paths()) json.String(file);
    json.EndArray();
    json.Key("notes");
    json.StartArray();
    for (const std::string& note : notes) json.String(note);
    json.EndArray();
    json.EndObject();
    *context.out << buffer.GetString() << "\n";
  } else {
    for (const std::string& file : output.paths()) *context.out << "wrote " << Printable(file) << "\n";
    *context.out << fmt::format("{} nodes, {} edges\n", selection->nodes.size(), selection->edges.size());
  }
  return kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("KEY", given->roots,
                 "What to export: documents, versions, frameworks, any nodes (default: the whole graph)")
      ->option_text("...");
  app.add_option("--format", given->format,
                 "graphml (default), or another format that `concord formats` lists")
      ->option_text("NAME");
  app.add_option("--output", given->output,
                 "File, or folder for formats with several files (default: standard output)")
      ->option_text("PATH");
  app.add_option("--hops", given->selection.hops,
                 "Also export nodes up to K edges away, in both directions (default 0)")
      ->option_text("K")
      ->check(CLI::Range(0, 16));
  app.add_option("--edges", given->selection.edge_types, "Only edges of these types")->option_text("TYPE...");
  app.add_option("--answer", given->answer,
                 "Export the nodes in the answer to a question: 'forums mit-risk-domain:6.5'")
      ->option_text("'QUERY WORDS'");
  app.add_option("--query", given->query, "Export the nodes and relationships that a Cypher query returns")
      ->option_text("CYPHER");
  app.add_option("--param", given->parameters, "Parameter $NAME of the query; can be repeated")
      ->option_text("NAME=VALUE");
  app.add_flag("--only", given->only,
               "Export only the named nodes, without the parts of a document or framework");
  app.add_option("--max-nodes", given->selection.max_nodes, "Refuse a larger selection (default 5,000,000)")
      ->option_text("N");
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command kexportCommand;
const Command kexportCommand = {
    "export", "Export all or part of the graph (GraphML, JSON-LD, CSV, ...) or mappings (SSSOM, OSCAL, ...)",
    "export eu-ai-act --format graphml --output act.graphml\nexport un --hops 2 --format dot\n"
    "export https://example.org/sets/one --format sssom\n"
    "export --answer 'forums mit-risk-domain:6.5' --format csv --output out/\n"
    "export --query 'MATCH p = (:Document)-[:ISSUED_BY]->(:Actor) RETURN p' --format graphml",
    Declare};

}  // namespace concord
