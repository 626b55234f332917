// The embedding model that a question uses: which one, and keeping what it computed.
#ifndef CONCORD_APP_EMBEDDING_MODEL_H_
#define CONCORD_APP_EMBEDDING_MODEL_H_

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "query/embedding/text_vectors.h"
#include "query/query.h"

namespace concord {

// Where a model comes from. With neither a folder nor a service, the installed model is used: beside the
// store
// ("STORE.models"), else in the user's data folder (ModelsFolder()).
struct ModelSource {
  std::filesystem::path store;  // the folder of the store
  std::filesystem::path folder;
  std::string service, service_model;  // a URL, and the model's name there; both or none
  std::string service_key;             // sent to the service; empty: none
};

struct EmbeddingModel {
  std::unique_ptr<Embedder> embedder;
  TextVectors vectors;  // borrows the embedder

  // Puts the vectors that were computed since the last call into the store, which must not be open in this
  // process. Does nothing when there are none. A store that cannot be written is an error that callers may
  // ignore: only the next answer takes longer.
  Result<void> Keep(const std::filesystem::path& store);
};

// Called with the texts that are done and all texts, on the thread that asks.
using EmbeddingProgress = std::function<void(size_t done, size_t all)>;

// Null when the source names no model and none is installed. Fails with kUsage when the source contradicts
// itself, and when the model cannot be read or the service does not answer.
Result<std::unique_ptr<EmbeddingModel>> OpenEmbeddingModel(const ModelSource& source,
                                                           EmbeddingProgress progress);

// Whether the query can use a model at all.
bool TakesModel(const Query& query);

}  // namespace concord

#endif  // CONCORD_APP_EMBEDDING_MODEL_H_
