// Suggestions for item sets and pairs of frameworks that come as a stream.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/embedding_model.h"
#include "base/try.h"
#include "cli/command.h"
#include "graph/store.h"
#include "query/suggestions/suggestion_stream.h"

namespace concord {
namespace {

struct Given {
  std::string file, model_dir;
  bool jsonl = false, no_chains = false, no_model = false;
  SuggestionStreamOptions options;
};

Result<ExitCode> Run(const Given& given, Context& context) {
  if (given.file != "-") return Fail(ErrorCode::kUsage, "suggest reads standard input; FILE should be -");
  SuggestionStreamOptions options = given.options;
  options.suggestions.chains = !given.no_chains;
  options.suggestions.best_leaf = options.suggestions.collapse = true;
  std::unique_ptr<EmbeddingModel> model;
  if (!given.no_model) {
    ModelSource source;
    source.store = context.store;
    source.folder = given.model_dir;
    CONCORD_ASSIGN(model, OpenEmbeddingModel(source, {}));
  }
  if (model != nullptr) options.suggestions.vectors = &model->vectors;
  CONCORD_ASSIGN(const std::unique_ptr<GraphStore> store, OpenStore(context.store, OpenMode::kReadOnly));
  const std::unique_ptr<Snapshot> snapshot = store->TakeSnapshot();
  std::ios::sync_with_stdio(false);  // a call for each byte otherwise
  CONCORD_ASSIGN(const SuggestionStreamReport report,
                 SuggestStream(std::cin, *context.out, *snapshot, options));
  return report.refused == 0 ? kExitOk : kExitFindings;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  SuggestionStreamOptions& options = given->options;
  options.suggestions.top = 3;
  app.add_option("FILE", given->file, "- reads JSON lines from standard input (docs/scale.md)")
      ->required()
      ->option_text(" ");
  app.add_flag("--jsonl", given->jsonl, "Read and write JSON lines (default)");
  app.add_option("--to", options.against, "The framework to suggest from, if a line names none as \"b\"")
      ->option_text("KEY");
  app.add_option("--top", options.suggestions.top, "Suggestions for each item (default 3)")
      ->option_text("K")
      ->check(CLI::Range(1, 1'000'000));
  app.add_option("--min", options.suggestions.least,
                 "Only suggestions with at least this confidence, 0 to 1 (default 0)")
      ->option_text("CONFIDENCE")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--jobs", options.suggestions.threads, "Threads (default: all cores)")
      ->option_text("N")
      ->check(CLI::Range(1, 1024));
  app.add_flag("--no-chains", given->no_chains, "Ignore mappings through other frameworks");
  app.add_option("--model-dir", given->model_dir, "Folder of an embedding model (default: the installed one)")
      ->option_text("DIR");
  app.add_flag("--no-model", given->no_model,
               "Use no embedding model: compare words and shared concepts only");
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command ksuggestCommand;
const Command ksuggestCommand = {
    "suggest", "Suggest counterparts for item sets and frameworks that come as JSON lines",
    "suggest --jsonl - --to nist-csf-2.0 < sets.jsonl > suggestions.jsonl\n"
    "suggest --jsonl - --to nist-csf-2.0 --top 1 --min 0.3 --no-model < pairs.jsonl",
    Declare};

}  // namespace concord
