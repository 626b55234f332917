#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <optional>
#include <ostream>
#include <unordered_set>

#include "base/file_replacement.h"
#include "base/text.h"
#include "base/try.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "cli/query_output.h"
#include "graph/store.h"
#include "query/cypher/procedures/concord_procedures.h"
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
  options.procedures = &cypher::ConcordProcedures();
  for (const std::string& parameter : given.parameters) {
    const size_t equals = parameter.find('=');
    if (equals == 0 || equals == std::string::npos)
      return Fail(ErrorCode::kUsage, fmt::format("--param is '{}', NAME=VALUE was expected", parameter));
    options.parameters[parameter.substr(0, equals)] = cypher::ParseParameter(parameter.substr(equals + 1));
  }
  const auto result = cypher::RunCypher(snapshot, given.query, options);
  if (!result) return Fail(ErrorCodeOf(result.error()), result.error().ToString(given.query));
  QueryGraph graph;
  for (const auto& [id, node] : result->nodes) graph.nodes.push_back(id);
  for (const auto& [id, edge] : result->edges) graph.edges.insert(id);
  if (graph.nodes.empty())
    return Fail(ErrorCode::kNotFound,
                "the rows of the query hold no nodes; return nodes, relationships or paths");
  return graph;
}

// Files that an exporter writes: all to one stream, or each into a folder. A file takes the place of what was
// there when it is whole and on the disk.
class Output {
 public:
  Output(std::string path, Context& context) : path_(std::move(path)), context_(context) {}

  Result<void> Write(std::string_view file, std::string_view bytes) {
    if (file != file_) CONCORD_TRY(Open(file));
    bytes_ += bytes.size();
    if (path_.empty()) {
      context_.out->write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      return *context_.out ? Result<void>() : Fail(ErrorCode::kIo, "cannot write to the standard output");
    }
    buffer_ += bytes;
    return buffer_.size() < kBufferBytes ? Result<void>() : WriteBuffer();
  }

  Result<void> Close() {
    if (!replacement_) return {};
    CONCORD_TRY(WriteBuffer());
    CONCORD_TRY(replacement_->Commit());
    replacement_.reset();
    return {};
  }

  const std::vector<std::string>& files() const { return files_; }
  uint64_t bytes() const { return bytes_; }

 private:
  static constexpr size_t kBufferBytes = size_t{256} << 10;

  Result<void> WriteBuffer() {
    CONCORD_TRY(replacement_->Write(buffer_));
    buffer_.clear();
    return {};
  }

  Result<void> Open(std::string_view file) {
    file_ = file;
    if (path_.empty()) {
      if (!files_.empty()) *context_.out << "\n";
      files_.emplace_back(file);
      return {};
    }
    CONCORD_TRY(Close());
    // A path that ends in a slash, or is a folder, takes every file by its own name; one that would be a file
    // becomes a folder when there is a second one.
    std::filesystem::path target = path_;
    std::error_code problem;
    if (files_.empty()) {
      into_folder_ = path_.ends_with('/') || std::filesystem::is_directory(path_, problem);
      if (into_folder_) folder_ = path_;
      first_ = file;
    } else if (!into_folder_) {
      into_folder_ = true;
      const std::filesystem::path aside = files_.front() + ".part";
      folder_ = files_.front();
      std::filesystem::rename(files_.front(), aside, problem);
      if (!problem) std::filesystem::create_directories(folder_, problem);
      if (!problem) std::filesystem::rename(aside, folder_ / first_, problem);
      if (problem)
        return Fail(ErrorCode::kIo,
                    fmt::format("cannot make a folder of {}: {}", files_.front(), problem.message()));
      files_.front() = (folder_ / first_).string();
    }
    if (into_folder_) {
      std::filesystem::create_directories(folder_, problem);
      target = folder_ / file;
    }
    CONCORD_ASSIGN(FileReplacement replacement, FileReplacement::Open(target));
    replacement_.emplace(std::move(replacement));
    files_.push_back(target.string());
    return {};
  }

  const std::string path_;
  std::filesystem::path folder_;
  bool into_folder_ = false;
  std::string first_;  // the name of the first file
  Context& context_;
  std::string file_;
  std::optional<FileReplacement> replacement_;  // of the file that is being written
  std::string buffer_;
  std::vector<std::string> files_;
  uint64_t bytes_ = 0;
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
  Output output(given.output, context);
  std::vector<std::string> notes;
  const OutputSink sink(
      [&](std::string_view file, std::string_view bytes) { return output.Write(file, bytes); },
      [&](std::string note) { notes.push_back(std::move(note)); });
  Result<void> written = (*exporter)->write(*snapshot, *selection, sink);
  if (written) written = output.Close();
  if (!written) return tl::unexpected(written.error());
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
    for (const std::string& file : output.files()) json.String(file);
    json.EndArray();
    json.Key("notes");
    json.StartArray();
    for (const std::string& note : notes) json.String(note);
    json.EndArray();
    json.EndObject();
    *context.out << buffer.GetString() << "\n";
  } else {
    for (const std::string& file : output.files()) *context.out << "wrote " << Printable(file) << "\n";
    *context.out << fmt::format("{} nodes, {} edges\n", selection->nodes.size(), selection->edges.size());
  }
  return kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("KEY", given->roots,
                 "What to take: documents, versions, frameworks, any nodes (else the whole graph)")
      ->option_text("...");
  app.add_option("--format", given->format, "graphml (default), or one of those that concord formats lists")
      ->option_text("NAME");
  app.add_option("--output", given->output,
                 "File, or folder for formats of several files (else standard output)")
      ->option_text("PATH");
  app.add_option("--hops", given->selection.hops, "Also what is this many edges away, in both directions (0)")
      ->option_text("K")
      ->check(CLI::Range(0, 16));
  app.add_option("--edges", given->selection.edge_types, "Only edges of these types")->option_text("TYPE...");
  app.add_option("--answer", given->answer,
                 "Take what the answer of a query speaks of: 'forums mit-risk-domain:6.5'")
      ->option_text("'QUERY WORDS'");
  app.add_option("--query", given->query, "Take the nodes and relationships of the rows of a query in Cypher")
      ->option_text("CYPHER");
  app.add_option("--param", given->parameters, "A parameter $NAME of the query; may be given again")
      ->option_text("NAME=VALUE");
  app.add_flag("--only", given->only,
               "The named nodes alone, without what lies below a document or framework");
  app.add_option("--max-nodes", given->selection.max_nodes, "Refuse a larger selection (5,000,000)")
      ->option_text("N");
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command kexportCommand;
const Command kexportCommand = {
    "export",
    "Take a part of the graph away as GraphML, JSON-LD, CSV or DOT, or mapping sets as SSSOM, OSCAL ...",
    "export eu-ai-act --format graphml --output act.graphml\nexport un --hops 2 --format dot\n"
    "export https://example.org/sets/one --format sssom\n"
    "export --answer 'forums mit-risk-domain:6.5' --format csv --output out/\n"
    "export --query 'MATCH p = (:Document)-[:ISSUED_BY]->(:Actor) RETURN p' --format graphml",
    Declare};

}  // namespace concord
