#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <ostream>
#include <utility>

#include "app/export_files.h"
#include "app/requested_changes.h"
#include "app/selection_request.h"
#include "base/parameter.h"
#include "base/plural.h"
#include "base/try.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "graph/store.h"
#include "query/exporters/exporter.h"

namespace concord {
namespace {

struct Given {
  std::string format, output;
  FilterWords filter;
  SelectionRequest request;
  bool only = false, size = false;
};

// The exporter of that name; the error names them all.
Result<const Exporter*> ChooseExporter(std::string_view name) {
  const Exporter* exporter = FindExporter(name);
  if (exporter != nullptr) return exporter;
  std::vector<std::string> all;
  for (const Exporter& known : Exporters()) all.emplace_back(known.name);
  return FailChoice("format", name, all);
}

Result<SelectionRequest> ReadRequest(const Given& given) {
  SelectionRequest request = given.request;
  request.options.whole = !given.only;
  CONCORD_ASSIGN(request.options.filter, ParseFilter(given.filter));
  return request;
}

void PrintCounts(std::string_view what, const std::map<std::string, uint64_t>& counts, std::ostream* out) {
  for (const auto& [name, count] : counts)
    *out << fmt::format("{:>12}  {}{}\n", count, what, Printable(name));
}

// What would be written, without writing it.
Result<ExitCode> ShowSize(const Snapshot& snapshot, const Selection& selection, std::string_view format,
                          Context& context) {
  CONCORD_ASSIGN(const SelectionSize size, SizeOf(snapshot, selection));
  if (!context.json) {
    *context.out << Counted(size.nodes, "node") << ", " << Counted(size.edges, "edge") << "\n";
    PrintCounts(":", size.labels, context.out);
    PrintCounts("-", size.types, context.out);
    return kExitOk;
  }
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  JsonString(json, "schema", "concord.export/1");
  JsonString(json, "format", format);
  JsonNumber(json, "nodes", size.nodes);
  JsonNumber(json, "edges", size.edges);
  JsonNumber(json, "bytes", 0);
  for (const char* nothing : {"files", "notes", "note_codes"}) {
    json.Key(nothing);
    json.StartArray();
    json.EndArray();
  }
  for (const auto& [name, counts] : {std::pair("labels", &size.labels), std::pair("types", &size.types)}) {
    json.Key(name);
    json.StartObject();
    for (const auto& [key, count] : *counts) JsonNumber(json, key, count);
    json.EndObject();
  }
  json.EndObject();
  *context.out << buffer.GetString() << "\n";
  return kExitOk;
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

// What was written into files.
void Report(std::string_view format, const Selection& selection, const ExportFiles& output,
            const std::vector<Note>& notes, const PropertyMap& changes, Context& context) {
  if (!context.json) {
    for (const std::string& file : output.paths()) *context.out << "wrote " << Printable(file) << "\n";
    return;
  }
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  JsonString(json, "schema", "concord.export/1");
  JsonString(json, "format", format);
  JsonNumber(json, "nodes", selection.nodes.size());
  JsonNumber(json, "edges", selection.edges.size());
  JsonNumber(json, "bytes", output.bytes());
  json.Key("files");
  json.StartArray();
  for (const std::string& file : output.paths()) json.String(file);
  json.EndArray();
  JsonNotes(json, notes);
  if (!changes.empty()) {
    json.Key("changes");
    json.StartObject();
    for (const auto& [name, value] : changes) {
      if (value.type() == Value::Type::kInt) JsonNumber(json, name, value.as_int());
    }
    json.EndObject();
  }
  json.EndObject();
  *context.out << buffer.GetString() << "\n";
}

void PrintChanges(const GraphChanges& changes, std::ostream* out) {
  const size_t added = changes.new_nodes();
  *out << fmt::format("{} added, {} changed, {} removed; {} added, {} removed\n", Counted(added, "node"),
                      changes.nodes.size() - added, changes.removed_nodes.size(),
                      Counted(changes.added_edges.size(), "edge"), changes.removed_edges.size());
}

// What changed since the state in another folder.
Result<ExitCode> RunChanges(Given& given, Context& context) {
  constexpr std::string_view kFormat = "jsonl";
  if (!given.format.empty() && given.format != kFormat)
    return FailValue("format", given.format, "jsonl, since no other format has changes");
  const std::string earlier = std::exchange(given.filter.since, {});
  CONCORD_ASSIGN(const SelectionRequest request, ReadRequest(given));
  CONCORD_ASSIGN(const std::unique_ptr<GraphStore> store, OpenStore(context.store, OpenMode::kReadOnly));
  const std::unique_ptr<Snapshot> snapshot = store->TakeSnapshot();
  CONCORD_ASSIGN(const RequestedChanges found, FindRequestedChanges(*snapshot, earlier, request));
  CONCORD_ASSIGN(const PropertyMap changes, ChangesProperties(found));
  if (!context.json && (given.size || !given.output.empty())) PrintChanges(found.changes, context.out);
  StandardOutput standard(context.out);
  ExportFiles output(given.output);
  if (given.size) {
    if (context.json) Report(kFormat, found.is, output, {}, changes, context);
    return kExitOk;
  }
  const OutputSink sink([&](std::string_view file, std::string_view bytes) {
    return given.output.empty() ? standard.Write(file, bytes) : output.Write(file, bytes);
  });
  CONCORD_TRY(WriteChanges({*found.earlier, found.was}, {*snapshot, found.is}, found.changes, sink));
  if (given.output.empty()) return kExitOk;
  PropertyMap asked = RequestProperties(request);
  asked.Set("changes_since", changes);
  CONCORD_TRY(output.Finish(*snapshot, found.is, {std::string(kFormat), std::move(asked), {}, {}}));
  Report(kFormat, found.is, output, {}, changes, context);
  return kExitOk;
}

Result<ExitCode> Run(Given& given, Context& context) {
  if (NamesState(given.filter.since)) return RunChanges(given, context);
  if (given.format.empty()) given.format = "graphml";
  const Result<const Exporter*> exporter = ChooseExporter(given.format);
  if (!exporter) return tl::unexpected(exporter.error());
  Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kReadOnly);
  if (!store) return tl::unexpected(store.error());
  const std::unique_ptr<Snapshot> snapshot = (*store)->TakeSnapshot();
  CONCORD_ASSIGN(const SelectionRequest request, ReadRequest(given));
  const Result<Selection> selection = SelectRequested(*snapshot, request);
  if (!selection) return tl::unexpected(selection.error());
  if (given.size) return ShowSize(*snapshot, *selection, (*exporter)->name, context);
  if (!given.output.empty() && !context.json)
    *context.out << Counted(selection->nodes.size(), "node") << ", "
                 << Counted(selection->edges.size(), "edge") << "\n"
                 << std::flush;
  StandardOutput standard(context.out);
  ExportFiles output(given.output);
  std::vector<Note> notes = selection->notes;
  const OutputSink sink(
      [&](std::string_view file, std::string_view bytes) {
        return given.output.empty() ? standard.Write(file, bytes) : output.Write(file, bytes);
      },
      [&](Note note) { notes.push_back(std::move(note)); });
  CONCORD_TRY((*exporter)->write(*snapshot, *selection, sink));
  SpellParameters(Spelling::kTerminal, &notes);
  if (!given.output.empty())
    CONCORD_TRY(output.Finish(*snapshot, *selection, {given.format, RequestProperties(request), {}, notes}));
  if (given.output.empty() || !context.json) {
    for (const Note& note : notes) *context.err << "note: " << Printable(note.text) << "\n";
  }
  if (given.output.empty()) return kExitOk;
  Report((*exporter)->name, *selection, output, notes, {}, context);
  return kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  SelectionRequest& request = given->request;
  SelectionOptions& options = request.options;
  app.add_option("KEY", options.roots,
                 "What to export: documents, versions, frameworks, any nodes (default: the whole graph)")
      ->option_text("...");
  app.add_option("--format", given->format,
                 "graphml (default), or another format that `concord formats` lists")
      ->option_text("NAME");
  app.add_option("--output", given->output,
                 "File, or folder for formats with several files (default: standard output)")
      ->option_text("PATH");
  app.add_flag("--size", given->size,
               "Write nothing; show how many nodes and edges of each kind it would be");
  app.add_option("--hops", options.hops,
                 "Also export nodes up to K edges away, in both directions (default 0)")
      ->option_text("K")
      ->check(CLI::Range(0, 16));
  app.add_option(
         "--topic", request.topics,
         "Also export the passages on a topic (a code, a saved topic or words) and the bodies in them")
      ->option_text("TOPIC")
      ->allow_extra_args(false);
  app.add_option("--forum", request.forums, "Also export a body and everything that has an edge to it")
      ->option_text("BODY")
      ->allow_extra_args(false);
  app.add_option("--answer", request.answer,
                 "Also export the nodes in the answer to a question: 'forums mit-risk-domain:6.5'")
      ->option_text("'QUERY WORDS'");
  app.add_option("--query", request.query,
                 "Also export the nodes and relationships that a Cypher query returns")
      ->option_text("CYPHER");
  app.add_option("--param", request.parameters, "Parameter $NAME of the query; can be repeated")
      ->option_text("NAME=VALUE")
      ->allow_extra_args(false);
  app.add_option("--edges", options.edge_types, "Only edges of this type; can be repeated")
      ->option_text("TYPE")
      ->allow_extra_args(false);
  app.add_option("--since", given->filter.since,
                 "Only editions, mappings and memberships of this date or later; whatever has no date stays, "
                 "except editions. Or, with a backup or another store: what changed since then, as rows that "
                 "`import` applies (JSON Lines)")
      ->option_text("DATE|STORE");
  app.add_option("--until", given->filter.until,
                 "Only editions, mappings and memberships of this date or earlier")
      ->option_text("DATE");
  app.add_option("--min-confidence", given->filter.min_confidence,
                 "Leave out nodes and edges with a lower confidence")
      ->option_text("SHARE")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option(
         "--review", given->filter.review,
         "Only nodes and edges that are 'reviewed' (by people), 'stated' (by sources) or 'proposed' (by "
         "rules and models), and those to which this does not apply")
      ->option_text("STATE...");
  app.add_flag("--with-evidence", options.evidence,
               "Also export the sections, editions and documents that the nodes and edges are from");
  app.add_flag("--with-text", options.texts,
               "Give each edition its whole text, if its text_policy is 'full'; import restores it");
  app.add_flag("--only", given->only,
               "Export only the named nodes, without the parts of a document or framework");
  app.add_option("--max-nodes", options.max_nodes, "Refuse a larger selection (default 5,000,000)")
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
    "export --topic 'incident reports' --with-evidence --format workbook --output tips.xlsx\n"
    "export --since backups/2026-06-01 --with-text --output changes/\n"
    "export --forum oecd --since 2023 --min-confidence 0.7 --size\n"
    "export --query 'MATCH p = (:Document)-[:ISSUED_BY]->(:Actor) RETURN p' --format graphml",
    Declare};

}  // namespace concord
