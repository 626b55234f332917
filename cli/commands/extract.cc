#include <CLI/CLI.hpp>
#include <iostream>

#include "app/manifest_notes.h"
#include "base/file.h"
#include "base/try.h"
#include "base/version.h"
#include "cli/command.h"
#include "cli/printable.h"
#include "cli/read_limits.h"
#include "ingest/extract_stream.h"
#include "ingest/ingest.h"
#include "ingest/language/language.h"
#include "ingest/readers/format_name.h"
#include "ingest/resolve/resolver.h"
#include "ingest/rows/batch_jsonl.h"

namespace concord {
namespace {

constexpr uint64_t kMostNameBytes = 1 << 30;

struct Given {
  std::string file, format, datasets, print, map, as, manifest, names;
  bool jsonl = false;
  ReadLimits limits;
};

Result<std::unique_ptr<ExtractorSet>> Extractors(const Given& given) {
  CONCORD_ASSIGN(const DatasetFiles files, given.datasets.empty() ? Result<DatasetFiles>(BundledDatasets())
                                                                  : ReadDatasets(given.datasets));
  CONCORD_ASSIGN(std::shared_ptr<const Facts> facts, Facts::Load(files));
  return ExtractorSet::Create(std::move(facts));
}

Result<ExitCode> RunStream(const Given& given, Context& context) {
  if (!given.print.empty() || !given.as.empty())
    return Fail(ErrorCode::kUsage, "--print and --as are for one file, not for documents of standard input");
  StreamOptions options{.format = given.format, .map = given.map, .limits = given.limits};
  Manifest manifest;
  if (!given.manifest.empty()) {
    CONCORD_ASSIGN(manifest, Manifest::Read(given.manifest));
    options.manifest = &manifest;
    for (const Note& note : NotesOnColumns(manifest))
      *context.err << "note: " << Printable(note.text) << "\n";
  }
  if (!given.names.empty()) {
    CONCORD_ASSIGN(const std::string names, ReadFile(given.names, kMostNameBytes));
    options.shared_numbers = SharedNumbers(names);
  }
  CONCORD_ASSIGN(const std::unique_ptr<ExtractorSet> extractors, Extractors(given));
  std::ios::sync_with_stdio(false);  // a call for each byte otherwise
  CONCORD_ASSIGN(const StreamReport report, ExtractStream(std::cin, *context.out, *extractors, options));
  return report.refused == 0 ? kExitOk : kExitFindings;
}

Result<ExitCode> Run(const Given& given, Context& context) {
  CONCORD_TRY(CheckFormat(given.format));
  if (given.file == "-") return RunStream(given, context);
  if (!given.manifest.empty() || !given.names.empty())
    return Fail(ErrorCode::kUsage, "--manifest and --names are for documents of standard input (FILE is -)");
  Result<std::string> bytes = ReadFile(given.file, given.limits.max_file_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  Result<Document> document = ReadDocument(
      {.path = given.file, .bytes = *bytes, .limits = &given.limits, .map = given.map}, given.format);
  if (!document) return tl::unexpected(document.error());
  if (given.print == "document") {
    *context.out << PrintableLines(PrintDocument(*document));
    return kExitOk;
  }
  document->path = std::filesystem::path(given.file).filename().string();
  MarkLanguages(&*document);
  const Result<std::unique_ptr<ExtractorSet>> extractors = Extractors(given);
  if (!extractors) return tl::unexpected(extractors.error());
  if (given.print == "findings") {
    (*extractors)->Extract(*document, [&](const TextStretch&, const Findings& findings) {
      *context.out << PrintableLines(PrintFindings(*document, findings));
    });
    return kExitOk;
  }
  EditionName name = EditionName::Parse(given.as);
  if (!name.key.empty()) document->metadata.key = std::move(name.key);
  if (!name.edition.empty()) document->metadata.edition = std::move(name.edition);
  const DocumentKeys keys = KeysOf(*document, (*extractors)->facts());
  const RunInfo run{std::string(kVersion), "extract"};
  BatchJsonl lines(*context.out);
  const Result<void> done =
      ResolveDocument(std::move(*document), keys, **extractors, run, "", [&](GraphBatch batch, bool) {
        lines.Write(batch);
        return Result<void>();
      });
  if (!done) return tl::unexpected(done.error());
  lines.Finish();
  return kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("FILE", given->file,
                 "The document; - reads documents as JSON lines from standard input (docs/scale.md)")
      ->required()
      ->option_text(" ");
  app.add_flag("--jsonl", given->jsonl, "Print nodes and edges with their spans as JSON lines (default)");
  app.add_option("--manifest", given->manifest,
                 "For standard input: TSV file with what the documents do not say, as for ingest")
      ->option_text("FILE");
  app.add_option("--names", given->names,
                 "For standard input: file with the names of all documents of the collection, one a line; a "
                 "number with which several begin becomes no key")
      ->option_text("FILE");
  app.add_option("--print", given->print,
                 "Print for people instead: the document as read, or the findings in it")
      ->option_text("document|findings")
      ->check(CLI::IsMember({"document", "findings"}));
  app.add_option("--format", given->format,
                 "Format of the file (default: detected); `concord formats` lists them")
      ->option_text("NAME");
  app.add_option("--datasets", given->datasets, "Folder of data files (default: those built in)")
      ->option_text("DIR");
  app.add_option(
         "--map", given->map,
         "Roles of the columns of a table (default: guessed): id, parent, title, text, group, group-title, "
         "code:SCHEME, scheme, ignore")
      ->option_text("ROLE=COLUMN,...");
  app.add_option("--as,--key", given->as, "Key of the document, with its edition: nist-csf@1.1")
      ->option_text("KEY[@EDITION]");
  AddReadLimits(app, &given->limits);
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command kextractCommand;
const Command kextractCommand = {"extract", "Show what a file would add to a store, without using a store",
                                 "extract act.html --jsonl\nextract act.html --print findings\n"
                                 "extract --jsonl - < documents.jsonl > rows.jsonl",
                                 Declare};

}  // namespace concord
