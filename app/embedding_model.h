// The embedding model that a question uses: finding it, and keeping the vectors that it computed.
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

// Where a model comes from. With neither a folder nor a service, Concord uses the installed model:
// the one beside the store ("STORE.models"), otherwise the one in the user's data folder
// (ModelsFolder()).
struct ModelSource {
  std::filesystem::path store;  // the folder of the store
  std::filesystem::path folder;
  std::string service, service_model;  // a URL, and the model's name there; both or none
  std::string service_key;             // sent to the service; empty: none
};

struct EmbeddingModel {
  std::unique_ptr<Embedder> embedder;
  TextVectors vectors;  // borrows the embedder

  // Stores the vectors that were computed since the last call. The store must not be open in this process.
  // Does nothing if there are none. Callers may ignore an error, for example if the store cannot be written:
  // only the next answer takes longer.
  Result<void> Keep(const std::filesystem::path& store);
};

// Called with the numbers of finished texts and of all texts, on the calling thread.
using EmbeddingProgress = std::function<void(size_t done, size_t all)>;

// Null if the source names no model and none is installed. Fails with kUsage if the source is contradictory,
// if the model cannot be read, or if the service does not answer.
Result<std::unique_ptr<EmbeddingModel>> OpenEmbeddingModel(const ModelSource& source,
                                                           EmbeddingProgress progress);

// Whether the query can use a model at all.
bool TakesModel(const Query& query);

}  // namespace concord

#endif  // CONCORD_APP_EMBEDDING_MODEL_H_
