#include "cli/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>

#include "graph/store.h"
#include "query/embedding/model_folder.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

// Where models are looked for when none is named: beside the store, then in the data folder.
fs::path InstalledModel(const Context& context) {
  std::error_code code;
  fs::path beside = context.store;
  beside += ".models";
  for (const fs::path& folder : {beside, ModelsFolder()}) {
    if (!folder.empty() && fs::is_directory(folder / kModelName, code)) return folder / kModelName;
  }
  return {};
}

bool TakesModel(const Query& query) {
  return std::ranges::any_of(query.options,
                             [](const QueryOption& option) { return option.name == "model-dir"; });
}

// Null when none is named and none installed.
Result<std::unique_ptr<Embedder>> OpenEmbedder(const Arguments& arguments, const Context& context) {
  if (arguments.Has("embedder") != arguments.Has("embedder-model"))
    return Fail(ErrorCode::kUsage, "--embedder URL and --embedder-model NAME belong together; give both");
  if (arguments.Has("embedder") && arguments.Has("model-dir"))
    return Fail(ErrorCode::kUsage, "--model-dir and --embedder name two models; give one");
  if (arguments.Has("embedder")) {
    const char* key = std::getenv("CONCORD_EMBEDDER_KEY");
    return OpenEmbeddingEndpoint({std::string(arguments.Get("embedder")),
                                  std::string(arguments.Get("embedder-model")), key == nullptr ? "" : key});
  }
  const fs::path folder =
      arguments.Has("model-dir") ? fs::path(arguments.Get("model-dir")) : InstalledModel(context);
  if (folder.empty()) return nullptr;
  return OpenBertModel(folder);
}

}  // namespace

void NoteMissingModel(const Query& query, const Arguments& arguments, const Context& context) {
  // Free text finds without a model what it is asked for; suggestions are poorer.
  if (arguments.vectors != nullptr || query.name != "map" || arguments.Has("no-model")) return;
  *context.err << "note: no embedding model; words and shared concepts alone (see concord model --help)\n";
}

void Model::Keep(const Context& context) {
  const GraphBatch batch = vectors.TakeNew();
  if (batch.empty()) return;
  Result<void> kept;
  {
    Result<std::unique_ptr<GraphStore>> store = OpenStore(context.store, OpenMode::kMustExist);
    kept = store ? (*store)->Apply(batch) : tl::unexpected(store.error());
  }
  if (!kept) *context.err << "note: the vectors were not kept: " << kept.error().ToString() << "\n";
}

Result<std::unique_ptr<Model>> ModelOf(const Query& query, const Arguments& arguments,
                                       const Context& context) {
  if (!TakesModel(query) || arguments.Has("no-model")) return nullptr;
  Result<std::unique_ptr<Embedder>> embedder = OpenEmbedder(arguments, context);
  if (!embedder) return tl::unexpected(embedder.error());
  if (*embedder == nullptr) return nullptr;
  Embedder* borrowed = embedder->get();
  // A line that is overwritten needs a terminal; else one when there is much to do, and one when it is done.
  const auto progress = [err = context.err, terminal = context.progress](size_t done, size_t all) {
    if (terminal) {
      *err << fmt::format("\rembedding: {} of {} texts", done, all) << (done == all ? "\n" : "")
           << std::flush;
    } else if (done == all) {
      *err << fmt::format("embedded {} texts, whose vectors the store keeps\n", all);
    }
  };
  return std::make_unique<Model>(Model{std::move(*embedder), TextVectors(borrowed, progress)});
}

}  // namespace concord
