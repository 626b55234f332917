#include "server/export.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <set>

#include "app/selection_request.h"
#include "base/parameter.h"
#include "base/text.h"
#include "base/try.h"
#include "graph/cancellable_snapshot.h"
#include "query/exporters/exporter.h"
#include "server/api.h"
#include "server/cypher_question.h"
#include "server/deflater.h"
#include "server/http_encoding.h"
#include "server/pages/page.h"
#include "server/zip_stream.h"

namespace concord {
namespace {

using Kind = ExportParameter::Kind;

constexpr auto kParameters = std::to_array<ExportParameter>({
    {"key", "what to export: documents, versions, frameworks, any nodes; nothing: the whole graph",
     Kind::kTexts},
    {"topic", "also the passages on a topic, and the bodies in them", Kind::kTexts},
    {"forum", "also a body and everything that has an edge to it", Kind::kTexts},
    {"answer", "also the nodes in the answer to a question: 'forums mit-risk-domain:6.5'"},
    {"query", "also the nodes and relationships that a query in openCypher returns"},
    {"hops", "also nodes up to so many edges away, 0 to 16"},
    {"edges", "only edges of this type", Kind::kTexts},
    {"since", "only editions, mappings and memberships of this date or later"},
    {"until", "only editions, mappings and memberships of this date or earlier"},
    {"min-confidence", "leave out nodes and edges with a lower confidence, 0 to 1"},
    {"review", "reviewed, stated or proposed", Kind::kTexts},
    {"with-evidence", "also the sections, editions and documents that the nodes and edges are from",
     Kind::kFlag},
    {"with-text", "give each edition its whole text, if its text_policy is 'full'", Kind::kFlag},
    {"only", "only the named nodes, without the parts of a document or framework", Kind::kFlag},
    {"size", "no file; how many nodes and edges of each kind it would have", Kind::kFlag},
});

// Formats of one file, whatever is exported. The others give an archive, apart from mapping sets, which give
// a file if there is one set.
struct FileKind {
  std::string_view format, file, type;
};
constexpr auto kSingleFiles = std::to_array<FileKind>({
    {"graphml", "graph.graphml", "application/xml"},
    {"jsonld", "graph.jsonld", "application/ld+json"},
    {"dot", "graph.dot", "text/vnd.graphviz; charset=utf-8"},
    {"turtle", "graph.ttl", "text/turtle; charset=utf-8"},
    {"nquads", "graph.nq", "application/n-quads"},
    {"gexf", "graph.gexf", "application/xml"},
    {"node_link", "graph.json", "application/json"},
    {"cytoscape", "graph.cyjs", "application/json"},
    {"workbook", "graph.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
});
constexpr std::array<std::string_view, 5> kArchives = {"csv", "jsonl", "neo4j", "kuzu", "obsidian"};
constexpr std::string_view kZip = "application/zip", kAnyFile = "application/octet-stream";

struct Asked {
  const Exporter* exporter = nullptr;
  SelectionRequest selection;
  std::string query;
  bool size = false;
};

template <typename Number>
Result<void> ReadNumber(std::string_view name, std::string_view text, Number least, Number most,
                        Number* value) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), *value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || !(*value >= least && *value <= most))
    return FailValue(name, text, fmt::format("a number from {} to {}", least, most));
  return {};
}

