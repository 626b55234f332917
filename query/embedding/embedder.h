// Texts as vectors whose products say how near the texts are in meaning.
#ifndef CONCORD_QUERY_EMBEDDING_EMBEDDER_H_
#define CONCORD_QUERY_EMBEDDING_EMBEDDER_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

// A vector's numbers are whole multiples of 1/2048 from -1 to 1 and are kept as those multiples. A product
// of two is then a sum of whole numbers that stays below 2^24 (for vectors of length 1, by Cauchy and
// Schwarz), which 32-bit floating point adds without rounding: equal vectors give equal products on every
// machine and in every order of summation. The cosine moves by some 1e-4.
//
// What an encoder computes before this rounding differs in its last bits between processors, so that about
// one number in some thousands lands on the neighbouring multiple on another machine. Vectors that are kept
// in a store are not computed again.
struct VectorGrid {
  static constexpr int kSteps = 2048;
  static int16_t Round(float number);
};

class Embedder {
 public:
  virtual ~Embedder() = default;

  // What made the vectors: model, the hash of its weights, pooling, longest text, runtime. Two embedders with
  // the same identity mean the same.
  virtual const std::string& identity() const = 0;
  virtual size_t dimensions() const = 0;

  // The vectors of `texts` (well-formed UTF-8), one behind the other, on the grid. `progress` is told how
  // many are done, by the calling thread; may be empty. An empty text has a vector too. For one thread.
  using Progress = std::function<void(size_t done)>;
  virtual Result<std::vector<int16_t>> Embed(std::span<const std::string_view> texts,
                                             const Progress& progress) = 0;
};

// A model of BERT's family in a folder (FindModelFiles says which files). A BERT in safetensors runs on our
// own encoder; any member that reads WordPiece and lies there as ONNX, on the ONNX Runtime, if that is
// installed (onnx_encoder.h). Only small files are read here; the weights are read, and their hash is
// compared with the identity, when the first text is embedded. Runs on `threads` threads (0: all cores).
// kNotFound when there is no such folder, a file is missing, or the runtime is needed and missing.
Result<std::unique_ptr<Embedder>> OpenBertModel(const std::filesystem::path& folder, size_t threads = 0);

// A service that speaks OpenAI's /v1/embeddings.
struct EmbeddingEndpoint {
  std::string url;  // the whole address, https://host/v1/embeddings; http or https, without user or password
  std::string model;  // as the service calls it
  std::string key;    // sent as bearer token, kept nowhere else; empty: none is sent
  // How long to wait before asking again a service that is busy and does not say how long; then twice and
  // four times as long.
  std::chrono::milliseconds first_wait = std::chrono::seconds(1);
};

// Asks the service for one short text, to know the length of its vectors, which belongs to the identity. What
// is embedded leaves this machine: 64 texts a request, of each the first 8,000 bytes. No redirect is
// followed. A service that answers 429 or 503 is asked again up to three times, after the seconds that its
// Retry-After says (at most 30; one that wants more is not waited for) or `first_wait`. kUsage when
// `endpoint` is none; kIo when the service cannot be reached or answers with another HTTP status than 200;
// kLimit when an answer has more than 32 MiB or a vector more than 16,384 numbers; kInvalid when it is no
// answer to what was asked. An error names the address, and nothing of a failed call is kept.
Result<std::unique_ptr<Embedder>> OpenEmbeddingEndpoint(EmbeddingEndpoint endpoint);

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_EMBEDDER_H_
