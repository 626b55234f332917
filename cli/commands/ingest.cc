#include "ingest/ingest.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ostream>

#include "app/ingestion.h"
#include "base/parallel.h"
#include "base/try.h"
#include "cli/command.h"
#include "cli/ingest_report.h"
#include "cli/progress_bar.h"
#include "cli/read_limits.h"
#include "ingest/readers/format_name.h"

namespace concord {
namespace {

struct Given {
  std::vector<std::string> roots;
  std::string manifest, as;
  IngestOptions options;
};

Result<ExitCode> Run(const Given& given, Context& context) {
  IngestOptions options = given.options;
  for (const std::string& root : given.roots) options.roots.emplace_back(root);
  if (!given.as.empty()) {
    if (given.roots.size() != 1 || !std::filesystem::is_regular_file(given.roots.front())) {
      return Fail(ErrorCode::kUsage, "--as names one document, so it needs exactly one file");
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
  CONCORD_TRY(CheckFormat(options.format));  // before a store is made
  Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kCreateIfMissing);
  if (!store) return tl::unexpected(store.error());
  options.progress = [bar = ProgressBar(context)](size_t done, size_t all, const std::string& path) {
    bar.Show(done, all, path);
  };
  const Result<IngestResult> report = IngestInto(store->get(), options);
  if (!report) return tl::unexpected(report.error());
  return WriteIngestReport(*report, context);
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  given->options.jobs = HardwareThreads();
  app.add_option("PATH", given->roots, "Folders or files")->required()->option_text("...");
  app.add_option("--manifest", given->manifest,
                 "TSV file with what the documents do not say themselves. Columns: path, and any of title, "
                 "issuer, date, "
                 "source, licence, key, language, text_policy")
      ->option_text("FILE");
  app.add_option("--jobs", given->options.jobs, "Number of threads (default: all cores)")
      ->option_text("N")
      ->check(CLI::Range(1, 256));
  app.add_option("--format", given->options.format,
                 "Format of all files (default: detected); `concord formats` lists them")
      ->option_text("NAME");
  app.add_option("--as,--key", given->as, "Key of the document, with its edition: nist-csf@1.1")
      ->option_text("KEY[@EDITION]");
  app.add_flag(
      "--again", given->options.again,
      "Read files again that are in the store already; tables of facts of an older form are replaced");
  app.add_option(
         "--map", given->options.map,
         "Roles of the columns of a table (default: guessed): id, parent, title, text, group, group-title, "
         "code:SCHEME, scheme, ignore")
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