Result<Asked> ReadAsked(const HttpRequest& request) {
  Asked asked;
  SelectionOptions& options = asked.selection.options;
  FilterWords filter;
  std::string format = "graphml";
  std::set<std::string_view> given;
  for (const auto& [name, value] : request.parameters) {
    const auto known = std::ranges::find(kParameters, name, &ExportParameter::name);
    if (known == kParameters.end() && name != "format") {
      std::vector<std::string> names = {"format"};
      for (const ExportParameter& one : kParameters) names.emplace_back(one.name);
      const std::string_view meant = DidYouMean(name, names);
      return Fail(ErrorCode::kUsage,
                  fmt::format("export has no parameter '{}'; {}it has {}", MarkParameter(name),
                              meant.empty() ? "" : fmt::format("did you mean '{}'? ", meant),
                              fmt::join(names, ", ")));
    }
    const bool first = given.insert(name).second;
    if (!first && (known == kParameters.end() || known->kind != Kind::kTexts))
      return Fail(ErrorCode::kUsage, fmt::format("the parameter '{}' is given twice", MarkParameter(name)));
    if (value.empty()) continue;
    const bool flag = known != kParameters.end() && known->kind == Kind::kFlag;
    if (flag && value != "true" && value != "false") return FailChoice(name, value, {"true", "false"});
    const bool on = value == "true";
    if (name == "format") format = value;
    if (name == "key") options.roots.push_back(value);
    if (name == "topic") asked.selection.topics.push_back(value);
    if (name == "forum") asked.selection.forums.push_back(value);
    if (name == "answer") asked.selection.answer = value;
    if (name == "query") asked.query = value;
    if (name == "edges") options.edge_types.push_back(value);
    if (name == "since") filter.since = value;
    if (name == "until") filter.until = value;
    if (name == "review") filter.review.push_back(value);
    if (name == "hops") CONCORD_TRY(ReadNumber<int>(name, value, 0, 16, &options.hops));
    if (name == "min-confidence") CONCORD_TRY(ReadNumber<double>(name, value, 0, 1, &filter.min_confidence));
    if (name == "with-evidence") options.evidence = on;
    if (name == "with-text") options.texts = on;
    if (name == "only") options.whole = !on;
    if (name == "size") asked.size = on;
  }
  asked.exporter = FindExporter(format);
  if (asked.exporter == nullptr) return FailChoice("format", format, ExportFormats());
  CONCORD_ASSIGN(options.filter, ParseFilter(filter));
  return asked;
}

// As `concord export --query`, with the limits of the server.
Result<void> AddQueried(const Snapshot& snapshot, const HttpRequest& request, Asked* asked) {
  if (asked->query.empty()) return {};
  SelectionOptions& options = asked->selection.options;
  const auto result = AskCypher(snapshot, asked->query, kMostCypherRows, request.cancelled.get());
  if (!result)
    return Fail(ErrorCode::kUsage, PARAMETER("query") ": " + result.error().ToString(asked->query));
  if (result->nodes.empty())
    return Fail(ErrorCode::kNotFound,
                "the rows of the query hold no nodes; return nodes, relationships or paths");
  const bool alone = options.roots.empty() && asked->selection.topics.empty() &&
                     asked->selection.forums.empty() && asked->selection.answer.empty() && options.hops == 0;
  for (const auto& [id, node] : result->nodes) options.root_nodes.push_back(id);
  if (alone && !result->edges.empty()) {
    options.only_edges.emplace();
    for (const auto& [id, edge] : result->edges) options.only_edges->insert(id);
  }
  return {};
}

std::string SizeJson(const SelectionSize& size) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  const auto counts = [&json](const char* name, const std::map<std::string, uint64_t>& all) {
    json.Key(name);
    json.StartObject();
    for (const auto& [key, count] : all) {
      json.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
      json.Uint64(count);
    }
    json.EndObject();
  };
  json.StartObject();
  json.Key("schema");
  json.String("concord.export/1");
  json.Key("nodes");
  json.Uint64(size.nodes);
  json.Key("edges");
  json.Uint64(size.edges);
  counts("labels", size.labels);
  counts("types", size.types);
  json.EndObject();
  return buffer.GetString();
}

tl::unexpected<Error> ClientLeft() { return Fail(ErrorCode::kLimit, "the client has left"); }

// The files that the exporter would write: none, one, or (ended early) two.
Result<std::vector<std::string>> FileNames(const Snapshot& snapshot, const Exporter& exporter,
                                           const Selection& selection) {
  std::vector<std::string> names;
  const Result<void> done = exporter.write(
      snapshot, selection, OutputSink([&](std::string_view file, std::string_view) -> Result<void> {
        if (names.empty() || names.back() != file) names.emplace_back(file);
        return names.size() < 2 ? Result<void>() : ClientLeft();
      }));
  if (!done && names.size() < 2) return tl::unexpected(done.error());
  return names;
}

// Everything that the writing of a body needs, whatever becomes of the request.
struct Job {
  std::shared_ptr<const PublishedState> state;
  std::shared_ptr<std::atomic<bool>> cancelled;
  const Exporter* exporter = nullptr;
  Selection selection;
  bool archive = false, gzip = false;

