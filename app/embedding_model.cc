#include "app/embedding_model.h"

#include <algorithm>

#include "app/saved_indexes.h"
#include "base/parameter.h"
#include "base/try.h"
#include "graph/store.h"
#include "query/embedding/model_folder.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

fs::path InstalledModel(const fs::path& store) {
  std::error_code code;
  fs::path beside = store;
  beside += ".models";
  for (const fs::path& folder : {beside, ModelsFolder()}) {
    if (!folder.empty() && fs::is_directory(folder / kModelName, code)) return folder / kModelName;
  }
  return {};
}

// Null when none is named and none is installed.
Result<std::unique_ptr<Embedder>> OpenEmbedder(const ModelSource& source) {
  if (source.service.empty() != source.service_model.empty())
    return Fail(ErrorCode::kUsage,
                PARAMETER("embedder") " and " PARAMETER("embedder-model") " belong together; give both");
  if (!source.service.empty() && !source.folder.empty())
    return Fail(ErrorCode::kUsage,
                PARAMETER("model-dir") " and " PARAMETER("embedder") " name two models; give one");
  if (!source.service.empty())
    return OpenEmbeddingEndpoint({source.service, source.service_model, source.service_key});
  const fs::path folder = source.folder.empty() ? InstalledModel(source.store) : source.folder;
  if (folder.empty()) return nullptr;
  return OpenBertModel(folder);
}

}  // namespace

bool TakesModel(const Query& query) {
  return std::ranges::any_of(query.options,
                             [](const QueryOption& option) { return option.name == kModelDirOption.name; });
}

Result<void> EmbeddingModel::Keep(const fs::path& store) {
  const GraphBatch batch = vectors.TakeNew();
  if (batch.empty()) return {};
  const auto opened = OpenStore(store, OpenMode::kMustExist);
  if (!opened) return tl::unexpected(opened.error());
  const IndexKeeper indexes(**opened);
  CONCORD_TRY((*opened)->Apply(batch));
  indexes.KeepAll();
  return {};
}

Result<std::unique_ptr<EmbeddingModel>> OpenEmbeddingModel(const ModelSource& source,
                                                           EmbeddingProgress progress) {
  Result<std::unique_ptr<Embedder>> embedder = OpenEmbedder(source);
  if (!embedder) return tl::unexpected(embedder.error());
  if (*embedder == nullptr) return nullptr;
  Embedder* borrowed = embedder->get();
  return std::make_unique<EmbeddingModel>(
      EmbeddingModel{std::move(*embedder), TextVectors(borrowed, std::move(progress))});
}

}  // namespace concord
