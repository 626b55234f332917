#include "ingest/ingest.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ostream>

#include "app/ingestion.h"
#include "base/parallel.h"
#include "base/try.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "cli/progress_bar.h"
#include "cli/read_limits.h"

namespace concord {
namespace {

struct Given {
  std::vector<std::string> roots;
  std::string manifest, as;
  IngestOptions options;
};

std::string ReportAsJson(const IngestReport& report) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  JsonString(json, "schema", "concord.ingest/1");
  json.Key("stored");
  json.StartArray();
  for (const IngestReport::Stored& stored : report.stored) {
    json.StartObject();
    JsonString(json, "path", stored.path);
    JsonString(json, "format", stored.format);
    JsonString(json, "version", stored.version);
    JsonNumber(json, "source_bytes", stored.source_bytes);
    JsonNumber(json, "text_bytes", stored.text_bytes);
    JsonNumber(json, "sections", stored.sections);
    JsonNumber(json, "measures", stored.measures);
    json.Key("repairs");
    json.StartArray();
    for (const Repair& repair : stored.repairs) {
      json.StartObject();
      JsonNumber(json, "line", repair.line);
      JsonString(json, "message", repair.message);
      json.EndObject();
    }
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  json.Key("unchanged");
  json.StartArray();
  for (const std::string& path : report.unchanged) json.String(path);
  json.EndArray();
  json.Key("set_aside");
  json.StartArray();
  for (const Error& error : report.set_aside) {
    json.StartObject();
    JsonString(json, "path", error.source);
    JsonString(json, "message", error.message);
    json.EndObject();
  }
  json.EndArray();
  json.Key("refused");
  json.StartArray();
  for (const Error& error : report.refused) {
    json.StartObject();
    JsonString(json, "path", error.source);
    JsonString(json, "code", ErrorCodeName(error.code));
    JsonString(json, "message", error.message);
    JsonNumber(json, "line", error.line);
    JsonNumber(json, "column", error.column);
    JsonNumber(json, "offset", error.offset);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return buffer.GetString();
}

void PrintReport(const IngestReport& report, Context& context) {
  uint64_t sections = 0, measures = 0, bytes = 0, repairs = 0;
  for (const IngestReport::Stored& stored : report.stored) {
    sections += stored.sections;
    measures += stored.measures;
    bytes += stored.text_bytes;
    repairs += stored.repairs.size();
    constexpr size_t kMaxShown = 3;
    for (size_t i = 0; i < std::min(kMaxShown, stored.repairs.size()); ++i) {
      const Repair& repair = stored.repairs[i];
      *context.err << fmt::format("{}{}: note: {}\n", Printable(stored.path),
                                  repair.line > 0 ? fmt::format(":{}", repair.line) : "",
                                  Printable(repair.message));
    }
    if (stored.repairs.size() > kMaxShown) {
      *context.err << fmt::format("{}: note: {} more of this kind; --json lists all\n",
                                  Printable(stored.path), stored.repairs.size() - kMaxShown);
    }
  }
  for (const Error& error : report.set_aside)
    *context.err << "left out " << Printable(error.ToString()) << "\n";
  for (const Error& error : report.refused) *context.err << "refused " << Printable(error.ToString()) << "\n";
  *context.out << fmt::format(
      "{} stored ({} sections, {} measures, {:.1f} MB of text), {} unchanged, {} refused\n",
      report.stored.size(), sections, measures, static_cast<double>(bytes) / 1e6, report.unchanged.size(),
      report.refused.size());
}

Result<ExitCode> Run(const Given& given, Context& context) {
  IngestOptions options = given.options;
  for (const std::string& root : given.roots) options.roots.emplace_back(root);
  if (!given.as.empty()) {
    if (given.roots.size() != 1 || !std::filesystem::is_regular_file(given.roots.front())) {
      return Fail(ErrorCode::kUsage, "--as and --key name one document: give one file with them");
    }
    EditionName name = EditionName::Parse(given.as);
    options.key = std::move(name.key);
    options.edition = std::move(name.edition);
  }
  Manifest manifest;
  if (!given.manifest.empty()) {
    Result<Manifest> read = Manifest::Read(given.manifest);
    if (!read) return tl::unexpected(read.error());
    manifest = std::move(*read);
    options.manifest = &manifest;
  }
  Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kCreateIfMissing);
  if (!store) return tl::unexpected(store.error());
  options.progress = [bar = ProgressBar(context)](size_t done, size_t all, const std::string& path) {
    bar.Show(done, all, path);
  };
  const Result<IngestResult> report = IngestInto(store->get(), options);
  if (!report) return tl::unexpected(report.error());
  for (const Error& error : report->unreadable_reviews) {
    *context.err << "note: a review cannot be read, and its decisions are not joined to what was ingested: "
                 << Printable(error.ToString()) << "\n";
  }
  for (const std::string& note : report->notes) *context.err << "note: " << Printable(note) << "\n";
  if (context.json) {
    *context.out << ReportAsJson(*report) << "\n";
  } else {
    PrintReport(*report, context);
  }
  return report->refused.empty() ? kExitOk : kExitFindings;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  given->options.jobs = HardwareThreads();
  app.add_option("PATH", given->roots, "Folders or files")->required()->option_text("...");
  app.add_option("--manifest", given->manifest,
                 "TSV with what the files do not say: path, and any of title, issuer, date, source, licence, "
                 "key, language")
      ->option_text("FILE");
  app.add_option("--jobs", given->options.jobs, "Threads (all cores)")
      ->option_text("N")
      ->check(CLI::Range(1, 256));
  app.add_option("--format", given->options.format,
                 "Reader for all files, instead of looking at each; see concord formats")
      ->option_text("NAME");
  app.add_option("--as,--key", given->as, "Key of the one document, with its edition: nist-csf@1.1")
      ->option_text("KEY[@EDITION]");
  app.add_flag("--again", given->options.again, "Also files that are in the store already");
  app.add_option(
         "--map", given->options.map,
         "What the columns of a table are, as far as you do not want it guessed: roles id, parent, title, "
         "text, group, group-title, code:SCHEME, scheme, ignore")
      ->option_text("ROLE=COLUMN,...");
  AddReadLimits(app, &given->options.limits);
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command kingestCommand;
const Command kingestCommand = {"ingest", "Read documents into the store",
                                "ingest policies/\ningest policies/ --manifest policies/MANIFEST.tsv --jobs "
                                "4\ningest csf.tsv --as nist-csf@1.1",
                                Declare};

}  // namespace concord
