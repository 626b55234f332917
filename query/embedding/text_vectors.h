// The vectors of texts: from the store if it has them, otherwise computed.
#ifndef CONCORD_QUERY_EMBEDDING_TEXT_VECTORS_H_
#define CONCORD_QUERY_EMBEDDING_TEXT_VECTORS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/batch.h"
#include "graph/snapshot.h"
#include "query/embedding/embedder.h"

namespace concord {

// A store keeps vectors in nodes with the label Vectors, one for each time that some were computed. Property
// `model` is the embedder's identity. The blob `vectors` has the first 16 bytes of the SHA-256 of each text,
// rising, and then the vectors in the same order, each number in 16 bits, lowest byte first. So a vector can
// be used for the same text in any document, and a look at the hashes finds it.
class TextVectors {
 public:
  // Borrows both, which must live longer. Calls `progress` with (done, all) while texts are embedded.
  using Progress = std::function<void(size_t done, size_t all)>;
  TextVectors(Embedder* embedder, Progress progress) : embedder_(embedder), progress_(std::move(progress)) {}

  // One after the other, in the order of the texts. Equal texts are embedded once.
  Result<std::vector<int16_t>> Of(const Snapshot& snapshot, std::span<const std::string> texts);

  // What was computed since the last call, as changes to the store; empty if nothing was.
  GraphBatch TakeNew();

  const std::string& identity() const { return embedder_->identity(); }
  size_t dimensions() const { return embedder_->dimensions(); }

 private:
  using Hash = std::string;  // 16 bytes
  using Vector = std::vector<int16_t>;

  Result<void> ReadStored(const Snapshot& snapshot, const std::map<Hash, std::string_view>& wanted);

  Embedder* embedder_;
  Progress progress_;
  std::map<Hash, Vector> known_;
  std::map<Hash, Vector> fresh_;  // of these, those that no store has
};

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_TEXT_VECTORS_H_