  bool Write(const BodyWriter& write) const {
    const CancellableSnapshot snapshot(*state->snapshot, *cancelled);
    ZipStream zip(write);
    std::optional<Deflater> deflater;
    if (gzip) deflater.emplace(Deflater::Wrapper::kGzip);
    const OutputSink sink([&](std::string_view file, std::string_view bytes) -> Result<void> {
      bool taken = false;
      if (archive) {
        taken = zip.Write(file, bytes);
      } else if (deflater) {
        const std::string packed = deflater->Add(bytes);
        taken = packed.empty() || write(packed);
      } else {
        taken = write(bytes);
      }
      return taken ? Result<void>() : ClientLeft();
    });
    if (!exporter->write(snapshot, selection, sink)) return false;
    if (archive) return zip.Finish();
    return !deflater || write(deflater->Finish());
  }
};

std::string Disposition(std::string_view file) {
  return fmt::format("attachment; filename*=UTF-8''{}", PercentEncode(file));
}

}  // namespace

std::span<const ExportParameter> ExportParameters() { return kParameters; }

std::vector<std::string> ExportFormats() {
  std::vector<std::string> formats;
  for (const Exporter& exporter : Exporters()) formats.emplace_back(exporter.name);
  return formats;
}

std::vector<std::string_view> ExportMediaTypes() {
  std::set<std::string_view> types = {kZip, kAnyFile};
  for (const FileKind& kind : kSingleFiles) types.insert(kind.type.substr(0, kind.type.find(';')));
  return {types.begin(), types.end()};
}

HttpResponse AnswerExport(const HttpRequest& request, LiveStore* store) {
  if (request.method != "GET") {
    HttpResponse response = ProblemOf(405, "method not allowed", "the API answers GET and HEAD");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  Result<Asked> asked = ReadAsked(request);
  if (!asked) return Problem(asked.error());
  const auto state = store->Now();
  if (!state) return Problem(state.error());
  HttpResponse response;
  const std::string tag = fmt::format("W/\"{}-{}\"", (*state)->tag, PageTag());
  response.headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}};
  if (MatchesTag(request.Header("if-none-match"), tag)) {
    response.status = 304;
    return response;
  }
  auto job = std::make_shared<Job>();
  job->state = *state;
  job->cancelled =
      request.cancelled != nullptr ? request.cancelled : std::make_shared<std::atomic<bool>>(false);
  job->exporter = asked->exporter;
  const CancellableSnapshot snapshot(*(*state)->snapshot, *job->cancelled);
  if (const Result<void> added = AddQueried(snapshot, request, &*asked); !added)
    return Problem(added.error());
  Result<Selection> selection = SelectRequested(snapshot, asked->selection);
  if (!selection) return Problem(selection.error());
  job->selection = *std::move(selection);
  if (asked->size) {
    const auto size = SizeOf(snapshot, job->selection);
    if (!size) return Problem(size.error());
    response.content_type = "application/json";
    response.body = SizeJson(*size);
    return response;
  }
  const std::string_view format = asked->exporter->name;
  const auto single = std::ranges::find(kSingleFiles, format, &FileKind::format);
  std::string file = fmt::format("{}.zip", format);
  response.content_type = kZip;
  job->archive = single == kSingleFiles.end();
  if (!job->archive) {
    file = single->file;
    response.content_type = single->type;
  } else if (!IsOneOf(format, kArchives)) {
    const auto names = FileNames(snapshot, *asked->exporter, job->selection);
    if (!names) return Problem(names.error());
    if (names->empty())
      return Problem(
          Fail(ErrorCode::kNotFound, fmt::format("nothing of what was named can be written as {}", format))
              .value());
    job->archive = names->size() > 1;
    if (!job->archive) {
      file = names->front();
      response.content_type = format == "svg" ? "image/svg+xml" : kAnyFile;
    }
  }
  response.headers.emplace_back("Content-Disposition", Disposition(file));
  if (!job->archive && format != "workbook") {
    response.headers.emplace_back("Vary", "Accept-Encoding");
    job->gzip = TakesGzip(request.Header("accept-encoding"));
    if (job->gzip) response.headers.emplace_back("Content-Encoding", "gzip");
  }
  response.stream = [job](const BodyWriter& write) { return job->Write(write); };
  return response;
}

}  // namespace concord
